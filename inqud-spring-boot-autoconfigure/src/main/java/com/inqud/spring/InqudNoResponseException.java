package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Timeout, connection reset or similar failure before a response arrived completely.
 * Inqud may have received the request.
 *
 * @since 0.1.0
 */
public class InqudNoResponseException extends InqudException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, {@code null} for none
	 */
	public InqudNoResponseException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
