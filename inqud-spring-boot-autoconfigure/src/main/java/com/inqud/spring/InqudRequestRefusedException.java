package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Refusal to authenticate a request, and so to send it: it is addressed to another
 * server, its body is too large, there are no credentials for it, or it could be sent
 * twice.
 *
 * @since 0.1.0
 */
public class InqudRequestRefusedException extends InqudException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, if there is one
	 */
	public InqudRequestRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
