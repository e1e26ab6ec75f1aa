package com.inqud.spring;

import org.jspecify.annotations.Nullable;

/**
 * Timeout while waiting for a final status. The payment can still succeed or fail.
 *
 * @since 0.1.0
 */
public class InqudNotFinalException extends InqudException {

	private static final long serialVersionUID = 1L;

	private final @Nullable String lastStatus;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param lastStatus the last status that Inqud sent, {@code null} for none
	 */
	public InqudNotFinalException(String message, @Nullable String lastStatus) {
		super(message, null);
		this.lastStatus = lastStatus;
	}

	/**
	 * Last status that Inqud sent.
	 * @return the status, or {@code null} if no response with a status arrived in time
	 */
	public @Nullable String getLastStatus() {
		return this.lastStatus;
	}

}
