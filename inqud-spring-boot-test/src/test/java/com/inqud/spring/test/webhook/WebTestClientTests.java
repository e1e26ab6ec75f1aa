package com.inqud.spring.test.webhook;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import static com.inqud.spring.test.webhook.InqudWebhookWebTestClientConfigurer.inqudWebhook;

/**
 * Tests for {@link InqudWebhookWebTestClientConfigurer}.
 */
class WebTestClientTests {

	private final WebTestClient client = WebTestClient.bindToController(new Receiver()).build();

	@Test
	void signsAModel() {
		this.client.mutateWith(inqudWebhook())
			.post()
			.uri("/webhooks/inqud")
			.bodyValue(Map.of("id", "PMT-1"))
			.exchange()
			.expectStatus()
			.isOk();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"id\":\"ü\"}", " " })
	void signsText(String body) {
		this.client.mutateWith(inqudWebhook())
			.post()
			.uri("/webhooks/inqud")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(body)
			.exchange()
			.expectStatus()
			.isOk();
	}

	@Test
	void signsWithAnotherSecret() {
		this.client.mutateWith(inqudWebhook("another"))
			.post()
			.uri("/webhooks/inqud")
			.bodyValue("{}")
			.exchange()
			.expectStatus()
			.is5xxServerError();
	}

	@RestController
	static class Receiver {

		@PostMapping("/webhooks/inqud")
		void receive(@RequestBody byte[] body, @RequestHeader("X-Payload-Digest") String digest) {
			if (!new InqudWebhookSigner().digest(body).equals(digest)) {
				throw new IllegalStateException("The digest is wrong");
			}
		}

	}

}
