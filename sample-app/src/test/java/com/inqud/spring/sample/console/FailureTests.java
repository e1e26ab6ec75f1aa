package com.inqud.spring.sample.console;

import java.time.Duration;
import java.util.Map;

import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the browser shows when something fails.
 */
@ConsoleTest
class FailureTests {

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private JdbcClient database;

	@Test
	void formThatIsNotAcceptedSaysSo(Browser browser) {
		browser.expectFailures();
		browser.open("/new").type("amount", "5").type("field-cardNumber", Payouts.CARD_NUMBER);
		browser.driver().executeCdpCommand("Network.clearBrowserCookies", Map.of());
		browser.click("#payout .actions button");
		browser.waitFor("#payout .failure", "The form was not accepted (403)");
		assertThat(browser.element("#payout").getAttribute("aria-busy")).isNull();
		assertThat(browser.element("#amount").getAttribute("value")).isEqualTo("5");
		assertThat(this.simulator.payments()).isEmpty();
		browser.driver().navigate().refresh();
		browser.type("amount", "5").type("field-cardNumber", Payouts.CARD_NUMBER).click("#payout .actions button");
		browser.waitFor("#summary", "Accepted");
	}

	@Test
	void formThatMakesTheApplicationFailSaysSo(Browser browser) {
		browser.expectFailures();
		browser.open("/new").type("amount", "5").type("field-cardNumber", Payouts.CARD_NUMBER);
		this.database.sql("alter table payout rename to gone").update();
		try {
			browser.click("#payout .actions button");
			browser.waitFor("#payout .failure",
					"The application has failed (500). Press the button again: this form never makes a second payout.");
		}
		finally {
			this.database.sql("alter table gone rename to payout").update();
		}
		browser.click("#payout .actions button");
		browser.waitFor("#summary", "Accepted");
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void formWithoutConnectionSaysSo(Browser browser) {
		browser.expectFailures();
		browser.open("/new").type("amount", "5").type("field-cardNumber", Payouts.CARD_NUMBER);
		connect(browser, false);
		browser.click("#payout .actions button");
		browser.waitFor("#payout .failure", "No connection to the application. Press the button again");
		connect(browser, true);
		browser.click("#payout .actions button");
		browser.waitFor("#summary", "Accepted");
	}

	@Test
	void pageThatIsOutOfDateSaysSo(Browser browser) {
		browser.expectFailures();
		browser.open("/");
		assertThat(browser.text("#live")).matches("Live · updated \\d\\d?:\\d\\d:\\d\\d.*");
		String time = browser.text("#live time");
		browser.waitUntil(() -> assertThat(browser.text("#live time")).isNotEqualTo(time));
		connect(browser, false);
		browser.waitFor("#offline", "No connection since");
		assertThat(browser.text("#offline")).matches("No connection since \\d\\d?:\\d\\d:\\d\\d.*out of date\\.");
		assertThat(browser.element("#live").isDisplayed()).isFalse();
		Payouts.pay(this.payouts, "order-1", "5");
		connect(browser, true);
		browser.waitUntil(() -> assertThat(browser.element("#offline").isDisplayed()).isFalse());
		browser.waitFor("#rows", "order-1");
	}

	@Test
	void applicationThatFailsMakesThePageOutOfDate(Browser browser) {
		browser.expectFailures();
		browser.open("/");
		this.database.sql("alter table payout rename to gone").update();
		try {
			browser.waitFor("#offline", "No connection since");
		}
		finally {
			this.database.sql("alter table gone rename to payout").update();
		}
		browser.waitUntil(() -> assertThat(browser.element("#offline").isDisplayed()).isFalse());
	}

	@Test
	void manyWindowsDoNotBlockEachOther(Browser browser) {
		String first = browser.driver().getWindowHandle();
		try {
			for (int i = 0; i < 7; i++) {
				browser.driver().switchTo().newWindow(WindowType.WINDOW);
				browser.open("/");
			}
			Payouts.pay(this.payouts, "order-1", "5");
			browser.driver().manage().timeouts().pageLoadTimeout(Duration.ofSeconds(10));
			browser.open("/");
			browser.waitFor("#rows", "order-1");
		}
		finally {
			browser.driver()
				.getWindowHandles()
				.stream()
				.filter((window) -> !window.equals(first))
				.forEach((window) -> browser.driver().switchTo().window(window).close());
			browser.driver().switchTo().window(first);
		}
	}

	private static void connect(Browser browser, boolean connected) {
		browser.driver()
			.executeCdpCommand("Network.emulateNetworkConditions",
					Map.of("offline", !connected, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
	}

}
