package com.inqud.spring.client;

/**
 * Refusal of the credentials or of their rights: status 401 or 403.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudAuthenticationException extends InqudApiException {

	InqudAuthenticationException(String message, ErrorResponse response) {
		super(message, response);
	}

}
