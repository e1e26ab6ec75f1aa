package com.inqud.spring.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 signer of a request body and a salt. Pools {@link Mac} instances, which are
 * expensive to create.
 */
final class HmacSigner {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SALT_BYTES = 32;

	private final SecureRandom random = new SecureRandom();

	private final SecretKeySpec key;

	private final Queue<Mac> pool = new ConcurrentLinkedQueue<>();

	HmacSigner(String secret) {
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Returns a new salt and the signature, both in lower-case hex.
	 */
	Signature sign(byte[] body) {
		byte[] bytes = new byte[SALT_BYTES];
		this.random.nextBytes(bytes);
		String salt = HexFormat.of().formatHex(bytes);
		return new Signature(salt, sign(body, salt));
	}

	/**
	 * Returns the signature in lower-case hex.
	 */
	String sign(byte[] body, String salt) {
		Mac pooled = this.pool.poll();
		Mac mac = (pooled != null) ? pooled : createMac();
		mac.update(body);
		byte[] signature = mac.doFinal(salt.getBytes(StandardCharsets.UTF_8));
		this.pool.offer(mac);
		return HexFormat.of().formatHex(signature);
	}

	private Mac createMac() {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is not available", ex);
		}
	}

	/**
	 * Salt and signature, which {@link #toString()} hides.
	 */
	record Signature(String salt, String value) {

		@Override
		public String toString() {
			return "Signature[******]";
		}

	}

}
