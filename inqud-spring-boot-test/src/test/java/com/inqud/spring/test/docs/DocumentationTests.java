package com.inqud.spring.test.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.inqud.spring.autoconfigure.InqudProperties;
import com.inqud.spring.autoconfigure.webhook.InqudWebhookProperties;
import com.inqud.spring.test.autoconfigure.InqudSimulatorConfiguration;
import com.inqud.spring.test.autoconfigure.InqudSimulatorProperties;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for README.md and the pages in docs. Code is taken from the pages themselves:
 * Java and Kotlin are compiled, tests among them are run, YAML is bound, and commands of
 * a shell are run unless they are marked.
 */
class DocumentationTests {

	private static final String NOT_RUN = "<!-- not run: ";

	private static final Metadata METADATA = Metadata.read();

	@TempDir
	private static Path directory;

	private static CompiledPages pages;

	private static ClassLoader classLoader;

	/**
	 * Application of the first page.
	 */
	private static ConfigurableApplicationContext shop;

	@BeforeAll
	static void compile() throws ReflectiveOperationException {
		pages = new CompiledPages(directory);
		classLoader = Thread.currentThread().getContextClassLoader();
		Thread.currentThread().setContextClassLoader(pages.classLoader());
		shop = new SpringApplication(new DefaultResourceLoader(pages.classLoader()),
				pages.classLoader().loadClass("com.example.shop.ShopApplication"), InqudSimulatorConfiguration.class)
			.run("--server.port=0");
	}

	@AfterAll
	static void close() {
		shop.close();
		Thread.currentThread().setContextClassLoader(classLoader);
	}

	@Test
	void testsOnPagesPass() throws Exception {
		for (Class<?> test : pages.tests()) {
			Events tests = EngineTestKit.engine("junit-jupiter")
				.selectors(DiscoverySelectors.selectClass(test))
				.execute()
				.testEvents();
			assertThat(tests.failed().stream()).as(test.getName()).isEmpty();
			assertThat(tests.succeeded().count()).as(test.getName()).isPositive();
		}
	}

	static List<Page.Block> yaml() {
		return Page.blocks("yaml");
	}

	@ParameterizedTest
	@MethodSource
	void yaml(Page.Block block) throws IOException {
		Map<String, Object> properties = new LinkedHashMap<>();
		for (PropertySource<?> source : new YamlPropertySourceLoader().load("yaml",
				new ByteArrayResource(block.code().getBytes()))) {
			for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
				properties.put(name, source.getProperty(name));
			}
		}
		assertThat(properties).isNotEmpty()
			.allSatisfy((name, value) -> assertThat(METADATA.knows(name)).as(name).isTrue());
		bind(properties, "inqud.webhook", InqudWebhookProperties.class, (name) -> name.startsWith("inqud.webhook."));
		bind(properties, "inqud.simulator", InqudSimulatorProperties.class,
				(name) -> name.startsWith("inqud.simulator."));
		bind(properties, "inqud", InqudProperties.class, (name) -> name.startsWith("inqud.")
				&& !name.matches("inqud\\.(webhook|simulator)\\..*|inqud\\.enabled"));
	}

	/**
	 * Binds properties, and fails if one of them has nothing to be bound to.
	 */
	private static void bind(Map<String, Object> properties, String prefix, Class<?> type, Predicate<String> filter) {
		Map<String, Object> own = new HashMap<>(properties);
		own.keySet().removeIf(filter.negate());
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources
			.from(new MapPropertySource("page", own));
		new Binder(sources, DocumentationTests::resolve).bindOrCreate(ConfigurationPropertyName.of(prefix),
				Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
	}

	private static Object resolve(Object value) {
		return (value instanceof String text) ? text.replaceAll("\\$\\{[A-Z_]+}", "TKN-1") : value;
	}

	static List<Page.Block> shell() {
		return Page.blocks("shell").stream().filter((block) -> !block.before().startsWith(NOT_RUN)).toList();
	}

	/**
	 * Runs a block against the application of the first page. If a block of text follows,
	 * it is the output.
	 */
	@ParameterizedTest
	@MethodSource
	void shell(Page.Block block) throws Exception {
		assumeTrue(isInstalled("curl") && isInstalled("openssl"), "curl and openssl are installed");
		shop.getBean(InqudSimulator.class).reset();
		String port = shop.getEnvironment().getProperty("local.server.port");
		String output = run("export no_proxy='*'; " + block.code().replace(":8080/", ":" + port + "/"));
		List<Page.Block> blocks = block.page().blocks();
		int next = blocks.indexOf(block) + 1;
		if (next < blocks.size() && blocks.get(next).language().equals("text")) {
			assertThat(output.strip()).isEqualTo(blocks.get(next).code().strip());
		}
	}

	private static boolean isInstalled(String command) throws Exception {
		return run("command -v " + command + " || true").contains(command);
	}

	private static String run(String script) throws Exception {
		Path output = Files.createTempFile(directory, "output", null);
		Process process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the end of " + script).isTrue();
			assertThat(process.exitValue()).as(Files.readString(output)).isZero();
		}
		finally {
			process.destroyForcibly();
		}
		return Files.readString(output);
	}

	@Test
	void onlyCommandsAreMarkedAsNotRun() {
		Stream<Page.Block> marked = Page.all()
			.stream()
			.flatMap((page) -> page.blocks().stream())
			.filter((block) -> block.before().startsWith("<!--"));
		assertThat(marked).isNotEmpty().allSatisfy((block) -> {
			assertThat(block.language()).isEqualTo("shell");
			assertThat(block.before()).startsWith(NOT_RUN).endsWith(" -->");
		});
	}

	@Test
	void languagesAreChecked() {
		assertThat(Page.all().stream().flatMap((page) -> page.blocks().stream()).map(Page.Block::language))
			.containsOnly("java", "kotlin", "yaml", "shell", "text", "xml", "groovy");
	}

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksResolve(Page page) {
		assertThat(page.links()).allSatisfy((link) -> {
			URI uri = URI.create(link);
			if (uri.isAbsolute()) {
				return;
			}
			Path target = link.startsWith("#") ? page.file() : page.file().resolveSibling(uri.getPath());
			assertThat(target).exists();
			if (uri.getFragment() != null) {
				assertThat(Page.read(target).anchors()).contains(uri.getFragment());
			}
		});
	}

	@Test
	void indexNamesEachPage() {
		assertThat(Page.named("README.md").links()).containsExactlyInAnyOrderElementsOf(Page.all()
			.stream()
			.map((page) -> page.file().getFileName().toString())
			.filter((name) -> !name.equals("README.md"))
			.toList());
	}

	@Test
	void readmeIsShort() {
		assertThat(Page.all().get(0).lines()).hasSizeLessThanOrEqualTo(150);
	}

	/**
	 * Rows of {@code docs/configuration.md} whose first cell is the name of a property,
	 * against the metadata that an editor shows.
	 */
	@Test
	void propertiesAreThoseOfTheMetadata() {
		List<String> rows = Page.named("configuration.md")
			.rows()
			.stream()
			.filter((row) -> row.get(0).matches("`(inqud|management)\\.[a-z.-]+`"))
			.map((row) -> String.join(" | ", row))
			.toList();
		assertThat(rows)
			.containsExactlyInAnyOrderElementsOf(METADATA.own().stream().map(DocumentationTests::row).toList());
	}

	private static String row(JsonNode property) {
		JsonNode defaultValue = property.path("defaultValue");
		return "`" + property.get("name").asString() + "` | "
				+ (defaultValue.isMissingNode() ? "–" : "`" + defaultValue.asString() + "`") + " | "
				+ property.get("description").asString();
	}

	@Test
	void propertiesOfAnAccountAreThoseOfItsType() {
		List<String> rows = Page.named("configuration.md")
			.rows()
			.stream()
			.map((row) -> row.get(0))
			.filter((name) -> name.startsWith("`inqud.accounts.<name>."))
			.toList();
		assertThat(rows).containsExactlyElementsOf(Stream.of(InqudProperties.Account.class.getRecordComponents())
			.map((component) -> "`inqud.accounts.<name>."
					+ component.getName().replaceAll("([A-Z])", "-$1").toLowerCase() + "`")
			.toList());
	}

	@Test
	void groupsAndPropertiesHaveDescriptions() {
		assertThat(METADATA.ownGroups()).isNotEmpty();
		assertThat(Stream.concat(METADATA.own().stream(), METADATA.ownGroups().stream()))
			.allSatisfy((item) -> assertThat(item.path("description").asString("")).as(item.toString()).endsWith("."));
	}

}
