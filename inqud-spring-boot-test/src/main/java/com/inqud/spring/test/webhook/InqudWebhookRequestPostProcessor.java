package com.inqud.spring.test.webhook;

import com.inqud.spring.test.fixture.InqudFixtures;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * Post-processor for MockMvc and {@code MockMvcTester} that turns a request into a signed
 * webhook.
 *
 * @since 0.1.0
 */
public final class InqudWebhookRequestPostProcessor implements RequestPostProcessor {

	private final byte[] body;

	private final InqudWebhookSigner signer;

	private InqudWebhookRequestPostProcessor(byte[] body, InqudWebhookSigner signer) {
		this.body = body;
		this.signer = signer;
	}

	/**
	 * Post-processor that sets the body and signs it with the
	 * {@linkplain InqudWebhookSigner#DEFAULT_SECRET default secret}.
	 * @param body the body: bytes, a JSON text, or a model that is written as JSON
	 * @return the post-processor
	 */
	public static InqudWebhookRequestPostProcessor inqudWebhook(Object body) {
		return new InqudWebhookRequestPostProcessor(InqudFixtures.toJson(body), new InqudWebhookSigner());
	}

	/**
	 * Post-processor for the same body with another secret.
	 * @param secret the webhook secret
	 * @return a new post-processor
	 */
	public InqudWebhookRequestPostProcessor secret(String secret) {
		return new InqudWebhookRequestPostProcessor(this.body, new InqudWebhookSigner(secret));
	}

	@Override
	public MockHttpServletRequest postProcessRequest(MockHttpServletRequest request) {
		request.setContent(this.body);
		request.setContentType("application/json");
		request.removeHeader(InqudWebhookSigner.DIGEST_HEADER);
		request.addHeader(InqudWebhookSigner.DIGEST_HEADER, this.signer.digest(this.body));
		return request;
	}

}
