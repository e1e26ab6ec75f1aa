package com.inqud.spring.sample.console;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chromium, one for all tests. After each test it has written nothing to its console and
 * called nobody but the application, unless the test says that it provokes failures.
 */
final class Browser implements AutoCloseable {

	private static final Optional<File> CHROMIUM = find("chromium", "chromium-browser", "google-chrome");

	private static final Optional<File> DRIVER = find("chromedriver");

	private static final JsonMapper JSON = new JsonMapper();

	private final Path profile;

	private final ChromeDriver driver;

	private String url = "";

	private boolean failing;

	private Browser() throws IOException {
		this.profile = Files.createTempDirectory("browser");
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.orElseThrow());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--hide-scrollbars", "--lang=en-GB", "--user-data-dir=" + this.profile);
		options.setCapability(ChromeOptions.LOGGING_PREFS, Map.of(LogType.BROWSER, "ALL", LogType.PERFORMANCE, "ALL"));
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.orElseThrow()).build(), options);
	}

	private static Optional<File> find(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Pattern.compile(File.pathSeparator)
				.splitAsStream(System.getenv("PATH"))
				.map((directory) -> new File(directory, name)))
			.filter(File::canExecute)
			.findFirst();
	}

	@Override
	public void close() throws IOException {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

	ChromeDriver driver() {
		return this.driver;
	}

	/**
	 * Says that the test provokes failures, which the browser writes to its console.
	 */
	void expectFailures() {
		this.failing = true;
	}

	Browser open(String path) {
		this.driver.get(this.url + path);
		return this;
	}

	/**
	 * Path of the page with its query.
	 */
	String path() {
		return Objects.requireNonNull(this.driver.getCurrentUrl()).substring(this.url.length());
	}

	WebElement element(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> elements(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	/**
	 * Text of an element, which may be replaced while it is read.
	 */
	String text(String selector) {
		try {
			return element(selector).getText();
		}
		catch (StaleElementReferenceException ex) {
			return element(selector).getText();
		}
	}

	WebElement focused() {
		return this.driver.switchTo().activeElement();
	}

	Browser type(String id, String value) {
		WebElement field = element("#" + id);
		field.clear();
		field.sendKeys(value);
		return this;
	}

	Browser click(String selector) {
		waitUntil(() -> element(selector).click());
		return this;
	}

	void select(String id, String value) {
		new Select(element("#" + id)).selectByValue(value);
	}

	Browser waitFor(String selector, String text) {
		waitUntil(() -> assertThat(text(selector)).contains(text));
		return this;
	}

	void waitForPath(String start) {
		waitUntil(() -> assertThat(path()).startsWith(start));
	}

	/**
	 * Waits until an assertion holds, also while elements are replaced.
	 */
	void waitUntil(Runnable assertion) {
		new WebDriverWait(this.driver, Duration.ofSeconds(20), Duration.ofMillis(50))
			.ignoring(StaleElementReferenceException.class)
			.ignoring(AssertionError.class)
			.until((driver) -> {
				assertion.run();
				return true;
			});
	}

	Object script(String script, Object... arguments) {
		return Objects.requireNonNullElse(this.driver.executeScript(script, arguments), "");
	}

	void size(int width, int height) {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
	}

	/**
	 * Sets preferences of the reader, such as {@code prefers-color-scheme}.
	 */
	void prefer(Map<String, String> preferences) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features",
						preferences.entrySet()
							.stream()
							.map((entry) -> Map.of("name", entry.getKey(), "value", entry.getValue()))
							.toList()));
	}

	/**
	 * Violations of rules for pages that everybody can use, as axe finds them.
	 */
	List<?> violations() {
		this.driver.executeScript(axe());
		return (List<?>) Objects.requireNonNull(this.driver.executeAsyncScript("""
				axe.run().then(found => arguments[arguments.length - 1](found.violations.flatMap(violation =>
					violation.nodes.map(node => violation.id + ': ' + node.html + ' ' + node.failureSummary))))"""));
	}

	private static String axe() {
		try (InputStream script = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
			return new String(script.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	byte[] screenshot() {
		return this.driver.getScreenshotAs(OutputType.BYTES);
	}

	private void reset(String url) {
		this.url = url;
		this.failing = false;
		this.driver.get("about:blank");
		this.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
		this.driver.executeCdpCommand("Network.enable", Map.of());
		prefer(Map.of());
		size(1280, 900);
		requests();
		this.driver.manage().logs().get(LogType.BROWSER);
	}

	private void check() {
		List<LogEntry> written = this.driver.manage().logs().get(LogType.BROWSER).getAll();
		List<String> requests = requests();
		this.driver.get("about:blank");
		if (!this.failing) {
			// htmx writes that a request was aborted, as is one for a page that another
			// one replaces
			assertThat(written).as("Console")
				.filteredOn((entry) -> !entry.getMessage().matches(".*\"htmx:(sendAbort|afterRequest)(, .*)?\""))
				.isEmpty();
		}
		assertThat(requests).as("Requests").allSatisfy((request) -> assertThat(request).startsWith(this.url));
	}

	private List<String> requests() {
		return this.driver.manage()
			.logs()
			.get(LogType.PERFORMANCE)
			.getAll()
			.stream()
			.map(LogEntry::getMessage)
			.map(JSON::readTree)
			.map((entry) -> entry.path("message"))
			.filter((message) -> message.path("method").asString().equals("Network.requestWillBeSent"))
			.map((message) -> message.at("/params/request/url"))
			.map(JsonNode::asString)
			.filter((address) -> address.startsWith("http"))
			.toList();
	}

	/**
	 * Extension that gives a test the browser, and skips it if there is none.
	 */
	static class Extension implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {

		@Override
		public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
			return (CHROMIUM.isPresent() && DRIVER.isPresent()) ? ConditionEvaluationResult.enabled("There is Chromium")
					: ConditionEvaluationResult.disabled("Chromium and chromedriver are not installed");
		}

		@Override
		public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
			return parameterContext.getParameter().getType() == Browser.class;
		}

		@Override
		public Object resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
			return browser(extensionContext);
		}

		@Override
		public void beforeEach(ExtensionContext context) {
			String port = SpringExtension.getApplicationContext(context)
				.getEnvironment()
				.getRequiredProperty("local.server.port");
			String contextPath = SpringExtension.getApplicationContext(context)
				.getEnvironment()
				.getProperty("server.servlet.context-path", "");
			SpringExtension.getApplicationContext(context).getBean(Wallet.class).onChange();
			browser(context).reset("http://localhost:" + port + contextPath);
		}

		@Override
		public void afterEach(ExtensionContext context) {
			browser(context).check();
		}

		private static Browser browser(ExtensionContext context) {
			return context.getRoot()
				.getStore(Namespace.create(Browser.class))
				.computeIfAbsent(Browser.class, (key) -> start(), Browser.class);
		}

		private static Browser start() {
			try {
				return new Browser();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
