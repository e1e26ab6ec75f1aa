package com.inqud.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * Response with status 401 or 403: Inqud refused the credentials, or they lack the
 * permission.
 *
 * @since 0.1.0
 */
public class InqudAuthenticationException extends InqudApiException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param statusCode the HTTP status
	 * @param headers the response headers; cookies are dropped
	 * @param responseBody the response body, possibly truncated
	 * @param errorCode the error code, {@code null} if the response has none
	 * @param errorMessage the error description, {@code null} if the response has none
	 */
	public InqudAuthenticationException(String message, HttpStatusCode statusCode, HttpHeaders headers,
			String responseBody, @Nullable String errorCode, @Nullable String errorMessage) {
		super(message, statusCode, headers, responseBody, errorCode, errorMessage);
	}

}
