package com.inqud.spring.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * HMAC-SHA256 signer of a request body and a salt.
 */
final class HmacSigner {

	private static final String ALGORITHM = "HmacSHA256";

	private final SecureRandom random = new SecureRandom();

	private final SecretKeySpec key;

	HmacSigner(String secret) {
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
	}

	String createSalt() {
		byte[] salt = new byte[32];
		this.random.nextBytes(salt);
		return HexFormat.of().formatHex(salt);
	}

	/**
	 * Returns the signature in lower-case hex. The read positions of the buffers stay
	 * where they are.
	 */
	String sign(List<DataBuffer> body, String salt) {
		Mac mac = createMac();
		for (DataBuffer buffer : body) {
			try (DataBuffer.ByteBufferIterator byteBuffers = buffer.readableByteBuffers()) {
				byteBuffers.forEachRemaining(mac::update);
			}
		}
		mac.update(salt.getBytes(StandardCharsets.UTF_8));
		return HexFormat.of().formatHex(mac.doFinal());
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

}
