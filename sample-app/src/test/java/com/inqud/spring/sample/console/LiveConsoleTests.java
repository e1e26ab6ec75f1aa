package com.inqud.spring.sample.console;

import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the console in live mode, behind a context path. What it takes for Inqud is a
 * simulator that it does not know of.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "server.servlet.context-path=/pay", "sample.console.refresh=200ms",
				"sample.payouts.check-interval=365d" })
@ActiveProfiles("live")
@DirtiesContext
@ExtendWith(Browser.Extension.class)
class LiveConsoleTests {

	private static final InqudSimulator inqud = InqudSimulator.start();

	@Autowired
	private PayoutService payouts;

	@DynamicPropertySource
	static void call(DynamicPropertyRegistry properties) {
		properties.add("INQUD_BASE_URL", inqud::baseUrl);
		properties.add("INQUD_TOKEN_ID", () -> InqudSimulator.DEFAULT_TOKEN_ID);
		properties.add("INQUD_SECRET", () -> InqudSimulator.DEFAULT_SECRET);
	}

	@AfterAll
	static void close() {
		inqud.close();
	}

	@BeforeEach
	void reset() {
		inqud.reset();
	}

	@Test
	void liveModeCannotBeOverlooked(Browser browser) {
		browser.open("/new");
		assertThat(browser.text("#target")).contains("Live.", inqud.baseUrl().toString(), "Payouts move real money.");
		assertThat(browser.script("const frame = getComputedStyle(document.body, '::after');"
				+ "return frame.position + ' ' + parseInt(frame.borderTopWidth)"))
			.isEqualTo("fixed 6");
		assertThat(browser.text("main")).doesNotContain("To try it", "5555");
		assertThat(browser.text("header")).doesNotContain("Simulator");
		assertThat(browser.violations()).isEmpty();
	}

	@Test
	void thereIsNoSimulatorPanel(Browser browser) {
		browser.expectFailures();
		assertThat(browser.open("/").elements(".invitation")).isEmpty();
		assertThat(browser.open("/simulator").text("h1")).isEqualTo("404 Not Found");
	}

	@Test
	void payoutIsReviewedFirst(Browser browser) {
		browser.open("/").click("header .button");
		browser.type("amount", "1.000,50")
			.type("field-cardNumber", Payouts.CARD_NUMBER)
			.click("#payout .actions button");
		browser.waitFor("h1", "Pay 1,000.50 USD to •••• 4444?");
		assertThat(inqud.payments()).isEmpty();
		assertThat(browser.violations()).isEmpty();
		browser.click("button[value=edit]");
		browser.waitFor("h1", "New payout");
		assertThat(browser.element("#field-cardNumber").getAttribute("value")).isEqualTo(Payouts.CARD_NUMBER);
		browser.type("amount", "50").click("#payout .actions button");
		browser.waitFor("h1", "Pay 50.00 USD to •••• 4444?");
		browser.click("#review button");
		browser.waitFor("#summary", "Accepted");
		assertThat(browser.path()).startsWith("/payments/order-");
		assertThat(inqud.payments()).hasSize(1);
	}

	@Test
	void everythingWorksBehindAContextPath(Browser browser) {
		browser.open("/payments/" + Payouts.pay(this.payouts, "order-1", "5").reference());
		inqud.complete(inqud.payments().get(0).id());
		browser.click("#check");
		browser.waitFor("#summary", "Paid");
		browser.open("/");
		Payouts.pay(this.payouts, "order-2", "5");
		browser.waitFor("#rows tr", "order-2");
		browser.click("#rows tr a");
		assertThat(browser.path()).isEqualTo("/payments/order-2");
		assertThat(browser.open("/activity").text("#items")).contains("POST /v1/user/payments/payout");
	}

}
