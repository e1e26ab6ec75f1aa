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
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs benchmarks, and prints each target beside what was reached: the median, with half
 * of the interquartile range, in the case that is the worst for the target.
 */
final class Benchmarks {

	private static final List<String> SMALL = List.of("0", "200", "1024");

	private static final List<String> LARGE = List.of("1048576");

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
			.addProfiler(GCProfiler.class)
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
		signing("one thread", "SigningBenchmark.");
		signing("two threads", "SigningBenchmark.TwoThreads.");
		atLeast("calls per second, to those with constant headers", "%.2f", "", 0.95,
				compare("CallBenchmark.inqud", Benchmarks::score, Figure::dividedBy, "CallBenchmark.constantHeaders"));
		atLeast("calls per second, to those of a tutorial", "%.2f", "", 1,
				compare("CallBenchmark.inqud", Benchmarks::score, Figure::dividedBy, "CallBenchmark.tutorial"));
		atMost("allocated by a call, more than with constant headers", "%,.0f", " bytes", 2_560,
				compare("CallBenchmark.inqud", Benchmarks::allocation, Figure::minus, "CallBenchmark.constantHeaders"));
		atMost("start of an application, more than without the client", "%.0f", " ms", 60,
				compare("StartupBenchmark.inqud", Benchmarks::score, Figure::minus, "StartupBenchmark.without"));
	}

	private void signing(String who, String benchmark) {
		String inqud = benchmark + "inqud";
		String limit = benchmark + "limit";
		atMost("time of a signature to its limit, up to 1 KiB, " + who, "%.2f", "", 1.25,
				compare(inqud, SMALL, Benchmarks::score, Figure::dividedBy, limit));
		atMost("time of a signature to its limit, 1 MiB, " + who, "%.2f", "", 1.05,
				compare(inqud, LARGE, Benchmarks::score, Figure::dividedBy, limit));
		atLeast("time of a tutorial's signature to ours, up to 1 KiB, " + who, "%.1f", "", 8,
				compare(benchmark + "tutorial", SMALL, Benchmarks::score, Figure::dividedBy, inqud));
		atMost("allocated by a signature, " + who, "%,.0f", " bytes", 1_024, runs(inqud).map(Benchmarks::allocation));
	}

	private Stream<Figure> compare(String benchmark, Function<RunResult, Figure> measure,
			BinaryOperator<Figure> operator, String other) {
		return compare(runs(benchmark), measure, operator, other);
	}

	private Stream<Figure> compare(String benchmark, List<String> sizes, Function<RunResult, Figure> measure,
			BinaryOperator<Figure> operator, String other) {
		return compare(runs(benchmark).filter((run) -> sizes.contains(size(run))), measure, operator, other);
	}

	private Stream<Figure> compare(Stream<RunResult> runs, Function<RunResult, Figure> measure,
			BinaryOperator<Figure> operator, String other) {
		return runs.flatMap((run) -> runs(other).filter((otherRun) -> Objects.equals(size(run), size(otherRun)))
			.map((otherRun) -> operator.apply(measure.apply(run), measure.apply(otherRun))));
	}

	private Stream<RunResult> runs(String benchmark) {
		return this.runs.stream().filter((run) -> run.getParams().getBenchmark().endsWith("." + benchmark));
	}

	private static String size(RunResult run) {
		return run.getParams().getParam("size");
	}

	private static Figure score(RunResult run) {
		return Figure.of(run.getPrimaryResult());
	}

	private static Figure allocation(RunResult run) {
		return Figure.of(run.getSecondaryResults().get("gc.alloc.rate.norm"));
	}

	private static void atMost(String what, String format, String unit, double target, Stream<Figure> reached) {
		reached.max(Comparator.comparing(Figure::value))
			.ifPresent((worst) -> print(what, "at most", format, unit, target, worst, worst.value() <= target));
	}

	private static void atLeast(String what, String format, String unit, double target, Stream<Figure> reached) {
		reached.min(Comparator.comparing(Figure::value))
			.ifPresent((worst) -> print(what, "at least", format, unit, target, worst, worst.value() >= target));
	}

	private static void print(String what, String bound, String format, String unit, double target, Figure reached,
			boolean met) {
		System.out.printf(Locale.ROOT, "| %s | %s " + format + "%s | " + format + " ± " + format + "%s | %s |%n", what,
				bound, target, unit, reached.value(), reached.spread(), unit, met ? "yes" : "**no**");
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

	private record Figure(double value, double spread) {

		static Figure of(Result<?> result) {
			Statistics statistics = result.getStatistics();
			return new Figure(statistics.getPercentile(50),
					(statistics.getPercentile(75) - statistics.getPercentile(25)) / 2);
		}

		Figure dividedBy(Figure other) {
			double ratio = this.value / other.value;
			return new Figure(ratio, ratio * Math.hypot(this.spread / this.value, other.spread / other.value));
		}

		Figure minus(Figure other) {
			return new Figure(this.value - other.value, Math.hypot(this.spread, other.spread));
		}

	}

}
