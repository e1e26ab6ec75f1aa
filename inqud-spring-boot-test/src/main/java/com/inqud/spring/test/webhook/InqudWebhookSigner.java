package com.inqud.spring.test.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.inqud.spring.test.fixture.InqudFixtures;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;

/**
 * Signer of webhooks, as Inqud signs them. It shares no code with the verifier.
 *
 * @since 0.1.0
 */
public final class InqudWebhookSigner {

	/**
	 * Webhook secret from the examples of Inqud's documentation. It is the default of the
	 * simulator.
	 */
	public static final String DEFAULT_SECRET = "secret_value";

	/**
	 * Name of the header with the digest.
	 */
	public static final String DIGEST_HEADER = "X-Payload-Digest";

	private static final String ALGORITHM = "HmacSHA1";

	private final SecretKeySpec key;

	/**
	 * Creates a signer with the {@linkplain #DEFAULT_SECRET default secret}.
	 */
	public InqudWebhookSigner() {
		this(DEFAULT_SECRET);
	}

	/**
	 * Creates a signer.
	 * @param secret the webhook secret
	 * @throws IllegalArgumentException if the secret is empty
	 */
	public InqudWebhookSigner(String secret) {
		Assert.hasLength(secret, "secret must not be empty");
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Digest of a body.
	 * @param body the body: bytes, a JSON text, or a model that is written as JSON
	 * @return the value of the header {@value #DIGEST_HEADER}, 40 digits of lower-case
	 * hex
	 */
	public String digest(Object body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return HexFormat.of().formatHex(mac.doFinal(InqudFixtures.toJson(body)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is not available", ex);
		}
	}

	/**
	 * Headers of a webhook with a body.
	 * @param body the body: bytes, a JSON text, or a model that is written as JSON
	 * @return the headers {@code Content-Type} and {@value #DIGEST_HEADER}
	 */
	public HttpHeaders headers(Object body) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.CONTENT_TYPE, "application/json");
		headers.set(DIGEST_HEADER, digest(body));
		return headers;
	}

	/**
	 * Description without the secret.
	 */
	@Override
	public String toString() {
		return "InqudWebhookSigner[secret=******]";
	}

}
