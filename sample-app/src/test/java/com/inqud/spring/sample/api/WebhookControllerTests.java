package com.inqud.spring.sample.api;

import java.time.Duration;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link WebhookController} with the webhooks of the simulator, of which some
 * come twice and some too late.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "inqud.simulator.progress-after=50ms")
class WebhookControllerTests {

	@LocalServerPort
	private int port;

	@Test
	void showsWhatInqudSays() {
		for (int i = 0; i < 6; i++) {
			client().post()
				.uri("/payouts")
				.header("Idempotency-Key", "order-" + i)
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"amount\": 1, \"currency\": \"USD\", \"method\": \"CC_VISAMC\", \"cardNumber\": \"5555555555554444\"}")
				.exchange()
				.expectStatus()
				.isCreated();
		}
		await().atMost(Duration.ofSeconds(20)).untilAsserted(this::expectSuccess);
		await().during(Duration.ofMillis(300)).untilAsserted(this::expectSuccess);
	}

	private void expectSuccess() {
		client().get()
			.uri("/payouts")
			.exchange()
			.expectBody()
			.jsonPath("$.payouts[?(@.status == 'SUCCESS')]")
			.value((payouts) -> assertThat(payouts).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(6));
	}

	@Test
	void refusesAWebhookThatIsNotSigned() {
		client().post()
			.uri("/webhooks/inqud")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"id\":\"PMT-1\"}")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNAUTHORIZED);
	}

	private RestTestClient client() {
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

}
