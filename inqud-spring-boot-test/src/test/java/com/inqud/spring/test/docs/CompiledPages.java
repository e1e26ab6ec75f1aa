package com.inqud.spring.test.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

import com.sun.source.util.JavacTask;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Classes in the blocks of all pages.
 * <p>
 * A block of Java that names its package is compiled as it is. Any other belongs to a
 * package of its page, which has an application class, and gets the imports below. It is
 * compiled as a whole file, in the body of a class or in the body of a method: the first
 * of these that parses. A block of Kotlin is compiled as a whole file, after Java.
 */
final class CompiledPages {

	private static final List<String> IMPORTS = List.of("java.math.*", "java.net.*", "java.time.*", "java.util.*",
			"java.util.concurrent.*", "java.util.stream.*", "com.inqud.spring.*", "com.inqud.spring.authentication.*",
			"com.inqud.spring.autoconfigure.*", "com.inqud.spring.client.*", "com.inqud.spring.client.acquiring.*",
			"com.inqud.spring.client.onramp.*", "com.inqud.spring.client.payment.*", "com.inqud.spring.client.wallet.*",
			"com.inqud.spring.test.autoconfigure.*", "com.inqud.spring.test.fixture.*",
			"com.inqud.spring.test.simulator.*", "com.inqud.spring.test.webhook.*", "com.inqud.spring.webhook.*",
			"org.jspecify.annotations.*", "org.junit.jupiter.api.*", "org.slf4j.*", "reactor.core.publisher.*",
			"reactor.core.scheduler.*", "reactor.netty.transport.*", "tools.jackson.databind.*",
			"org.springframework.beans.factory.annotation.*", "org.springframework.boot.*",
			"org.springframework.boot.autoconfigure.*", "org.springframework.boot.http.client.autoconfigure.reactive.*",
			"org.springframework.boot.http.client.reactive.*", "org.springframework.boot.test.context.*",
			"org.springframework.boot.webmvc.test.autoconfigure.*", "org.springframework.context.annotation.*",
			"org.springframework.core.annotation.Order", "org.springframework.http.*",
			"org.springframework.scheduling.annotation.*",
			"org.springframework.security.config.annotation.web.builders.*",
			"org.springframework.security.config.annotation.web.configurers.*",
			"org.springframework.security.config.web.server.*", "org.springframework.security.web.*",
			"org.springframework.security.web.server.*", "org.springframework.security.web.server.util.matcher.*",
			"org.springframework.stereotype.*", "org.springframework.test.web.servlet.assertj.*",
			"org.springframework.web.bind.annotation.*", "org.springframework.web.reactive.function.client.*",
			"org.springframework.web.service.annotation.*", "org.springframework.web.service.registry.*");

	private static final List<String> STATIC_IMPORTS = List.of("org.assertj.core.api.Assertions.*");

	private static final List<String> KOTLIN_IMPORTS = List.of("org.assertj.core.api.Assertions.*",
			"kotlinx.coroutines.*", "kotlinx.coroutines.flow.*", "kotlinx.coroutines.reactor.*",
			"kotlinx.coroutines.reactive.*");

	private static final String FIELDS = "InqudOperations inqud; Logger logger;";

	private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+)", Pattern.MULTILINE);

	private static final Pattern TYPE = Pattern
		.compile("^(?:public )?(?:final )?(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	private final Path output;

	private final URLClassLoader classLoader;

	/**
	 * Compiles all pages.
	 * @param output the folder for the class files
	 */
	CompiledPages(Path output) {
		this.output = output;
		compileJava();
		compileKotlin();
		try {
			this.classLoader = new URLClassLoader(new URL[] { output.toUri().toURL() }, getClass().getClassLoader());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	ClassLoader classLoader() {
		return this.classLoader;
	}

	/**
	 * Classes on the pages whose name ends with {@code Tests}.
	 */
	List<Class<?>> tests() throws ReflectiveOperationException, IOException {
		try (Stream<Path> files = Files.walk(this.output)) {
			List<Class<?>> tests = new ArrayList<>();
			for (Path file : files.filter((file) -> file.toString().endsWith("Tests.class")).sorted().toList()) {
				String name = this.output.relativize(file).toString().replace(".class", "").replaceAll("[/\\\\]", ".");
				tests.add(this.classLoader.loadClass(name));
			}
			return tests;
		}
	}

	private void compileJava() {
		Map<String, String> sources = new LinkedHashMap<>();
		for (Page page : Page.all()) {
			sources.put("pages." + page.name() + ".PageApplication", "package pages." + page.name() + ";"
					+ "@org.springframework.boot.autoconfigure.SpringBootApplication class PageApplication { }");
		}
		String tested = testedElsewhere();
		for (Page.Block block : Page.blocks("java")) {
			if (!tested.contains(withoutIndentation(block.code()))) {
				sources.put(className(block), source(block));
			}
		}
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		StringWriter messages = new StringWriter();
		boolean compiled = COMPILER.getTask(messages, null, diagnostics,
				List.of("-d", this.output.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none",
						"-parameters", "--release", "17"),
				null,
				sources.entrySet().stream().map((source) -> new Source(source.getKey(), source.getValue())).toList())
			.call();
		assertThat(compiled)
			.as(() -> diagnostics.getDiagnostics().stream().map(Object::toString).collect(Collectors.joining("\n"))
					+ messages)
			.isTrue();
	}

	/**
	 * Source code of the tests whose methods pages show. They are compiled and run there.
	 */
	private static String testedElsewhere() {
		try (Stream<Path> files = Files.list(Path.of("src/test/java/com/inqud/spring/test/app"))) {
			StringBuilder code = new StringBuilder();
			for (Path file : files.toList()) {
				code.append(withoutIndentation(Files.readString(file)));
			}
			return code.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String withoutIndentation(String code) {
		return code.lines().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
	}

	private static String className(Page.Block block) {
		Matcher type = TYPE.matcher(block.code());
		Matcher packageName = PACKAGE.matcher(block.code());
		return packageName.find() && type.find() ? packageName.group(1) + "." + type.group(1)
				: "pages." + block.page().name() + ".Line" + block.line();
	}

	private static String source(Page.Block block) {
		if (PACKAGE.matcher(block.code()).find()) {
			return block.code();
		}
		String name = "Line" + block.line();
		String header = "package pages." + block.page().name() + ";"
				+ IMPORTS.stream().map((type) -> "import " + type + ";").collect(Collectors.joining())
				+ STATIC_IMPORTS.stream().map((type) -> "import static " + type + ";").collect(Collectors.joining());
		String body = header + "class " + name + " { " + FIELDS;
		return Stream
			.of(header + block.code(), body + block.code() + "}",
					body + "void statements() throws Exception {" + block.code() + "}}")
			.filter((source) -> parses(name, source))
			.findFirst()
			.orElseThrow(() -> new AssertionError(block + " is no Java"));
	}

	private static boolean parses(String name, String source) {
		DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
		try {
			((JavacTask) COMPILER.getTask(null, null, diagnostics, List.of("--release", "17"), null,
					List.of(new Source(name, source))))
				.parse();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return diagnostics.getDiagnostics()
			.stream()
			.noneMatch((diagnostic) -> diagnostic.getKind() == Diagnostic.Kind.ERROR);
	}

	private void compileKotlin() {
		List<String> arguments = new ArrayList<>(List.of("-d", this.output.toString(), "-classpath",
				this.output + System.getProperty("path.separator") + System.getProperty("java.class.path"),
				"-no-stdlib", "-no-reflect", "-jvm-target", "17", "-java-parameters", "-Werror"));
		try {
			for (Page.Block block : Page.blocks("kotlin")) {
				Path file = this.output.resolve(block.page().name() + block.line() + ".kt");
				String header = PACKAGE.matcher(block.code()).find() ? ""
						: "package pages." + block.page().name() + "\n"
								+ Stream.concat(IMPORTS.stream(), KOTLIN_IMPORTS.stream())
									.map((type) -> "import " + type + "\n")
									.collect(Collectors.joining());
				Files.writeString(file, header + block.code());
				arguments.add(file.toString());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		int exitCode = new K2JVMCompiler()
			.exec(new PrintStream(messages, true, StandardCharsets.UTF_8), arguments.toArray(String[]::new))
			.getCode();
		assertThat(exitCode).as(messages.toString(StandardCharsets.UTF_8)).isZero();
	}

	/**
	 * Source code in memory.
	 */
	private static final class Source extends SimpleJavaFileObject {

		private final String code;

		private Source(String className, String code) {
			super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
			this.code = code;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreEncodingErrors) {
			return this.code;
		}

	}

}
