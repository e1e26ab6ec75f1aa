package com.inqud.spring.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Verifier of the webhooks that Inqud sends. It needs neither Spring MVC nor Spring
 * WebFlux and is thread-safe.
 *
 * @since 0.1.0
 */
public final class InqudWebhookVerifier {

	/**
	 * Name of the header with the digest: the HMAC-SHA1 of the body in lower-case hex,
	 * keyed with the webhook secret.
	 */
	public static final String DIGEST_HEADER = "X-Payload-Digest";

	private static final String ALGORITHM = "HmacSHA1";

	private static final int DIGEST_LENGTH = 40;

	private final List<SecretKeySpec> keys;

	/**
	 * Creates a verifier.
	 * @param secrets the webhook secrets. A signature with any of them is accepted, so
	 * pass both the old and the new one while a secret is being changed
	 * @throws IllegalArgumentException if there is no secret, or if one is blank, has
	 * leading or trailing white space or contains a control character
	 */
	public InqudWebhookVerifier(Collection<String> secrets) {
		Assert.notEmpty(secrets, "there must be a webhook secret");
		secrets.forEach(InqudWebhookVerifier::check);
		this.keys = secrets.stream()
			.map((secret) -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM))
			.toList();
	}

	private static void check(String secret) {
		Assert.hasText(secret, "the webhook secret must not be blank");
		Assert.isTrue(secret.equals(secret.strip()),
				"the webhook secret must not have white space around it, such as a line break at the end");
		Assert.isTrue(secret.chars().noneMatch(Character::isISOControl),
				"the webhook secret must not contain a control character");
	}

	/**
	 * Verifies a webhook.
	 * @param body the body, byte for byte as it was received
	 * @param headers the headers of the request
	 * @return the verified webhook
	 * @throws InqudWebhookSignatureException if there is not exactly one
	 * {@value #DIGEST_HEADER} header, or if it does not match the body
	 */
	public InqudWebhookDelivery verify(byte[] body, HttpHeaders headers) {
		List<String> digests = headers.getOrEmpty(DIGEST_HEADER);
		if (digests.size() > 1) {
			throw new InqudWebhookSignatureException(Refusal.SEVERAL_SIGNATURES);
		}
		byte[] copy = body.clone();
		String digest = digests.isEmpty() ? "" : digests.get(0);
		verify(copy, digest);
		return new InqudWebhookDelivery(copy, digest, headers) {
		};
	}

	/**
	 * Verifies the body of a webhook.
	 * @param body the body, byte for byte as it was received
	 * @param digest the value of the {@value #DIGEST_HEADER} header, {@code null} if
	 * there was none
	 * @throws InqudWebhookSignatureException if the digest does not match the body
	 */
	public void verify(byte[] body, @Nullable String digest) {
		byte[] given = (digest != null && digest.length() == DIGEST_LENGTH) ? digest.getBytes(StandardCharsets.UTF_8)
				: new byte[0];
		boolean signed = false;
		for (SecretKeySpec key : this.keys) {
			signed |= MessageDigest.isEqual(digest(body, key), given);
		}
		if (!signed) {
			throw new InqudWebhookSignatureException(
					StringUtils.hasText(digest) ? Refusal.WRONG_SIGNATURE : Refusal.NO_SIGNATURE);
		}
	}

	private static byte[] digest(byte[] body, SecretKeySpec key) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is not available", ex);
		}
	}

	@Override
	public String toString() {
		return "InqudWebhookVerifier[secrets=" + this.keys.size() + "]";
	}

}
