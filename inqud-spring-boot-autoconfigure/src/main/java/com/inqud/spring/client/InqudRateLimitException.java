package com.inqud.spring.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Refusal because of too many requests: status 429.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudRateLimitException extends InqudApiException {

	InqudRateLimitException(String message, ErrorResponse response) {
		super(message, response);
	}

	/**
	 * Time to wait before the next request.
	 * @return the time from the arrival of the answer, or {@code null} if Inqud named
	 * none
	 */
	public @Nullable Duration retryAfter() {
		return response().retryAfter();
	}

}
