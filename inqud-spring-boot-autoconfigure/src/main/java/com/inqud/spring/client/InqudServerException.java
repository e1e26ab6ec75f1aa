package com.inqud.spring.client;

/**
 * Failure at Inqud: a status of 500 or above.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudServerException extends InqudApiException {

	InqudServerException(String message, ErrorResponse response) {
		super(message, response);
	}

}
