package com.inqud.spring.sample.api;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Problems that other programs can tell apart by their type, such as
 * {@code urn:inqud-sample:not-sent}.
 */
enum Problem {

	/**
	 * Inqud has refused the payout.
	 */
	REFUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Inqud has refused the payout"),

	/**
	 * Inqud has refused the credentials of this application.
	 */
	CREDENTIALS_REFUSED(HttpStatus.BAD_GATEWAY, "Inqud has refused the credentials of this application"),

	/**
	 * Inqud has had too many requests.
	 */
	RATE_LIMIT(HttpStatus.TOO_MANY_REQUESTS, "Inqud has had too many requests. The same key may be sent again"),

	/**
	 * Inqud has not received the request.
	 */
	NOT_SENT(HttpStatus.SERVICE_UNAVAILABLE, "Nothing was sent to Inqud. The same key may be sent again"),

	/**
	 * Inqud has failed.
	 */
	INQUD_FAILED(HttpStatus.BAD_GATEWAY, "Inqud has failed"),

	/**
	 * The key belongs to a payout with other content.
	 */
	KEY_IN_USE(HttpStatus.CONFLICT, "The key belongs to a payout with other content");

	private final HttpStatus status;

	private final String title;

	Problem(HttpStatus status, String title) {
		this.status = status;
		this.title = title;
	}

	static Problem ofRefusal(@Nullable Integer httpStatus) {
		return switch ((httpStatus != null) ? httpStatus : 0) {
			case 401, 403 -> CREDENTIALS_REFUSED;
			case 429 -> RATE_LIMIT;
			default -> REFUSED;
		};
	}

	String title() {
		return this.title;
	}

	ProblemDetail detail(@Nullable String text) {
		ProblemDetail detail = ProblemDetail.forStatus(this.status);
		detail.setType(URI.create("urn:inqud-sample:" + name().toLowerCase(Locale.ROOT).replace('_', '-')));
		detail.setTitle(this.title);
		detail.setDetail(text);
		return detail;
	}

}
