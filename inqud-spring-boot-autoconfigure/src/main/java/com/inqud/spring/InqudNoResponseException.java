package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Failure after a request may have been sent and before its whole response arrived, such
 * as a timeout or a connection reset.
 *
 * @since 0.1.0
 */
public class InqudNoResponseException extends InqudException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, if there is one
	 */
	public InqudNoResponseException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
