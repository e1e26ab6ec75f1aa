package com.inqud.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs benchmarks, and prints each target beside what was reached, in the case that is
 * the worst for the target. What is compared took turns within an iteration: the figure
 * is the median of the iterations, with half of their interquartile range.
 */
final class Benchmarks {

	private static final List<String> SMALL = List.of("0", "200", "1024");

	private static final List<String> LARGE = List.of("1048576");

	private static final List<String> ANY = List.of("");

	private final Collection<RunResult> runs;

	private Benchmarks(Collection<RunResult> runs) {
		this.runs = runs;
	}

	/**
	 * Runs benchmarks.
	 * @param args the file for the results, and a regular expression for the names of the
	 * benchmarks
	 */
	public static void main(String[] args) throws RunnerException, IOException {
		Collection<RunResult> runs = new Runner(new OptionsBuilder().include(args[1])
			.resultFormat(ResultFormatType.JSON)
			.result(args[0])
			.shouldFailOnError(true)
			.build()).run();
		new Benchmarks(runs).print();
	}

	private void print() throws IOException {
		System.out.printf("%n%s, JDK %s, %d cores of %s%n%n", LocalDate.now(), Runtime.version(),
				Runtime.getRuntime().availableProcessors(), cpu());
		System.out.printf("| what | target | reached | met |%n| --- | --- | --- | --- |%n");
		signing("one thread", "SigningBenchmark");
		signing("two threads", "SigningBenchmark.TwoThreads");
		atLeast("calls per second, to those with constant headers", "%.2f", "", 0.90,
				ratios("CallBenchmark", ANY, "constantHeaders", "inqud"));
		atLeast("calls per second, to those of the cheapest client that signs", "%.2f", "", 0.96,
				ratios("CallBenchmark", ANY, "signing", "inqud"));
		atLeast("calls per second, to those of a tutorial", "%.2f", "", 1,
				ratios("CallBenchmark", ANY, "tutorial", "inqud"));
		atMost("allocated by a call, more than with constant headers", "%,.0f", " bytes", 1_536, values("CallBenchmark",
				ANY, (turns) -> turns.applyAsDouble("inqudBytes") - turns.applyAsDouble("constantHeadersBytes")));
		atMost("start of an application, more than without the client", "%.0f", " ms", 60, values("StartupBenchmark",
				ANY, (turns) -> turns.applyAsDouble("inqud") - turns.applyAsDouble("without")));
	}

	private void signing(String who, String benchmark) {
		atMost("time of a signature to its limit, up to 1 KiB, " + who, "%.2f", "", 1.20,
				ratios(benchmark, SMALL, "inqud", "limit"));
		atMost("time of a signature to its limit, 1 MiB, " + who, "%.2f", "", 1.03,
				ratios(benchmark, LARGE, "inqud", "limit"));
		atLeast("time of a tutorial's signature to ours, up to 1 KiB, " + who, "%.1f", "", 8,
				ratios(benchmark, SMALL, "tutorial", "inqud"));
		atMost("allocated by a signature, " + who, "%,.0f", " bytes", 1_024, Stream.of(SMALL, LARGE)
			.flatMap((sizes) -> values(benchmark, sizes, (turns) -> turns.applyAsDouble("inqudBytes"))));
	}

	private Stream<double[]> ratios(String benchmark, List<String> sizes, String dividend, String divisor) {
		return values(benchmark, sizes, (turns) -> turns.applyAsDouble(dividend) / turns.applyAsDouble(divisor));
	}

	/**
	 * Returns the values of all iterations, for each set of parameters. Those of several
	 * threads are averages.
	 */
	private Stream<double[]> values(String benchmark, List<String> sizes,
			ToDoubleFunction<ToDoubleFunction<String>> value) {
		return this.runs.stream()
			.filter((run) -> run.getParams().getBenchmark().endsWith("." + benchmark + ".turns")
					&& sizes.contains(size(run)))
			.map((run) -> run.getBenchmarkResults()
				.stream()
				.flatMap((fork) -> fork.getIterationResults().stream())
				.mapToDouble((iteration) -> value.applyAsDouble(
						(turn) -> iteration.getSecondaryResults().get(turn).getScore() / run.getParams().getThreads()))
				.toArray());
	}

	private static String size(RunResult run) {
		return Objects.toString(run.getParams().getParam("size"), "");
	}

	private static double median(Statistics statistics) {
		return statistics.getPercentile(50);
	}

	private static void atMost(String what, String format, String unit, double target, Stream<double[]> reached) {
		reached.map(ListStatistics::new)
			.max(Comparator.comparing(Benchmarks::median))
			.ifPresent((worst) -> print(what, "at most", format, unit, target, worst, median(worst) <= target));
	}

	private static void atLeast(String what, String format, String unit, double target, Stream<double[]> reached) {
		reached.map(ListStatistics::new)
			.min(Comparator.comparing(Benchmarks::median))
			.ifPresent((worst) -> print(what, "at least", format, unit, target, worst, median(worst) >= target));
	}

	private static void print(String what, String bound, String format, String unit, double target, Statistics reached,
			boolean met) {
		double spread = (reached.getPercentile(75) - reached.getPercentile(25)) / 2;
		System.out.printf(Locale.ROOT, "| %s | %s " + format + "%s | " + format + " ± " + format + "%s | %s |%n", what,
				bound, target, unit, median(reached), spread, unit, met ? "yes" : "**no**");
	}

	private static String cpu() throws IOException {
		Path cpuinfo = Path.of("/proc/cpuinfo");
		if (!Files.exists(cpuinfo)) {
			return System.getProperty("os.arch");
		}
		try (Stream<String> lines = Files.lines(cpuinfo)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.findFirst()
				.map((line) -> line.substring(line.indexOf(':') + 2))
				.orElse(System.getProperty("os.arch"));
		}
	}

}
