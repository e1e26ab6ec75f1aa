package com.inqud.spring.autoconfigure;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.InqudToken;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.Assert;

/**
 * Start of an application in a new JVM, until it has ended, with the jars that a
 * {@code spring-boot-starter-webclient} brings: alone, with the starter of the client,
 * and with the client injected as well. They take turns within an iteration.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 20)
@State(Scope.Benchmark)
public class StartupBenchmark {

	private static final Pattern JARS = Pattern
		.compile("(commons-logging|jackson-\\w+|jakarta\\.annotation-api|jspecify"
				+ "|(jul-to|log4j-to)-slf4j|log4j-api|logback-\\w+|micrometer-(commons|observation)|netty-[\\w-]+"
				+ "|reactive-streams|reactor-(core|netty-\\w+)|slf4j-api|snakeyaml"
				+ "|spring-(aop|beans|context|core|expression|web|webflux)|spring-boot(-starter(-jackson|-logging|-webclient)?"
				+ "|-autoconfigure|-http-\\w+|-jackson|-reactor|-webclient)?)-\\d.*\\.jar");

	private static final Path TESTS = Path.of("test-classes");

	private static final Path CLIENT = Path.of("classes");

	@Benchmark
	public void turns(Turns turns) throws IOException, InterruptedException {
		turns.without = start(Application.class, TESTS);
		turns.inqud = start(Application.class, TESTS, CLIENT);
		turns.injected = start(InjectedApplication.class, TESTS, CLIENT);
	}

	private static long start(Class<?> application, Path... directories) throws IOException, InterruptedException {
		String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> JARS.matcher(Path.of(entry).getFileName().toString()).matches()
					|| Stream.of(directories).anyMatch(Path.of(entry)::endsWith))
			.collect(Collectors.joining(File.pathSeparator));
		long start = System.nanoTime();
		int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				classPath, application.getName())
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

		public long injected;

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		public static void main(String[] args) {
			run(Application.class);
		}

		static void run(Class<?> application) {
			new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
				.bannerMode(Banner.Mode.OFF)
				.properties("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET)
				.run()
				.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class InjectedApplication {

		InjectedApplication(InqudOperations operations) {
		}

		public static void main(String[] args) {
			Application.run(InjectedApplication.class);
		}

	}

}
