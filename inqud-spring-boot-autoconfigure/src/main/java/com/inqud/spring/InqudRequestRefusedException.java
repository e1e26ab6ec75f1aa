package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Refusal by this client to sign and send a request: it targets another server, its body
 * is too large, there are no credentials for it, or it could be sent twice.
 *
 * @since 0.1.0
 */
public class InqudRequestRefusedException extends InqudException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, {@code null} for none
	 */
	public InqudRequestRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
