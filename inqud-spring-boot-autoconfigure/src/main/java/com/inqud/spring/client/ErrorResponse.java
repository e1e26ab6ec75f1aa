package com.inqud.spring.client;

import com.inqud.spring.InqudApiException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * What is known of an answer that is not a success.
 */
record ErrorResponse(HttpStatusCode status, @Nullable String code, @Nullable String message, String body,
		HttpHeaders headers) {

	static final int MAX_BODY_LENGTH = 16 * 1024;

	static ErrorResponse of(HttpStatusCode status, HttpHeaders headers, byte[] body) {
		JsonNode json = readJson(body);
		return new ErrorResponse(status, text(json, "code"), text(json, "message"),
				new String(body, StandardCharsets.UTF_8), headers);
	}

	private static @Nullable JsonNode readJson(byte[] body) {
		try {
			return InqudJson.MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable String text(@Nullable JsonNode json, String name) {
		JsonNode value = (json != null) ? json.get(name) : null;
		return (value != null && value.isValueNode() && !value.isNull()) ? value.asString() : null;
	}

	/**
	 * Exception for this answer.
	 */
	InqudApiException toException(String call) {
		return InqudApiException.create(call + ": " + describe(), this.status, this.headers, this.body, this.code,
				this.message);
	}

	private String describe() {
		String printableCode = ServerText.toPrintable(this.code);
		String printableMessage = ServerText.toPrintable(this.message);
		if (this.status.is3xxRedirection()) {
			return this.status.value() + ", and redirects are not followed" + redirectTarget();
		}
		if (printableCode == null && printableMessage == null) {
			HttpStatus known = HttpStatus.resolve(this.status.value());
			return this.status.value() + ((known != null) ? " " + known.getReasonPhrase() : "");
		}
		return this.status.value() + ((printableCode != null) ? " " + printableCode : "")
				+ ((printableMessage != null) ? " \"" + printableMessage + "\"" : "");
	}

	private String redirectTarget() {
		try {
			URI location = this.headers.getLocation();
			if (location == null || location.getHost() == null || location.getScheme() == null) {
				return "";
			}
			return ": to " + ServerText.toPrintable(location.getScheme() + "://" + location.getHost()
					+ ((location.getPort() != -1) ? ":" + location.getPort() : ""));
		}
		catch (IllegalArgumentException ex) {
			return "";
		}
	}

}
