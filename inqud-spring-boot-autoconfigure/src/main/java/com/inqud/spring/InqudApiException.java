package com.inqud.spring;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * Response from Inqud with a status other than 2xx.
 *
 * @since 0.1.0
 */
public class InqudApiException extends InqudException {

	private static final long serialVersionUID = 1L;

	private static final int MAX_SECONDS_DIGITS = 9;

	private final HttpStatusCode statusCode;

	private final HttpHeaders headers;

	private final String responseBody;

	private final @Nullable String errorCode;

	private final @Nullable String errorMessage;

	private final @Nullable Duration retryAfter;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param statusCode the HTTP status
	 * @param headers the response headers; cookies are dropped
	 * @param responseBody the response body, possibly truncated
	 * @param errorCode the error code, {@code null} if the response has none
	 * @param errorMessage the error description, {@code null} if the response has none
	 */
	public InqudApiException(String message, HttpStatusCode statusCode, HttpHeaders headers, String responseBody,
			@Nullable String errorCode, @Nullable String errorMessage) {
		super(message, null);
		HttpHeaders withoutCookies = new HttpHeaders();
		// Copied because they may be a view of the transport's headers
		withoutCookies.addAll(headers);
		withoutCookies.remove(HttpHeaders.SET_COOKIE);
		withoutCookies.remove(HttpHeaders.SET_COOKIE2);
		this.statusCode = HttpStatusCode.valueOf(statusCode.value());
		this.headers = HttpHeaders.readOnlyHttpHeaders(withoutCookies);
		this.responseBody = responseBody;
		this.errorCode = errorCode;
		this.errorMessage = errorMessage;
		this.retryAfter = retryAfter(headers);
	}

	/**
	 * Exception of the type that matches a status.
	 * @param message what happened, in one line and without secrets
	 * @param statusCode the HTTP status
	 * @param headers the response headers; cookies are dropped
	 * @param responseBody the response body, possibly truncated
	 * @param errorCode the error code, {@code null} if the response has none
	 * @param errorMessage the error description, {@code null} if the response has none
	 * @return an {@link InqudAuthenticationException} for 401 and 403, an
	 * {@link InqudRateLimitException} for 429, an {@link InqudServerException} for 500
	 * and above, and an {@code InqudApiException} for any other status
	 */
	public static InqudApiException create(String message, HttpStatusCode statusCode, HttpHeaders headers,
			String responseBody, @Nullable String errorCode, @Nullable String errorMessage) {
		return switch (statusCode.value()) {
			case 401, 403 ->
				new InqudAuthenticationException(message, statusCode, headers, responseBody, errorCode, errorMessage);
			case 429 ->
				new InqudRateLimitException(message, statusCode, headers, responseBody, errorCode, errorMessage);
			default -> statusCode.is5xxServerError()
					? new InqudServerException(message, statusCode, headers, responseBody, errorCode, errorMessage)
					: new InqudApiException(message, statusCode, headers, responseBody, errorCode, errorMessage);
		};
	}

	private static @Nullable Duration retryAfter(HttpHeaders headers) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		boolean number = !value.isEmpty() && value.chars().allMatch((c) -> c >= '0' && c <= '9');
		if (number) {
			return (value.length() <= MAX_SECONDS_DIGITS) ? Duration.ofSeconds(Long.parseLong(value)) : null;
		}
		try {
			ZonedDateTime date = headers.getFirstZonedDateTime(HttpHeaders.RETRY_AFTER);
			Duration duration = (date != null) ? Duration.between(Instant.now(), date) : null;
			return (duration != null && duration.isNegative()) ? Duration.ZERO : duration;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * HTTP status.
	 * @return the status
	 */
	public HttpStatusCode getStatusCode() {
		return this.statusCode;
	}

	/**
	 * Headers of the response, without cookies.
	 * @return the headers, which cannot be changed
	 */
	public HttpHeaders getHeaders() {
		return this.headers;
	}

	/**
	 * First 16 KiB of the response body, decoded as UTF-8 and not masked.
	 * @return the body, empty if there is none
	 */
	public String getResponseBody() {
		return this.responseBody;
	}

	/**
	 * Code of the error, as Inqud sent it.
	 * @return the code, or {@code null} if the response has none
	 */
	public @Nullable String getErrorCode() {
		return this.errorCode;
	}

	/**
	 * Description of the error, as Inqud sent it and not masked.
	 * @return the description, or {@code null} if the response has none
	 */
	public @Nullable String getErrorMessage() {
		return this.errorMessage;
	}

	/**
	 * Time to wait before the next request, from the {@code Retry-After} header.
	 * @return the time, counted from the arrival of the response, or {@code null} without
	 * a valid header
	 */
	public @Nullable Duration getRetryAfter() {
		return this.retryAfter;
	}

}
