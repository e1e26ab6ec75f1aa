package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import com.inqud.spring.test.InqudToken;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * Start of an application in a new JVM, until it has ended, with the auto-configurations
 * of the client and without them. They take turns within an iteration.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 20)
@State(Scope.Benchmark)
public class StartupBenchmark {

	private String ours;

	@Setup
	public void findOurs() {
		Iterable<String> candidates = ImportCandidates.load(AutoConfiguration.class, null);
		this.ours = StreamSupport.stream(candidates.spliterator(), false)
			.filter((candidate) -> candidate.startsWith("com.inqud."))
			.collect(Collectors.joining(","));
	}

	@Benchmark
	public void turns(Turns turns) throws IOException, InterruptedException {
		turns.without = start(this.ours);
		turns.inqud = start("");
	}

	private static long start(String excluded) throws IOException, InterruptedException {
		long start = System.nanoTime();
		int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Application.class.getName(),
				"--spring.autoconfigure.exclude=" + excluded)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		Assert.state(exit == 0, "The application has failed");
		return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
	}

	/**
	 * Milliseconds of a start.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Turns {

		public long without;

		public long inqud;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] args) {
			new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.properties("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET)
				.run(args)
				.close();
		}

	}

}
