package com.inqud.spring.autoconfigure;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.inqud.spring.test.InqudToken;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * Start of an application in a new JVM, with the auto-configurations of the client and
 * without them.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(4)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@State(Scope.Benchmark)
public class StartupBenchmark {

	private String ours;

	private ConfigurableApplicationContext context;

	@Setup
	public void findOurs() {
		Iterable<String> candidates = ImportCandidates.load(AutoConfiguration.class, null);
		this.ours = StreamSupport.stream(candidates.spliterator(), false)
			.filter((candidate) -> candidate.startsWith("com.inqud."))
			.collect(Collectors.joining(","));
	}

	@Benchmark
	public Object inqud() {
		return start("");
	}

	@Benchmark
	public Object without() {
		return start(this.ours);
	}

	private Object start(String excluded) {
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run("--inqud.token-id=" + InqudToken.ID, "--inqud.secret=" + InqudToken.SECRET,
					"--spring.autoconfigure.exclude=" + excluded);
		return this.context;
	}

	@TearDown
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
