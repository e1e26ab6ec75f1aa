package com.inqud.spring.test.app;

import java.time.Duration;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.test.app.ShopApplication.Payouts;
import com.inqud.spring.test.autoconfigure.AutoConfigureInqudSimulator;
import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.test.simulator.SimulatedWebhook;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Examples of tests against the simulator. {@code docs/testing.md} shows the methods and
 * the annotations as they stand here.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureInqudSimulator
class SimulatorExampleTests {

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private Payouts payouts;

	@Test
	void payoutSucceeds() {
		String id = this.payouts.pay("order-1");
		this.simulator.complete(id);
		assertThat(this.payouts.status(id)).isEqualTo("SUCCESS");
		assertThat(this.simulator.balance("USD")).isEqualByComparingTo("990");
	}

	@Test
	void payoutIsRefused() {
		this.simulator.nextCall("/v1/user/payments/payout").refuse(422, "LIMIT", "Too much for one day");
		assertThatExceptionOfType(InqudApiException.class).isThrownBy(() -> this.payouts.pay("order-1"))
			.withMessageContaining("Too much for one day");
		assertThat(this.simulator.payments()).isEmpty();
	}

	@Test
	void lostResponseIsLookedUp() {
		this.simulator.nextCall("/v1/user/payments/payout").loseResponse();
		String id = this.payouts.pay("order-1");
		assertThat(this.simulator.payments()).singleElement().satisfies((payment) -> {
			assertThat(payment.id()).isEqualTo(id);
			assertThat(payment.clientOrderId()).isEqualTo("order-1");
		});
		this.simulator.verify();
	}

	@Test
	void webhooksComeTwiceAndOutOfOrder() {
		String id = this.payouts.pay("order-1");
		this.simulator.nextWebhook().late(Duration.ofMinutes(5));
		this.simulator.move(id, "PENDING");
		this.simulator.nextWebhook().twice();
		this.simulator.complete(id);
		this.simulator.advance(Duration.ofMinutes(5));
		assertThat(this.simulator.webhooks()).extracting(SimulatedWebhook::status)
			.containsExactly("NEW", "SUCCESS", "SUCCESS", "PENDING");
		assertThat(this.payouts.status(id)).isEqualTo("SUCCESS");
	}

	@Test
	void webhookWithAWrongDigestIsRefused() {
		String id = this.payouts.pay("order-1");
		this.simulator.webhooks();
		this.simulator.nextWebhook().wrongDigest();
		this.simulator.complete(id);
		assertThat(this.simulator.webhooks()).last()
			.satisfies((webhook) -> assertThat(webhook.responseStatus()).isEqualTo(401));
		assertThat(this.payouts.status(id)).isEqualTo("NEW");
	}

}
