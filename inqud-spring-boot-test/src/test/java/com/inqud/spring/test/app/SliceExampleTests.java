package com.inqud.spring.test.app;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.app.ShopApplication.Payouts;
import com.inqud.spring.test.app.ShopApplication.ShopController;
import com.inqud.spring.test.autoconfigure.AutoConfigureInqudSimulator;
import com.inqud.spring.test.fixture.InqudFixtures;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static com.inqud.spring.test.webhook.InqudWebhookRequestPostProcessor.inqudWebhook;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Examples of tests of a slice. {@code docs/testing.md} shows the methods and the
 * annotations as they stand here.
 */
@WebMvcTest(ShopController.class)
@AutoConfigureInqudSimulator
@Import(Payouts.class)
class SliceExampleTests {

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private Payouts payouts;

	@Autowired
	private MockMvcTester mvc;

	@Test
	void orderIsPaid() {
		assertThat(this.mvc.post().uri("/orders/1/payout")).hasStatusOk();
		assertThat(this.simulator.payments()).singleElement()
			.satisfies((payment) -> assertThat(payment.clientOrderId()).isEqualTo("1"));
	}

	@Test
	void webhookOfAModelIsTaken() {
		String id = this.payouts.pay("order-1");
		Payment payment = InqudFixtures.read("{\"id\":\"" + id + "\",\"status\":\"SUCCESS\"}", Payment.class);
		assertThat(this.mvc.post().uri("/webhooks/inqud").with(inqudWebhook(payment))).hasStatusOk();
		assertThat(this.payouts.status(id)).isEqualTo("NEW");
	}

	@Test
	void webhookIsTaken() {
		String id = this.payouts.pay("order-1");
		this.simulator.complete(id);
		String body = this.simulator.webhooks().get(1).body();
		assertThat(this.mvc.post().uri("/webhooks/inqud").with(inqudWebhook(body))).hasStatusOk();
		assertThat(this.payouts.status(id)).isEqualTo("SUCCESS");
		assertThat(this.mvc.post().uri("/webhooks/inqud").with(inqudWebhook(body).secret("another"))).hasStatus(401);
	}

}
