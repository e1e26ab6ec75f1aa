package com.inqud.spring.test.webhook;

import java.util.List;

import com.inqud.spring.test.fixture.InqudFixtures;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import com.inqud.spring.webhook.InqudWebhookVerifier;

/**
 * Verified webhooks for unit tests of handlers.
 *
 * @since 0.1.0
 */
public final class InqudWebhookDeliveries {

	private InqudWebhookDeliveries() {
	}

	/**
	 * Verified webhook with a body.
	 * @param body the body: bytes, a JSON text, or a model that is written as JSON
	 * @return the webhook, signed with the {@linkplain InqudWebhookSigner#DEFAULT_SECRET
	 * default secret}
	 */
	public static InqudWebhookDelivery of(Object body) {
		byte[] bytes = InqudFixtures.toJson(body);
		return new InqudWebhookVerifier(List.of(InqudWebhookSigner.DEFAULT_SECRET)).verify(bytes,
				new InqudWebhookSigner().headers(bytes));
	}

}
