package com.inqud.spring.sample.console;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page in Chromium, if there is one, over the running application.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "inqud.simulator.progress-after=200ms")
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@EnabledIf(value = "hasBrowser", disabledReason = "Chromium and chromedriver are not installed")
class PageTests {

	private static final Optional<File> CHROMIUM = find("chromium", "chromium-browser", "google-chrome");

	private static final Optional<File> DRIVER = find("chromedriver");

	private static final String CARD_NUMBER = "5555 5555 5555 4444";

	@LocalServerPort
	private int port;

	@TempDir
	private Path profile;

	private ChromeDriver browser;

	@BeforeEach
	void open() {
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM.orElseThrow());
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--window-size=1200,1000", "--user-data-dir=" + this.profile);
		options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
		this.browser = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.orElseThrow()).build(), options);
		this.browser.get(url());
	}

	@AfterEach
	void close() {
		if (this.browser != null) {
			try {
				// Says no more than that htmx has set the focus before the browser did
				assertThat(this.browser.manage().logs().get(LogType.BROWSER)).as("Console")
					.filteredOn((entry) -> !entry.getMessage().contains("Autofocus processing was blocked"))
					.isEmpty();
				assertThat(requests()).as("Requests")
					.isNotEmpty()
					.allSatisfy((request) -> assertThat(request).startsWith(url()));
			}
			finally {
				this.browser.quit();
			}
		}
	}

	@Test
	void showsBalances() {
		assertThat(text("#balances")).contains("BTC", "105.82306278", "USD", "1000.00", "ETHEREUM_USDT", "2500.5");
		assertThat(text("#payments")).contains("None yet");
	}

	@Test
	void saysWhatItTalksTo() {
		assertThat(text("#banner")).contains("Simulator", "http://127.0.0.1:", "No money moves");
	}

	@Test
	void payoutSucceedsWithoutReload() throws IOException {
		this.browser.executeScript("window.notReloaded = true");
		pay("50", "USD", CARD_NUMBER);
		waitFor(".note.good", "Inqud has accepted the payout of 50 USD.");
		waitFor("#payments .status", "SUCCESS");
		waitFor("#balances", "950.00");
		assertThat(this.browser.executeScript("return window.notReloaded")).isEqualTo(true);
		assertThat(element("#amount").getAttribute("value")).isEmpty();
		pay("2000", "USD", CARD_NUMBER);
		waitFor("#payout .note.bad", "Not enough USD");
		pay("12.50", "USD", CARD_NUMBER);
		waitFor("#payments .status", "SUCCESS");
		waitFor("#balances", "937.50");
		emulate(1000, 1160);
		screenshot("screenshot.png");
	}

	@Test
	void showsWhatWasSigned() {
		pay("50", "USD", CARD_NUMBER);
		waitFor("#payments .status", "SUCCESS");
		assertThat(text("#calls")).contains("POST /v1/user/payments/payout")
			.contains("200 OK")
			.contains("\"cardNumber\":\"••••4444\"")
			.containsPattern("Salt\\s+[0-9a-f]{8}…\\s")
			.containsPattern("Signature\\s+[0-9a-f]{8}…")
			.containsPattern("Answer\\s+\\{\"id\":\"PMT-");
		assertThat(this.browser.getPageSource()).doesNotContain("5555555555554444");
	}

	@Test
	void refusedPayoutShowsWhy() {
		pay("9000", "USD", CARD_NUMBER);
		waitFor("#payout [role=alert]", "Inqud has refused it: ");
		assertThat(element("#amount").getAttribute("value")).isEqualTo("9000");
		waitFor("#calls .outcome.bad", "402 INSUFFICIENT_FUNDS \"Not enough USD\"");
		assertThat(text("#payments")).contains("REFUSED");
	}

	@Test
	void badInputShowsErrorBesideTheField() {
		pay("12,50", "", "5555 5555 5555 4445");
		waitFor("#amount-error", "Enter an amount above zero, such as 12.50");
		assertThat(text("#currency-error")).isEqualTo("Enter a currency, such as USD");
		assertThat(text("#cardNumber-error")).isEqualTo("This is not the number of a card");
		assertThat(element("#amount").getAttribute("aria-invalid")).isEqualTo("true");
		assertThat(element("#amount").getAttribute("value")).isEqualTo("12,50");
		assertThat(this.browser.switchTo().activeElement().getAttribute("id")).isEqualTo("amount");
		assertThat(text("#calls")).doesNotContain("/payout");
		pay("1", "USD", "5555 5555 5555 4445");
		waitFor("#cardNumber-error", "This is not the number of a card");
		assertThat(this.browser.switchTo().activeElement().getAttribute("id")).isEqualTo("cardNumber");
	}

	@Test
	void showsPaymentsOfOthers() {
		this.browser.executeAsyncScript(
				"""
						fetch('/payouts', {method: 'POST', headers: {'Content-Type': 'application/json'},
							body: '{"amount": 1, "currency": "USD", "method": "CC_VISAMC", "cardNumber": "5555555555554444", "clientOrderId": "other"}'}).then(arguments[0])""");
		waitFor("#payments .status", "SUCCESS");
	}

	@Test
	void needsNoMouse() {
		this.browser.switchTo().activeElement().sendKeys(Keys.TAB);
		this.browser.switchTo().activeElement().sendKeys("7", Keys.TAB);
		this.browser.switchTo().activeElement().sendKeys(Keys.TAB);
		this.browser.switchTo().activeElement().sendKeys(CARD_NUMBER, Keys.TAB);
		assertThat(this.browser.switchTo().activeElement().getText()).isEqualTo("Pay out");
		this.browser.switchTo().activeElement().sendKeys(Keys.ENTER);
		waitFor("#payout .note.good", "Inqud has accepted the payout of 7 USD.");
		assertThat(this.browser.switchTo().activeElement().getAttribute("id")).isEqualTo("amount");
		waitFor("#payments .status", "SUCCESS");
	}

	@Test
	void fitsOnAPhone() throws IOException {
		emulate(360, 740);
		pay("9000", "USD", CARD_NUMBER);
		waitFor("#calls", "402 INSUFFICIENT_FUNDS");
		pay("50", "USD", CARD_NUMBER);
		waitFor("#payments .status", "SUCCESS");
		assertThat(this.browser.executeScript("return document.documentElement.scrollWidth")).isEqualTo(360L);
		screenshot("screenshot-phone.png");
	}

	private void pay(String amount, String currency, String cardNumber) {
		type("amount", amount);
		type("currency", currency);
		type("cardNumber", cardNumber);
		WebElement form = element("#payout");
		element("#payout button").click();
		wait(ExpectedConditions.stalenessOf(form));
	}

	private void type(String id, String value) {
		WebElement field = element("#" + id);
		field.clear();
		field.sendKeys(value);
	}

	private void waitFor(String selector, String text) {
		wait(ExpectedConditions
			.refreshed(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(selector), text)));
	}

	private void wait(ExpectedCondition<?> condition) {
		new WebDriverWait(this.browser, Duration.ofSeconds(20), Duration.ofMillis(50)).until(condition);
	}

	private String text(String selector) {
		return element(selector).getText();
	}

	private WebElement element(String selector) {
		return this.browser.findElement(By.cssSelector(selector));
	}

	private String url() {
		return "http://localhost:" + this.port + "/";
	}

	private List<String> requests() {
		JsonMapper json = new JsonMapper();
		return this.browser.manage()
			.logs()
			.get(LogType.PERFORMANCE)
			.getAll()
			.stream()
			.map(LogEntry::getMessage)
			.map(json::readTree)
			.map((entry) -> entry.path("message"))
			.filter((message) -> message.path("method").asString().equals("Network.requestWillBeSent"))
			.map((message) -> message.at("/params/request/url"))
			.map(JsonNode::asString)
			.filter((url) -> !url.startsWith("data:") && !url.startsWith("chrome:"))
			.toList();
	}

	private void emulate(int width, int height) {
		this.browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
	}

	private void screenshot(String name) throws IOException {
		Files.write(Path.of("target", name), this.browser.getScreenshotAs(OutputType.BYTES));
	}

	static boolean hasBrowser() {
		return CHROMIUM.isPresent() && DRIVER.isPresent();
	}

	private static Optional<File> find(String... names) {
		return Stream.of(names)
			.flatMap((name) -> Pattern.compile(File.pathSeparator)
				.splitAsStream(System.getenv("PATH"))
				.map((directory) -> new File(directory, name)))
			.filter(File::canExecute)
			.findFirst();
	}

}
