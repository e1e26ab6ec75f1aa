package com.inqud.spring.client.exchange;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

import com.inqud.spring.InqudApiException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * Response with a status other than 2xx.
 */
record ErrorResponse(HttpStatusCode statusCode, HttpHeaders headers, byte[] start) {

	/**
	 * Number of bytes of the body that are kept.
	 */
	static final int MAX_BODY_LENGTH = 16 * 1024;

	private static final String AUTHENTICATION_HINT = ". Check in this order: whether the token has been revoked, whether"
			+ " the IP address of this machine is on the token's white list, whether the token is for this mode"
			+ " ('auth-mode'), whether the secret belongs to the token, and whether the token may make this call."
			+ " The clock does not matter";

	InqudApiException toException(String call, UnaryOperator<String> printable, String credentials) {
		String code = InqudJson.text(this.start, "code");
		String message = InqudJson.text(this.start, "message");
		boolean unauthenticated = this.statusCode.value() == 401 || this.statusCode.value() == 403;
		String hint = unauthenticated ? " for " + credentials + AUTHENTICATION_HINT : "";
		return InqudApiException.create(call + ": " + describe(code, message, printable) + hint, this.statusCode,
				this.headers, new String(this.start, StandardCharsets.UTF_8), code, message);
	}

	private String describe(@Nullable String code, @Nullable String message, UnaryOperator<String> printable) {
		int status = this.statusCode.value();
		if (this.statusCode.is3xxRedirection()) {
			return status + ", redirects are not followed" + redirectTarget(printable);
		}
		String printableCode = (code != null) ? printable.apply(code) : "";
		String printableMessage = (message != null) ? printable.apply(message) : "";
		if (printableCode.isEmpty() && printableMessage.isEmpty()) {
			HttpStatus known = HttpStatus.resolve(status);
			return status + ((known != null) ? " " + known.getReasonPhrase() : "");
		}
		return status + (printableCode.isEmpty() ? "" : " " + printableCode)
				+ (printableMessage.isEmpty() ? "" : " \"" + printableMessage + "\"");
	}

	private String redirectTarget(UnaryOperator<String> printable) {
		try {
			URI location = this.headers.getLocation();
			if (location == null || location.getHost() == null || location.getScheme() == null) {
				return "";
			}
			return " (to " + printable.apply(location.getScheme() + "://" + location.getHost()
					+ ((location.getPort() != -1) ? ":" + location.getPort() : "")) + ")";
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
