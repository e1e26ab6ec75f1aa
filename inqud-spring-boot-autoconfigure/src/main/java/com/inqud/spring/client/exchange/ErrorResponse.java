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
 * Response that is not a success.
 */
record ErrorResponse(HttpStatusCode statusCode, HttpHeaders headers, byte[] start) {

	/**
	 * Number of bytes of the body that are kept.
	 */
	static final int MAX_BODY_LENGTH = 16 * 1024;

	InqudApiException toException(String call, UnaryOperator<String> printable) {
		String code = InqudJson.text(this.start, "code");
		String message = InqudJson.text(this.start, "message");
		return InqudApiException.create(call + ": " + describe(code, message, printable), this.statusCode, this.headers,
				new String(this.start, StandardCharsets.UTF_8), code, message);
	}

	private String describe(@Nullable String code, @Nullable String message, UnaryOperator<String> printable) {
		int status = this.statusCode.value();
		if (this.statusCode.is3xxRedirection()) {
			return status + ", and redirects are not followed" + redirectTarget(printable);
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
			return ": to " + printable.apply(location.getScheme() + "://" + location.getHost()
					+ ((location.getPort() != -1) ? ":" + location.getPort() : ""));
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
