package com.inqud.spring.sample.console;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the list of payments in the browser.
 */
@ConsoleTest
class PaymentsPageTests {

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@Test
	void rowSaysWhatIsKnown(Browser browser) {
		Payout payout = Payouts.pay(this.payouts, "order-1", "1000");
		browser.open("/");
		WebElement row = browser.element("#rows tr");
		assertThat(row.getText()).contains("1,000.00 USD", "•••• 4444", "order-1", "Accepted");
		assertThat(browser.element("#rows .amount").getCssValue("text-align")).isEqualTo("right");
		assertThat(browser.element("#rows .amount").getCssValue("font-variant-numeric")).isEqualTo("tabular-nums");
		assertThat(browser.element("#rows time").getAttribute("title"))
			.isEqualTo(payout.createdAt().toString().substring(0, 19).replace('T', ' ') + " UTC");
	}

	@Test
	void timeIsThatOfTheReader(Browser browser) {
		Payouts.pay(this.payouts, "order-1", "1");
		browser.driver().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", "Asia/Kolkata"));
		browser.open("/");
		String utc = browser.element("#rows time").getAttribute("title").substring(14, 16);
		int minute = (Integer.parseInt(utc) + 30) % 60;
		assertThat(browser.text("#rows time")).contains(":%02d".formatted(minute));
		browser.driver().executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", ""));
	}

	@Test
	void onlyTheRowThatChangesIsReplaced(Browser browser) {
		Payouts.pay(this.payouts, "order-1", "1");
		Payout changing = Payouts.pay(this.payouts, "order-2", "2");
		browser.open("/");
		browser.script("document.querySelectorAll('#rows tr').forEach(row => row.seen = true)");
		this.simulator.complete(changing.paymentId());
		this.payouts.checkNow("order-2");
		browser.waitFor("#payment-" + changing.id(), "Paid");
		assertThat(browser.script("return [...document.querySelectorAll('#rows tr')].map(row => !!row.seen).join()"))
			.isEqualTo("false,true");
		assertThat(browser.script("return document.getElementById('announcement').textContent"))
			.isEqualTo("order-2: Paid");
		assertThat(browser.elements("table [aria-live], [aria-live] table")).isEmpty();
	}

	@Test
	void newPaymentComesOnTop(Browser browser) {
		browser.open("/");
		assertThat(browser.text(".empty")).contains("No payments yet");
		Payouts.pay(this.payouts, "order-1", "1");
		browser.waitFor("#rows", "order-1");
		assertThat(browser.element(".empty").isDisplayed()).isFalse();
		Payouts.pay(this.payouts, "order-2", "1");
		browser.waitFor("#rows tr:first-child", "order-2");
		assertThat(browser.elements("#rows tr")).hasSize(2);
	}

	@Test
	void paymentLeavesAListThatItNoLongerBelongsTo(Browser browser) {
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1", "1");
		browser.open("/?show=UNKNOWN");
		assertThat(browser.text("#rows")).contains("order-1", "Unknown");
		this.payouts.checkNow("order-1");
		browser.waitUntil(() -> assertThat(browser.elements("#rows tr")).isEmpty());
		assertThat(browser.text(".empty")).isEqualTo("No payments with this status.");
	}

	@Test
	void filtersShowPaymentsByStatus(Browser browser) {
		Payouts.pay(this.payouts, "processing", "1");
		this.simulator.complete(Payouts.pay(this.payouts, "paid", "1").paymentId());
		this.simulator.fail(Payouts.pay(this.payouts, "failed", "1").paymentId());
		this.payouts.checkNow("paid");
		this.payouts.checkNow("failed");
		Payouts.pay(this.payouts, "not_made", "9999");
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "unknown", "1");
		browser.open("/");
		assertThat(browser.text("#rows")).contains("Accepted", "Paid", "Failed", "Refused", "Unknown");
		for (String filter : new String[] { "processing", "paid", "failed", "not_made", "unknown" }) {
			browser.click("a[href$='show=" + filter.toUpperCase(Locale.ROOT) + "']");
			assertThat(browser.elements("#rows tr")).singleElement()
				.satisfies((row) -> assertThat(row.getText()).contains(filter));
			assertThat(browser.elements(".filters [aria-current]")).hasSize(1);
		}
	}

	@Test
	void listHasPages(Browser browser) {
		IntStream.rangeClosed(1, 51).forEach((number) -> Payouts.pay(this.payouts, "order-" + number, "1"));
		browser.open("/");
		assertThat(browser.elements("#rows tr")).hasSize(50);
		assertThat(browser.text(".pages")).contains("Page 1 of 2");
		browser.click("a[rel=next]");
		assertThat(browser.text("#rows")).contains("order-1").doesNotContain("order-2");
		browser.click("a[rel=prev]");
		assertThat(browser.text("#rows tr")).contains("order-51");
	}

	@Test
	void pageThatNobodySeesAsksForNothing(Browser browser) {
		browser.open("/");
		browser.script("Object.defineProperty(document, 'hidden', {value: true, configurable: true}); window.asked = 0;"
				+ "document.addEventListener('htmx:beforeSend', () => window.asked++)");
		Payouts.pay(this.payouts, "order-1", "1");
		browser.driver().executeAsyncScript("setTimeout(arguments[0], 700)");
		assertThat(browser.script("return window.asked")).isEqualTo(0L);
		browser.script("Object.defineProperty(document, 'hidden', {value: false});"
				+ "document.dispatchEvent(new Event('visibilitychange'))");
		browser.waitFor("#rows", "order-1");
	}

	@Test
	void balancesFollow(Browser browser) {
		browser.open("/");
		browser.waitFor("#balances", "1,000.00");
		Payouts.pay(this.payouts, "order-1", "50");
		browser.waitFor("#balances", "950.00");
	}

	@Test
	void balancesThatDoNotComeAreSaidToBeUnavailable(Browser browser) {
		browser.open("/");
		browser.waitFor("#balances", "1,000.00");
		this.simulator.nextCall("/v1/user/wallet/balances").hang();
		Payouts.pay(this.payouts, "order-1", "1");
		long start = System.nanoTime();
		browser.waitFor("#balances", "The balances are not available: Inqud has not responded yet");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		this.simulator.reset();
		browser.waitFor("#balances", "1,000.00");
	}

}
