package com.inqud.spring.sample.console;

import java.net.URI;
import java.time.Duration;

import com.inqud.spring.sample.console.Simulator.Fault;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.test.simulator.SimulatedWebhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the simulator panel in the browser.
 */
@ConsoleTest
class SimulatorPageTests {

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@LocalServerPort
	private int port;

	@ParameterizedTest
	@CsvSource({ "LOSE_RESPONSE, Unknown, 1", "REFUSE, Refused, 0", "BAD_GATEWAY, Unknown, 0" })
	void faultHappensToTheNextPayout(Fault fault, String status, int made, Browser browser) {
		next(fault, browser);
		browser.type("amount", "5").type("field-cardNumber", Payouts.CARD_NUMBER);
		browser.click("#payout .actions button");
		browser.waitFor("#summary", status);
		assertThat(this.simulator.payments()).hasSize(made);
	}

	@Test
	void payoutHangs(Browser browser) {
		next(Fault.HANG, browser);
		browser.type("amount", "5").type("field-cardNumber", Payouts.CARD_NUMBER);
		browser.click("#payout .actions button");
		browser.waitUntil(() -> assertThat(this.simulator.requests())
			.anyMatch((request) -> request.target().endsWith("/payout")));
		assertThat(browser.text("#payout .actions button")).isEqualTo("Sending…");
		this.simulator.reset();
		browser.waitFor("#summary", "Unknown");
	}

	@ParameterizedTest
	@CsvSource({ "WEBHOOK_TWICE, 2", "WEBHOOK_LOST, 0", "WEBHOOK_LATE, 0" })
	void faultHappensToTheNextWebhook(Fault fault, int atOnce, Browser browser) {
		this.simulator.sendWebhooksTo(URI.create("http://localhost:" + this.port + "/webhooks/inqud"));
		next(fault, browser);
		Payouts.pay(this.payouts, "order-1", "5");
		assertThat(delivered()).isEqualTo(atOnce);
		this.simulator.advance(Duration.ofSeconds(20));
		assertThat(delivered()).isEqualTo((fault == Fault.WEBHOOK_LATE) ? 1 : atOnce);
	}

	private long delivered() {
		return this.simulator.webhooks()
			.stream()
			.map(SimulatedWebhook::responseStatus)
			.filter(this::isAccepted)
			.count();
	}

	private boolean isAccepted(Integer status) {
		return status != null && status == 200;
	}

	private void next(Fault fault, Browser browser) {
		browser.open("/simulator").click("button[value=" + fault + "]");
		browser.waitFor("main .note", fault.getTitle());
	}

}
