package com.inqud.spring.sample.console;

import java.util.Map;

import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for pages that everybody can use, however they read.
 */
@ConsoleTest
class EverybodyTests {

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@BeforeEach
	void pay() {
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1-with-a-reference-that-is-as-long-as-it-may-be-" + "0123456789".repeat(4),
				"1");
		Payouts.pay(this.payouts, "order-2", "9999");
		this.simulator.move(Payouts.pay(this.payouts, "order-3", "1").paymentId(), "FROZEN");
		this.payouts.checkNow("order-3");
		this.simulator.complete(Payouts.pay(this.payouts, "order-4", "123.45").paymentId());
		this.payouts.checkNow("order-4");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/?show=UNKNOWN", "/payments/order-2", "/payments/order-4", "/new",
			"/new?fault=LOSE_RESPONSE", "/activity", "/simulator", "/nowhere" })
	void pageBreaksNoRuleAndFitsEverywhere(String path, Browser browser) {
		if (path.equals("/nowhere")) {
			browser.expectFailures();
		}
		browser.open(path);
		browser.script("document.querySelectorAll('#timeline details').forEach(each => each.open = true)");
		assertThat(browser.violations()).as("light").isEmpty();
		browser.prefer(Map.of("prefers-color-scheme", "dark"));
		assertThat(browser.violations()).as("dark").isEmpty();
		// 640 pixels are what is left of 1280 at a zoom of 200 %
		for (int width : new int[] { 320, 640, 768, 1280 }) {
			browser.size(width, 800);
			assertThat(browser.script("return document.documentElement.scrollWidth")).isEqualTo((long) width);
		}
	}

	@Test
	void formWithProblemsBreaksNoRule(Browser browser) {
		browser.open("/new").click("#payout .actions button");
		browser.waitFor("#amount-problem", "Enter an amount");
		assertThat(browser.violations()).isEmpty();
		assertThat(browser.script("return document.getElementById('amount').labels[0].innerText")).isEqualTo("Amount");
		assertThat(browser.element("#amount").getAttribute("aria-describedby")).contains("amount-problem");
	}

	@Test
	void statusNeedsNoColour(Browser browser) {
		browser.open("/");
		assertThat(browser.text("#rows")).contains("Unknown", "Refused", "On hold", "Paid");
		browser.prefer(Map.of("forced-colors", "active"));
		assertThat(browser.element("#rows .status").getCssValue("border-style")).isEqualTo("solid");
	}

	@Test
	void nothingMovesUnlessTheReaderLikesIt(Browser browser) {
		browser.open("/");
		browser.script("document.querySelector('#rows tr').classList.add('changed')");
		assertThat(browser.element("#rows tr").getCssValue("animation-name")).isEqualTo("changed");
		browser.prefer(Map.of("prefers-reduced-motion", "reduce"));
		assertThat(browser.element("#rows tr").getCssValue("animation-name")).isEqualTo("none");
	}

	@Test
	void printHasWhatMatters(Browser browser) {
		browser.open("/payments/order-4");
		browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
		try {
			assertThat(browser.element("header nav").isDisplayed()).isFalse();
			assertThat(browser.element("#summary").isDisplayed()).isTrue();
			assertThat(browser.element("#target").isDisplayed()).isTrue();
		}
		finally {
			browser.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
		}
	}

}
