package com.inqud.spring.sample.console;

import java.math.BigDecimal;
import java.net.URI;
import java.util.List;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the list of calls and webhooks in the browser.
 */
@ConsoleTest
class ActivityPageTests {

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@LocalServerPort
	private int port;

	@Test
	void callsAndWebhooksAreInOneList(Browser browser) {
		this.simulator.sendWebhooksTo(URI.create("http://localhost:" + this.port + "/webhooks/inqud"));
		browser.open("/activity");
		Payout payout = Payouts.pay(this.payouts, "order-1", "50");
		browser.waitUntil(() -> assertThat(lines(browser)).anySatisfy((line) -> assertThat(line)
			.containsSubsequence("Call", "POST /v1/user/payments/payout", "ms", "1 attempt", "200 OK")));
		browser.waitUntil(() -> assertThat(lines(browser)).anySatisfy((line) -> assertThat(line)
			.containsSubsequence("Webhook", "POST /webhooks/inqud", "ms", "200 Accepted")));
		this.simulator.nextWebhook().wrongDigest();
		this.simulator.complete(payout.paymentId());
		browser.waitFor("#items", "401 Refused: no valid signature");
	}

	@Test
	void callShowsWhatWasSigned(Browser browser) {
		this.payouts.pay(PayoutRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber("5555555555554444")
			.firstName("Guillermina")
			.comment("or 4111 1111 1111 1111, or DE89 3704 0044 0532 0130 00")
			.clientOrderId("order-1")
			.build());
		browser.open("/activity");
		WebElement call = browser.elements("#items li")
			.stream()
			.filter((item) -> item.getText().contains("/payout"))
			.findFirst()
			.orElseThrow();
		call.click();
		assertThat(call.getText()).contains("\"cardNumber\":\"•••• 4444\"", "•••• 1111", "•••• 3000")
			.containsPattern("Signature, of body and salt\\s+[0-9a-f]{8}…")
			.containsPattern("Salt\\s+[0-9a-f]{8}…")
			.containsPattern("Response\\s+\\{\"id\":\"PMT-");
		assertThat(browser.driver().getPageSource()).doesNotContain("55555555", "4111 1111", "3704 0044",
				"Guillermina");
	}

	@Test
	void attemptsAreCounted(Browser browser) {
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1", "5");
		this.simulator.nextCall("GET /v1/user/payments").badGateway();
		this.payouts.checkNow("order-1");
		browser.open("/activity");
		assertThat(lines(browser)).first().asString().contains("GET /v1/user/payments", "2 attempts", "200 OK");
	}

	@Test
	void balancesAreFolded(Browser browser) {
		this.payouts.balances();
		this.payouts.balances();
		browser.open("/activity");
		assertThat(browser.text("#items")).doesNotContain("/balances");
		assertThat(browser.text(".polls summary")).containsPattern("Balances, read \\d+ times lately");
		browser.click(".polls summary");
		assertThat(browser.text(".polls ol")).contains("GET /v1/user/wallet/balances");
	}

	private static List<String> lines(Browser browser) {
		return browser.elements("#items summary").stream().map(WebElement::getText).toList();
	}

}
