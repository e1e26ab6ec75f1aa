package com.inqud.spring.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * HMAC-SHA256 signer of a request body and a salt. What it costs to look the algorithm up
 * and to key it is spared: a {@link Mac} is used again, by one thread at a time.
 */
final class HmacSigner {

	private static final String ALGORITHM = "HmacSHA256";

	private static final int SALT_BYTES = 32;

	private final SecureRandom random = new SecureRandom();

	private final SecretKeySpec key;

	private final Queue<Mac> idle = new ConcurrentLinkedQueue<>();

	HmacSigner(String secret) {
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	/**
	 * Returns a salt that is never used again, and the signature, both in lower-case hex.
	 */
	Signature sign(List<DataBuffer> body) {
		byte[] bytes = new byte[SALT_BYTES];
		this.random.nextBytes(bytes);
		String salt = HexFormat.of().formatHex(bytes);
		return new Signature(salt, sign(body, salt));
	}

	/**
	 * Returns the signature in lower-case hex. The read positions of the buffers stay
	 * where they are.
	 */
	String sign(List<DataBuffer> body, String salt) {
		Mac idleMac = this.idle.poll();
		Mac mac = (idleMac != null) ? idleMac : createMac();
		for (DataBuffer buffer : body) {
			try (DataBuffer.ByteBufferIterator byteBuffers = buffer.readableByteBuffers()) {
				byteBuffers.forEachRemaining(mac::update);
			}
		}
		byte[] signature = mac.doFinal(salt.getBytes(StandardCharsets.UTF_8));
		// One that failed half-way has digested a part of its body and does not get here
		this.idle.offer(mac);
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
	 * Salt and signature, neither of which is shown.
	 */
	record Signature(String salt, String value) {

		@Override
		public String toString() {
			return "Signature[******]";
		}

	}

}
