package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Failure before anything was sent: Inqud has not received the request, and sending it
 * again moves no money twice.
 *
 * @since 0.1.0
 */
public class InqudNotSentException extends InqudException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, {@code null} for none
	 */
	public InqudNotSentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
