package com.inqud.spring.test;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The published example token, and the check that a request was authenticated with it.
 */
public final class InqudToken {

	public static final String ID = "TKN-6c1296b8-6929-443b-ac06-f732e0e27be1";

	public static final String SECRET = "dBajIp3wHnw5euxohPiZvsCEorG3Fhl9gsHl1UIBlsImHjWRdSJdp4Gh6e3y2PNs";

	private InqudToken() {
	}

	/**
	 * Fails unless the request carries one signature, over the bytes that arrived, and
	 * nothing of the other mode.
	 */
	public static void assertSigned(RawHttpServer.Request request) {
		assertSigned(request, ID, SECRET);
	}

	/**
	 * The same for another token.
	 */
	public static void assertSigned(RawHttpServer.Request request, String id, String secret) {
		assertThat(request.header("X-Token-API-Id")).isEqualTo(id);
		String salt = request.header("X-Salt");
		assertThat(salt).matches("[0-9a-f]{64}");
		assertThat(request.header("X-HMAC-SHA256-Signature")).isEqualTo(sign(request.body(), salt, secret));
		assertThat(request.headers()).doesNotContainKeys("X-Token-API-Secret", "Transfer-Encoding");
		if (request.body().length > 0) {
			assertThat(request.header("Content-Length")).isEqualTo(String.valueOf(request.body().length));
		}
	}

	/**
	 * Fails unless the request carries the secret, and nothing of the other mode.
	 */
	public static void assertCarriesSecret(RawHttpServer.Request request) {
		assertThat(request.header("X-Token-API-Id")).isEqualTo(ID);
		assertThat(request.header("X-Token-API-Secret")).isEqualTo(SECRET);
		assertThat(request.headers()).doesNotContainKeys("X-HMAC-SHA256-Signature", "X-Salt");
	}

	private static String sign(byte[] body, String salt, String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			mac.update(body);
			return HexFormat.of().formatHex(mac.doFinal(salt.getBytes(StandardCharsets.UTF_8)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
