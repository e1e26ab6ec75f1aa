package com.inqud.spring.test.simulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Authentication of requests as Inqud documents it. It shares no code with the client
 * that it checks.
 */
final class Authentication {

	static final String TOKEN_ID = "X-Token-API-Id";

	static final String TOKEN_SECRET = "X-Token-API-Secret";

	static final String SIGNATURE = "X-HMAC-SHA256-Signature";

	static final String SALT = "X-Salt";

	private static final List<String> HEADERS = List.of(TOKEN_ID, TOKEN_SECRET, SIGNATURE, SALT);

	private static final String ALGORITHM = "HmacSHA256";

	private final Map<String, String> secrets;

	private final Set<String> usedSalts = ConcurrentHashMap.newKeySet();

	/**
	 * Creates an authentication.
	 * @param secrets the secrets by token id
	 */
	Authentication(Map<String, String> secrets) {
		this.secrets = secrets;
	}

	/**
	 * Checks a request.
	 * @return the reason to refuse the request, or {@code null} if it is accepted
	 */
	@Nullable String check(HttpMessage.Request request) {
		for (String header : HEADERS) {
			if (request.head().values(header).size() > 1) {
				return "Header " + header + " is sent more than once";
			}
		}
		String tokenId = header(request, TOKEN_ID);
		String tokenSecret = header(request, TOKEN_SECRET);
		String signature = header(request, SIGNATURE);
		String salt = header(request, SALT);
		if (tokenId == null) {
			return "Header " + TOKEN_ID + " is missing";
		}
		String secret = this.secrets.get(tokenId);
		if (secret == null) {
			return "The token id is not known";
		}
		if (tokenSecret != null) {
			if (signature != null || salt != null) {
				return "Headers of both authentication modes are sent";
			}
			return isEqual(tokenSecret, secret) ? null : "The token secret is wrong";
		}
		if (signature == null) {
			return "Header " + SIGNATURE + " is missing";
		}
		if (salt == null || salt.isBlank()) {
			return "Header " + SALT + " is missing";
		}
		if (!isEqual(signature, sign(secret, request.body(), salt))) {
			return "The signature does not match the body and the salt";
		}
		return this.usedSalts.add(salt) ? null : "The salt has been used before";
	}

	void reset() {
		this.usedSalts.clear();
	}

	private static @Nullable String header(HttpMessage.Request request, String name) {
		List<String> values = request.head().values(name);
		return values.isEmpty() ? null : values.get(0);
	}

	private static String sign(String secret, byte[] body, String salt) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			mac.update(body);
			mac.update(salt.getBytes(StandardCharsets.ISO_8859_1));
			return HexFormat.of().formatHex(mac.doFinal());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is not available", ex);
		}
	}

	private static boolean isEqual(String actual, String expected) {
		return MessageDigest.isEqual(actual.getBytes(StandardCharsets.ISO_8859_1),
				expected.getBytes(StandardCharsets.UTF_8));
	}

}
