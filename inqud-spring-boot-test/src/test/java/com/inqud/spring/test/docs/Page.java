package com.inqud.spring.test.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Page of the documentation, which is README.md or a file in docs.
 */
record Page(Path file, List<String> lines) {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final String FENCE = "```";

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	static List<Page> all() {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
			return Stream
				.concat(Stream.of(ROOT.resolve("README.md")),
						docs.filter((file) -> file.toString().endsWith(".md")).sorted())
				.map(Page::read)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page read(Path file) {
		try {
			return new Page(file, Files.readAllLines(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Page named(String name) {
		return read(ROOT.resolve("docs").resolve(name));
	}

	static List<Block> blocks(String language) {
		return all().stream()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> block.language().equals(language))
			.toList();
	}

	/**
	 * Blocks of code in their order.
	 */
	List<Block> blocks() {
		List<Block> blocks = new ArrayList<>();
		for (int i = 0; i < this.lines.size(); i++) {
			if (this.lines.get(i).startsWith(FENCE)) {
				int end = i + 1;
				while (!this.lines.get(end).equals(FENCE)) {
					end++;
				}
				blocks.add(new Block(this, i + 1, this.lines.get(i).substring(FENCE.length()),
						String.join("\n", this.lines.subList(i + 1, end)) + "\n",
						(i > 0) ? this.lines.get(i - 1) : ""));
				i = end;
			}
		}
		return blocks;
	}

	/**
	 * Text without blocks of code.
	 */
	Stream<String> text() {
		boolean[] code = new boolean[1];
		return this.lines.stream().filter((line) -> {
			boolean fence = line.startsWith(FENCE);
			code[0] ^= fence;
			return !fence && !code[0];
		});
	}

	/**
	 * Targets of the links in the text.
	 */
	List<String> links() {
		return text().flatMap((line) -> LINK.matcher(line).results().map((result) -> result.group(1))).toList();
	}

	/**
	 * Anchors of the headings, as GitHub makes them.
	 */
	Set<String> anchors() {
		return text().filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\w\\- ]", "")
				.replace(' ', '-'))
			.collect(Collectors.toSet());
	}

	/**
	 * Rows of all tables, each with its cells.
	 */
	List<List<String>> rows() {
		return text().filter((line) -> line.startsWith("| ") && !line.startsWith("| ---"))
			.map((line) -> Stream.of(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList())
			.toList();
	}

	/**
	 * Name that can be a part of a package.
	 */
	String name() {
		return this.file.getFileName().toString().replace(".md", "_page").replace('-', '_').toLowerCase(Locale.ROOT);
	}

	@Override
	public String toString() {
		return ROOT.relativize(this.file).toString();
	}

	/**
	 * Block of code.
	 *
	 * @param page the page
	 * @param line the number of its first line
	 * @param language the language
	 * @param code the code
	 * @param before the line before it
	 */
	record Block(Page page, int line, String language, String code, String before) {

		@Override
		public String toString() {
			return this.page + ":" + this.line;
		}

	}

}
