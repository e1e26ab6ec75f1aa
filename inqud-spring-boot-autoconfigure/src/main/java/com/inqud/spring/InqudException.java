package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Root of the exceptions that end a call to Inqud or refuse a webhook.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public abstract class InqudException extends RuntimeException {

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, if there is one
	 */
	protected InqudException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
