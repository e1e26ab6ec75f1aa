package com.inqud.spring.sample.payout;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.SampleTest;
import com.inqud.spring.sample.payout.PayoutEvent.Kind;
import com.inqud.spring.test.fixture.InqudFixtures;
import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.test.simulator.SimulatedWebhook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WebhookInbox} with signed webhooks of the simulator.
 */
@SampleTest
class WebhookInboxTests {

	private static final String PAYOUT = "/v1/user/payments/payout";

	@Autowired
	private PayoutService payouts;

	@Autowired
	private PayoutReconciliation reconciliation;

	@Autowired
	private WebhookInbox inbox;

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private JdbcClient database;

	@LocalServerPort
	private int port;

	@BeforeEach
	void receiveWebhooks() {
		this.simulator.sendWebhooksTo(URI.create("http://localhost:" + this.port + "/webhooks/inqud"));
	}

	@Test
	void webhookLeadsToAQuestion() {
		Payout payout = pay("order-1");
		this.simulator.complete(payout.paymentId());
		awaitStatus("order-1", "SUCCESS");
		assertThat(this.simulator.webhooks())
			.allSatisfy((webhook) -> assertThat(webhook.responseStatus()).isEqualTo(200));
		assertThat(this.payouts.timeline(payout.id())).filteredOn((event) -> event.kind() == Kind.WEBHOOK)
			.extracting(PayoutEvent::text)
			.containsExactlyInAnyOrder("Webhook says NEW", "Webhook says SUCCESS");
		assertThat(webhooks()).hasSize(2).allSatisfy((row) -> assertThat(row.get("payout_id")).isEqualTo(payout.id()));
	}

	@Test
	void webhookThatTellsNothingNewLeadsToNoQuestion() {
		pay("order-1");
		SimulatedWebhook first = this.simulator.webhooks().get(0);
		awaitNothingDue();
		Payout before = payout("order-1");
		this.simulator.resend(first);
		assertThat(webhookEvents(before)).isEqualTo(2);
		assertThat(payout("order-1")).isEqualTo(before);
	}

	@Test
	void webhookSettlesAnUnknownPayout() {
		this.simulator.nextCall(PAYOUT).loseResponse();
		assertThat(pay("order-1").state()).isIn(PayoutState.UNKNOWN, PayoutState.ACCEPTED);
		awaitStatus("order-1", "NEW");
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.ACCEPTED);
		this.simulator.verify();
	}

	@Test
	void webhooksOutOfOrderAndTwiceDoNotMatter() {
		Payout payout = pay("order-1");
		this.simulator.nextWebhook().late(Duration.ofMinutes(5));
		this.simulator.move(payout.paymentId(), "PENDING");
		this.simulator.nextWebhook().twice();
		this.simulator.complete(payout.paymentId());
		this.simulator.advance(Duration.ofMinutes(5));
		assertThat(this.simulator.webhooks()).extracting(SimulatedWebhook::status)
			.containsExactly("NEW", "SUCCESS", "SUCCESS", "PENDING");
		awaitStatus("order-1", "SUCCESS");
		await().untilAsserted(() -> assertThat(webhookEvents(payout)).isEqualTo(4));
		awaitNothingDue();
		assertThat(payout("order-1").status()).isEqualTo("SUCCESS");
	}

	@Test
	void paymentThatLeavesAFinalStatusIsFollowed() {
		Payout payout = pay("order-1");
		this.simulator.complete(payout.paymentId());
		awaitStatus("order-1", "SUCCESS");
		this.simulator.move(payout.paymentId(), "FROZEN");
		awaitStatus("order-1", "FROZEN");
		await().untilAsserted(() -> assertThat(payout("order-1").nextCheckAt()).isNotNull());
	}

	@Test
	void paymentThatIsNotOursIsKeptAndNotAskedAbout() {
		for (String json : List.of("{\"id\":\"PMT-1\",\"clientOrderId\":\"other\",\"status\":\"NEW\"}",
				"{\"id\":\"PMT-2\",\"status\":\"NEW\"}", "{\"id\":\"PMT-3\"}")) {
			this.inbox.take(InqudFixtures.read(json, Payment.class));
		}
		this.reconciliation.run();
		assertThat(webhooks()).hasSize(3).allSatisfy((row) -> assertThat(row.get("payout_id")).isNull());
		assertThat(this.simulator.requests()).isEmpty();
	}

	@Test
	void otherPaymentWithTheSameReferenceIsNotOurs() {
		this.simulator.sendWebhooksTo(null);
		Payout payout = pay("order-1");
		for (String json : List.of("{\"id\":\"PMT-1\",\"clientOrderId\":\"order-1\",\"status\":\"FAILED\"}",
				"{\"id\":\"PMT-2\",\"clientOrderId\":\"order-1\",\"orderType\":\"PAYIN\",\"status\":\"SUCCESS\"}")) {
			this.inbox.take(InqudFixtures.read(json, Payment.class));
		}
		assertThat(payout("order-1")).isEqualTo(payout);
		assertThat(webhooks()).hasSize(2).allSatisfy((row) -> assertThat(row.get("payout_id")).isNull());
		assertThat(this.simulator.requests()).hasSize(1);
	}

	@Test
	void payinDoesNotNameAnUnknownPayout() {
		this.simulator.sendWebhooksTo(null);
		this.simulator.nextCall(PAYOUT).badGateway();
		pay("order-1");
		this.inbox.take(InqudFixtures.read(
				"{\"id\":\"PMT-2\",\"clientOrderId\":\"order-1\",\"orderType\":\"PAYIN\",\"status\":\"SUCCESS\"}",
				Payment.class));
		assertThat(payout("order-1").paymentId()).isNull();
	}

	@Test
	void atMostOneQuestionAtATime() {
		this.simulator.sendWebhooksTo(null);
		Payout payout = pay("order-1");
		this.simulator.nextCall("GET /v1/user/payments/{id}").hang();
		Payment webhook = InqudFixtures.read("{\"id\":\"" + payout.paymentId() + "\",\"status\":\"PENDING\"}",
				Payment.class);
		for (int i = 0; i < 20; i++) {
			this.inbox.take(webhook);
		}
		await().until(() -> this.simulator.requests().size() == 2);
		await().during(Duration.ofMillis(300)).until(() -> this.simulator.requests().size() == 2);
		assertThat(webhookEvents(payout)).isEqualTo(20);
		assertThat(payout("order-1").nextCheckAt()).isBeforeOrEqualTo(this.payouts.now());
	}

	@Test
	void questionThatFailsIsAskedAgain() {
		this.simulator.sendWebhooksTo(null);
		Payout payout = pay("order-1");
		receiveWebhooks();
		this.simulator.nextCall("GET /v1/user/payments/{id}").serverError();
		this.simulator.complete(payout.paymentId());
		await().untilAsserted(() -> assertThat(payout("order-1").reason()).contains("500"));
		this.payouts.checkNow("order-1");
		awaitStatus("order-1", "SUCCESS");
	}

	private void awaitStatus(String reference, String status) {
		await().untilAsserted(() -> {
			this.reconciliation.run();
			assertThat(payout(reference).status()).isEqualTo(status);
		});
	}

	private void awaitNothingDue() {
		await().untilAsserted(() -> {
			this.reconciliation.run();
			Payout payout = payout("order-1");
			assertThat(payout.nextCheckAt() == null || payout.nextCheckAt().isAfter(this.payouts.now())).isTrue();
		});
	}

	private long webhookEvents(Payout payout) {
		return this.payouts.timeline(payout.id()).stream().filter((event) -> event.kind() == Kind.WEBHOOK).count();
	}

	private List<Map<String, Object>> webhooks() {
		return this.database.sql("select * from webhook").query().listOfRows();
	}

	private Payout pay(String reference) {
		return this.payouts
			.pay(PayoutRequest.builder()
				.amount(BigDecimal.ONE)
				.currency("USD")
				.method("CC_VISAMC")
				.cardNumber("5555555555554444")
				.clientOrderId(reference)
				.build())
			.payout();
	}

	private Payout payout(String reference) {
		return this.payouts.payout(reference).orElseThrow();
	}

}
