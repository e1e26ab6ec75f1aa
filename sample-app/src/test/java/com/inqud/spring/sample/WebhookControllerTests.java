package com.inqud.spring.sample;

import java.time.Duration;
import java.util.Collection;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentStatus;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
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
				.uri((i % 2 == 0) ? "/payouts" : "/payins")
				.contentType(MediaType.APPLICATION_JSON)
				.body("{\"amount\": 1, \"currency\": \"USD\", \"method\": \"CC_VISAMC\", \"cardNumber\": \"5555555555554444\"}")
				.exchange()
				.expectStatus()
				.isOk();
		}
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(payments()).hasSize(6)
				.allSatisfy((payment) -> assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCESS)));
		await().during(Duration.ofMillis(300))
			.untilAsserted(() -> assertThat(payments())
				.allSatisfy((payment) -> assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCESS)));
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

	private Collection<Payment> payments() {
		return client().get()
			.uri("/payments")
			.exchange()
			.expectBody(new ParameterizedTypeReference<Collection<Payment>>() {
			})
			.returnResult()
			.getResponseBody();
	}

	private RestTestClient client() {
		return RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

}
