package com.inqud.spring.sample.console;

import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the form for a new payout in the browser.
 */
@ConsoleTest
class NewPayoutPageTests {

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@Test
	void payoutLeadsToItsPage(Browser browser) {
		browser.open("/").click("header .button");
		fill(browser, "1 000");
		browser.click("#payout .actions button");
		browser.waitForPath("/payments/order-");
		browser.waitFor("h1", "Payout of 1,000.00 USD");
		assertThat(browser.text("#summary")).contains("Accepted", "There is nothing to do");
		assertThat(browser.focused().getAttribute("id")).isEqualTo("main");
		assertThat(this.simulator.balance("USD")).isZero();
	}

	@Test
	void currencyHasItsBalanceMethodsAndFields(Browser browser) {
		browser.open("/new");
		browser.waitFor("#currency", "USD · 1,000.00 available");
		assertThat(browser.text("#method").strip()).isEqualTo("Visa and Mastercard");
		assertThat(browser.text("#amount-hint")).isEqualTo("In USD, from 1.00 up to 10,000.00");
		browser.type("amount", "5");
		String reference = browser.element("[name=reference]").getAttribute("value");
		browser.select("currency", "BTC");
		browser.waitFor("#method", "Bitcoin");
		assertThat(browser.elements("#field-cardNumber")).isEmpty();
		assertThat(browser.element("#field-cryptoAddress").isDisplayed()).isTrue();
		assertThat(browser.element("#amount").getAttribute("value")).isEqualTo("5");
		assertThat(browser.element("[name=reference]").getAttribute("value")).isEqualTo(reference);
		browser.type("field-cryptoAddress", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq");
		browser.type("amount", "0,001");
		browser.click("#payout .actions button");
		browser.waitFor("h1", "Payout of 0.001 BTC");
	}

	@Test
	void problemsAreBesideTheirFields(Browser browser) {
		browser.open("/new");
		browser.type("amount", "1.000").type("field-cardNumber", "5555 5555 5555 4445");
		browser.click("#payout .actions button");
		browser.waitFor("#amount-problem", "This could mean two amounts. Enter 1000 or 1.00");
		assertThat(browser.text("#field-cardNumber-problem")).isEqualTo("This is not the number of a card");
		assertThat(browser.element("#amount").getAttribute("aria-invalid")).isEqualTo("true");
		assertThat(browser.focused().getAttribute("id")).isEqualTo("amount");
		fill(browser, "0,5");
		browser.click("#payout .actions button");
		browser.waitFor("#amount-problem", "The smallest amount is 1.00 USD");
		fill(browser, "10000.01");
		browser.click("#payout .actions button");
		browser.waitFor("#amount-problem", "The largest amount is 10,000.00 USD");
		fill(browser, "1.501");
		browser.click("#payout .actions button");
		browser.waitFor("#amount-problem", "This could mean two amounts. Enter 1501 or 1.5010");
		fill(browser, "1,5010");
		browser.click("#payout .actions button");
		browser.waitFor("#amount-problem", "At most 2 decimal places");
		assertThat(this.simulator.payments()).isEmpty();
		fill(browser, "1,50");
		browser.click("#payout .actions button");
		browser.waitFor("h1", "Payout of 1.50 USD");
	}

	@Test
	void formSaysThatItIsBeingSentAndIsSentOnce(Browser browser) {
		browser.open("/new");
		this.simulator.nextCall(Payouts.PATH).hang();
		fill(browser, "5");
		browser
			.script("const button = document.querySelector('#payout .actions button'); button.click(); button.click()");
		browser.waitFor("#payout .actions button", "Sending…");
		assertThat(browser.element("#payout").getAttribute("aria-busy")).isEqualTo("true");
		assertThat(browser.script("return document.getElementById('announcement').textContent")).isEqualTo("Sending…");
		this.simulator.reset();
		browser.waitFor("#summary", "Unknown");
		assertThat(this.simulator.requests()).noneMatch((request) -> request.target().endsWith("/payout"));
	}

	@Test
	void reloadWhileItIsSentShowsThePayment(Browser browser) {
		browser.open("/new");
		this.simulator.nextCall(Payouts.PATH).hang();
		fill(browser, "5");
		browser.click("#payout .actions button");
		browser.waitFor("#payout .actions button", "Sending…");
		browser.waitUntil(() -> assertThat(this.simulator.requests())
			.anyMatch((request) -> request.target().endsWith("/payout")));
		browser.driver().navigate().refresh();
		browser.waitForPath("/payments/order-");
		assertThat(browser.text("#summary")).contains("Sending");
		this.simulator.reset();
		browser.waitFor("#summary", "Unknown");
	}

	@Test
	void secondTabMakesNoSecondPayout(Browser browser) {
		browser.open("/new");
		String path = browser.path();
		fill(browser, "5");
		String first = browser.driver().getWindowHandle();
		browser.driver().switchTo().newWindow(WindowType.TAB);
		browser.open(path);
		fill(browser, "6");
		browser.click("#payout .actions button");
		browser.waitForPath("/payments/order-");
		browser.driver().close();
		browser.driver().switchTo().window(first);
		browser.click("#payout .actions button");
		browser.waitFor("main .note", "This form has made a payout with other content already. Nothing was sent now.");
		assertThat(this.simulator.payments()).hasSize(1);
		browser.click("main .note a");
		assertThat(browser.text("h1")).isEqualTo("Payout of 6.00 USD");
	}

	@Test
	void needsNoMouse(Browser browser) {
		browser.open("/new");
		browser.element("#amount").sendKeys("7", Keys.TAB);
		browser.focused().sendKeys(Payouts.CARD_NUMBER, Keys.ENTER);
		browser.waitFor("h1", "Payout of 7.00 USD");
		browser.open("/new");
		browser.focused().sendKeys(Keys.TAB);
		assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
		browser.focused().sendKeys(Keys.ENTER);
		browser.focused().sendKeys(Keys.TAB);
		assertThat(browser.focused().getAttribute("id")).isEqualTo("currency");
	}

	@Test
	void faultOfTheSimulatorIsSaidToBeNext(Browser browser) {
		browser.open("/").click(".invitation button");
		browser.waitFor("main .note", "Lose the next response");
		fill(browser, "5");
		browser.click("#payout .actions button");
		browser.waitFor("#summary", "Unknown");
		browser.waitFor("#timeline li:last-child", "No usable response");
		browser.click("#check");
		browser.waitFor("#summary", "Accepted");
		assertThat(this.simulator.payments()).hasSize(1);
		this.simulator.verify();
	}

	private static void fill(Browser browser, String amount) {
		browser.type("amount", amount).type("field-cardNumber", Payouts.CARD_NUMBER);
	}

}
