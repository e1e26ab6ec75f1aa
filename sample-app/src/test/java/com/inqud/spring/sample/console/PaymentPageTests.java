package com.inqud.spring.sample.console;

import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the page about one payment in the browser.
 */
@ConsoleTest
class PaymentPageTests {

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@Test
	void timelineTellsWhatHappened(Browser browser) {
		Payout payout = Payouts.pay(this.payouts, "order-1", "50");
		browser.open("/payments/order-1");
		assertThat(browser.text("h1")).isEqualTo("Payout of 50.00 USD");
		assertThat(browser.elements("#timeline h3")).extracting(WebElement::getText)
			.containsExactly("Written down, before anything was sent", "Sending to Inqud", "Response");
		browser.click("#timeline li:first-child summary");
		assertThat(browser.text("#timeline pre")).contains("\"amount\"", "50", "•••• 4444")
			.doesNotContain("5555555555554444");
		browser.click("#timeline li:last-child summary");
		assertThat(browser.text("#timeline li:last-child pre")).contains(payout.paymentId());
		assertThat(browser.driver().getPageSource()).doesNotContain("55555555");
	}

	@Test
	void timelineGrowsWithoutReload(Browser browser) {
		Payout payout = Payouts.pay(this.payouts, "order-1", "50");
		browser.open("/payments/order-1");
		browser.click("#timeline li:first-child summary");
		browser.script("window.notReloaded = true");
		this.simulator.complete(payout.paymentId());
		this.payouts.checkNow("order-1");
		browser.waitFor("#timeline li:last-child", "Asked Inqud, and confirmed");
		browser.waitFor("#summary", "The money was paid out. There is nothing to do.");
		assertThat(browser.elements("#check")).isEmpty();
		assertThat(browser.script("return window.notReloaded")).isEqualTo(true);
		assertThat(browser.element("#timeline pre").isDisplayed()).as("request that was opened").isTrue();
		assertThat(browser.script("return document.getElementById('announcement').textContent"))
			.isEqualTo("order-1: Paid");
	}

	@Test
	void unknownPayoutCanBeChecked(Browser browser) {
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1", "50");
		browser.open("/payments/order-1");
		assertThat(browser.text("#summary")).contains("Unknown", "Do not make it again", "Inqud is asked again");
		assertThat(browser.elements("a[href*='like=']")).isEmpty();
		browser.click("#check");
		browser.waitFor("#summary", "Accepted");
		browser.waitFor("#timeline li:last-child", "Asked Inqud");
		assertThat(browser.path()).isEqualTo("/payments/order-1");
		this.simulator.verify();
	}

	@Test
	void checkThatFailsSaysSo(Browser browser) {
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1", "50");
		browser.open("/payments/order-1");
		this.simulator.nextCall("GET /v1/user/payments").times(3).serverError();
		browser.click("#check");
		browser.waitFor("#timeline li:last-child", "Asked Inqud");
		assertThat(browser.text("#summary")).contains("Unknown", "500");
	}

	@Test
	void refusedPayoutSaysWhyAndCanBeMadeAgain(Browser browser) {
		Payouts.pay(this.payouts, "order-1", "9000");
		browser.open("/payments/order-1");
		assertThat(browser.text("#summary")).contains("Refused", "No money has moved", "Not enough USD");
		browser.click("a[href*='like=']");
		assertThat(browser.path()).startsWith("/new?")
			.contains("reference=order-")
			.doesNotContain("reference=order-1&");
		assertThat(browser.element("#amount").getAttribute("value")).isEqualTo("9000");
		assertThat(browser.element("#field-cardNumber").getAttribute("value")).isEmpty();
	}

	@Test
	void referenceCanBeCopied(Browser browser) {
		Payouts.pay(this.payouts, "order-1", "1");
		browser.open("/payments/order-1");
		browser.script("navigator.clipboard.writeText = async text => { window.copied = text; }");
		browser.click("#summary .copy");
		browser.waitUntil(() -> assertThat(browser.script("return window.copied")).isEqualTo("order-1"));
		browser.waitFor("#summary .copy", "Copied");
	}

}
