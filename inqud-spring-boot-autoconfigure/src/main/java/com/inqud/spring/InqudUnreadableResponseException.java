package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Response that cannot be used: it is not JSON, is cut off, is too large, or does not
 * match the expected type.
 *
 * @since 0.1.0
 */
public class InqudUnreadableResponseException extends InqudException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, {@code null} for none
	 */
	public InqudUnreadableResponseException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
