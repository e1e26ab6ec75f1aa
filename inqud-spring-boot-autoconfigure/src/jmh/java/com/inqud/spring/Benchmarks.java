package com.inqud.spring;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs benchmarks, and prints each target beside what was reached, in the case that is
 * the worst for the target. Benchmarks are compared within a round, which is short enough
 * for what else the machine does to be the same: the figure is the median of the rounds,
 * with half of their interquartile range.
 */
final class Benchmarks {

	private static final int ROUNDS = 5;

	private static final List<String> SMALL = List.of("0", "200", "1024");

	private static final List<String> LARGE = List.of("1048576");

	private static final List<String> ANY = List.of("");

	private static final DoubleBinaryOperator RATIO = (value, other) -> value / other;

	private static final DoubleBinaryOperator DIFFERENCE = (value, other) -> value - other;

	private final List<Collection<RunResult>> rounds;

	private Benchmarks(List<Collection<RunResult>> rounds) {
		this.rounds = rounds;
	}

	/**
	 * Runs benchmarks.
	 * @param args the file for the results, and a regular expression for the names of the
	 * benchmarks
	 */
	public static void main(String[] args) throws RunnerException, IOException {
		Options options = new OptionsBuilder().include(args[1])
			.addProfiler(GCProfiler.class)
			.shouldFailOnError(true)
			.build();
		List<Collection<RunResult>> rounds = new ArrayList<>();
		for (int i = 0; i < ROUNDS; i++) {
			rounds.add(new Runner(options).run());
		}
		try (PrintStream results = new PrintStream(args[0], StandardCharsets.UTF_8)) {
			ResultFormatFactory.getInstance(ResultFormatType.JSON, results)
				.writeOut(rounds.stream().flatMap(Collection::stream).toList());
		}
		new Benchmarks(rounds).print();
	}

	private void print() throws IOException {
		System.out.printf("%n%s, JDK %s, %d cores of %s%n%n", LocalDate.now(), Runtime.version(),
				Runtime.getRuntime().availableProcessors(), cpu());
		System.out.printf("| what | target | reached | met |%n| --- | --- | --- | --- |%n");
		signing("one thread", "SigningBenchmark.");
		signing("two threads", "SigningBenchmark.TwoThreads.");
		atLeast("calls per second, to those with constant headers", "%.2f", "", 0.95,
				compare("CallBenchmark.inqud", ANY, Benchmarks::score, RATIO, "CallBenchmark.constantHeaders"));
		atLeast("calls per second, to those of a tutorial", "%.2f", "", 1,
				compare("CallBenchmark.inqud", ANY, Benchmarks::score, RATIO, "CallBenchmark.tutorial"));
		atMost("allocated by a call, more than with constant headers", "%,.0f", " bytes", 2_560, compare(
				"CallBenchmark.inqud", ANY, Benchmarks::allocation, DIFFERENCE, "CallBenchmark.constantHeaders"));
		atMost("start of an application, more than without the client", "%.0f", " ms", 60,
				compare("StartupBenchmark.inqud", ANY, Benchmarks::score, DIFFERENCE, "StartupBenchmark.without"));
	}

	private void signing(String who, String benchmark) {
		String inqud = benchmark + "inqud";
		String limit = benchmark + "limit";
		atMost("time of a signature to its limit, up to 1 KiB, " + who, "%.2f", "", 1.25,
				compare(inqud, SMALL, Benchmarks::score, RATIO, limit));
		atMost("time of a signature to its limit, 1 MiB, " + who, "%.2f", "", 1.05,
				compare(inqud, LARGE, Benchmarks::score, RATIO, limit));
		atLeast("time of a tutorial's signature to ours, up to 1 KiB, " + who, "%.1f", "", 8,
				compare(benchmark + "tutorial", SMALL, Benchmarks::score, RATIO, inqud));
		atMost("allocated by a signature, " + who, "%,.0f", " bytes", 1_024,
				Stream.of(SMALL, LARGE)
					.flatMap((sizes) -> runs(inqud, sizes))
					.map((runs) -> runs.stream().mapToDouble(Benchmarks::allocation).toArray()));
	}

	private Stream<double[]> compare(String benchmark, List<String> sizes, ToDoubleFunction<RunResult> measure,
			DoubleBinaryOperator operator, String other) {
		return runs(benchmark, sizes).flatMap(
				(runs) -> runs(other, sizes).filter((otherRuns) -> size(otherRuns.get(0)).equals(size(runs.get(0))))
					.map((otherRuns) -> IntStream.range(0, ROUNDS)
						.mapToDouble((round) -> operator.applyAsDouble(measure.applyAsDouble(runs.get(round)),
								measure.applyAsDouble(otherRuns.get(round))))
						.toArray()));
	}

	/**
	 * Returns the runs of a benchmark in all rounds, for each set of parameters.
	 */
	private Stream<List<RunResult>> runs(String benchmark, List<String> sizes) {
		return this.rounds.stream()
			.flatMap(Collection::stream)
			.filter((run) -> run.getParams().getBenchmark().endsWith("." + benchmark) && sizes.contains(size(run)))
			.collect(Collectors.groupingBy((run) -> run.getParams().id()))
			.values()
			.stream();
	}

	private static String size(RunResult run) {
		return Objects.toString(run.getParams().getParam("size"), "");
	}

	private static double score(RunResult run) {
		return median(run.getPrimaryResult().getStatistics());
	}

	private static double allocation(RunResult run) {
		return median(run.getSecondaryResults().get("gc.alloc.rate.norm").getStatistics());
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
