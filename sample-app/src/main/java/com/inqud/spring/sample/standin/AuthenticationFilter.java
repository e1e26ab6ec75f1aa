package com.inqud.spring.sample.standin;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Filter that lets only those requests pass that one token authenticates. It shares no
 * code with the client that it checks.
 */
final class AuthenticationFilter implements StubRequestFilterV2 {

	private static final Logger logger = LoggerFactory.getLogger(AuthenticationFilter.class);

	private static final String TOKEN_ID = "X-Token-API-Id";

	private static final String TOKEN_SECRET = "X-Token-API-Secret";

	private static final String SIGNATURE = "X-HMAC-SHA256-Signature";

	private static final String SALT = "X-Salt";

	private static final String ALGORITHM = "HmacSHA256";

	private final Set<String> usedSalts = ConcurrentHashMap.newKeySet();

	private final String tokenId;

	private final String secret;

	AuthenticationFilter(String tokenId, String secret) {
		this.tokenId = tokenId;
		this.secret = secret;
	}

	@Override
	public String getName() {
		return "authentication";
	}

	@Override
	public boolean applyToAdmin() {
		return true;
	}

	@Override
	public RequestFilterAction filter(Request request, ServeEvent serveEvent) {
		String refusal = check(request);
		if (refusal == null) {
			return RequestFilterAction.continueWith(request);
		}
		logger.warn("Refused {} {}: {}", request.getMethod(), request.getUrl(), refusal);
		return RequestFilterAction.stopWith(Answers.error(401, "UNAUTHORIZED", refusal).build());
	}

	private @Nullable String check(Request request) {
		for (String header : List.of(TOKEN_ID, TOKEN_SECRET, SIGNATURE, SALT)) {
			if (request.containsHeader(header) && !request.header(header).isSingleValued()) {
				return "Header " + header + " is sent more than once";
			}
		}
		boolean simple = request.containsHeader(TOKEN_SECRET);
		boolean hmac = request.containsHeader(SIGNATURE) || request.containsHeader(SALT);
		if (!request.containsHeader(TOKEN_ID)) {
			return "Header " + TOKEN_ID + " is missing";
		}
		if (!request.getHeader(TOKEN_ID).equals(this.tokenId)) {
			return "The token id is not known: only the published example token is";
		}
		if (simple && hmac) {
			return "Headers of both authentication modes are sent";
		}
		return simple ? checkSecret(request) : checkSignature(request);
	}

	private @Nullable String checkSecret(Request request) {
		return isEqual(request.getHeader(TOKEN_SECRET), this.secret) ? null : "The token secret is wrong";
	}

	private @Nullable String checkSignature(Request request) {
		if (!request.containsHeader(SIGNATURE)) {
			return "Header " + SIGNATURE + " is missing";
		}
		if (!request.containsHeader(SALT) || request.getHeader(SALT).isBlank()) {
			return "Header " + SALT + " is missing";
		}
		if (request.containsHeader("Content-Encoding")) {
			return "An encoded body cannot be checked: the server decodes it before the signature is";
		}
		String salt = request.getHeader(SALT);
		if (!isEqual(request.getHeader(SIGNATURE), sign(request.getBody(), salt))) {
			return "The signature does not match the body and the salt";
		}
		return this.usedSalts.add(salt) ? null : "The salt has been used before";
	}

	private String sign(byte[] body, String salt) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(new SecretKeySpec(this.secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
			mac.update(body);
			mac.update(salt.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(mac.doFinal());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is not available", ex);
		}
	}

	private static boolean isEqual(String actual, String expected) {
		return MessageDigest.isEqual(actual.getBytes(StandardCharsets.UTF_8),
				expected.getBytes(StandardCharsets.UTF_8));
	}

}
