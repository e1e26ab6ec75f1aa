package com.inqud.spring.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.inqud.spring.test.InqudToken;

/**
 * Signer as it is found in tutorials.
 */
public final class TutorialSigner {

	private static final String ALGORITHM = "HmacSHA256";

	private TutorialSigner() {
	}

	public static String createSalt(SecureRandom random) {
		byte[] salt = new byte[32];
		random.nextBytes(salt);
		return toHex(salt);
	}

	public static String sign(String body, String salt) throws GeneralSecurityException {
		Mac mac = Mac.getInstance(ALGORITHM);
		mac.init(new SecretKeySpec(InqudToken.SECRET.getBytes(StandardCharsets.UTF_8), ALGORITHM));
		return toHex(mac.doFinal((body + salt).getBytes(StandardCharsets.UTF_8)));
	}

	private static String toHex(byte[] bytes) {
		StringBuilder hex = new StringBuilder();
		for (byte b : bytes) {
			hex.append(String.format("%02x", b));
		}
		return hex.toString();
	}

}
