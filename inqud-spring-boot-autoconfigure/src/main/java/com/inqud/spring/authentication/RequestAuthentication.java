package com.inqud.spring.authentication;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;

/**
 * Authentication of requests with the same credentials.
 */
final class RequestAuthentication {

	private static final String TOKEN_ID = "X-Token-API-Id";

	private static final String TOKEN_SECRET = "X-Token-API-Secret";

	private static final String SIGNATURE = "X-HMAC-SHA256-Signature";

	private static final String SALT = "X-Salt";

	private static final List<String> HEADERS = Stream.of(TOKEN_ID, TOKEN_SECRET, SIGNATURE, SALT)
		.map((name) -> name.toLowerCase(Locale.ROOT))
		.toList();

	private final InqudCredentials credentials;

	private final AuthMode authMode;

	private final HmacSigner signer;

	/**
	 * Creates an authentication.
	 * @throws IllegalArgumentException if the credentials cannot be sent in a header
	 */
	RequestAuthentication(InqudCredentials credentials, AuthMode authMode) {
		Assert.isTrue(isPrintableAscii(credentials.tokenId()), "the token id must be printable ASCII");
		Assert.isTrue(authMode != AuthMode.SIMPLE || isPrintableAscii(credentials.secret()),
				"the secret must be printable ASCII to be sent in a header");
		this.credentials = credentials;
		this.authMode = authMode;
		this.signer = new HmacSigner(credentials.secret());
	}

	private static boolean isPrintableAscii(String value) {
		return value.chars().allMatch((c) -> c >= ' ' && c <= '~');
	}

	InqudCredentials credentials() {
		return this.credentials;
	}

	boolean isFor(InqudCredentials credentials) {
		return this.credentials.equals(credentials);
	}

	/**
	 * Removes the headers of both authentication modes.
	 */
	static void removeFrom(HttpHeaders headers) {
		HEADERS.forEach(headers::remove);
	}

	/**
	 * Sets the headers for a body, and removes those of the other mode.
	 */
	void apply(HttpHeaders headers, byte[] body) {
		headers.set(TOKEN_ID, this.credentials.tokenId());
		switch (this.authMode) {
			case HMAC -> {
				HmacSigner.Signature signature = this.signer.sign(body);
				headers.set(SALT, signature.salt());
				headers.set(SIGNATURE, signature.value());
				headers.remove(TOKEN_SECRET);
			}
			case SIMPLE -> {
				headers.set(TOKEN_SECRET, this.credentials.secret());
				headers.remove(SALT);
				headers.remove(SIGNATURE);
			}
		}
	}

}
