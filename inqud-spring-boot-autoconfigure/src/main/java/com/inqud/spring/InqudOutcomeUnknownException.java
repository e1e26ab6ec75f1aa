package com.inqud.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Unknown outcome of a request that may move money: Inqud may have received it, and no
 * usable response arrived.
 * <p>
 * Store the reference and the amount of a payout before sending it. If its outcome is
 * unknown, do not send it again: wait for the webhook, and look for the
 * {@linkplain #getClientOrderId() reference} among the payments for at least two days,
 * which is how long Inqud repeats webhooks. A payment that is still not found may have
 * been made nevertheless: ask Inqud. The {@linkplain #getCause() cause} describes the
 * failure.
 *
 * @since 0.1.0
 */
public class InqudOutcomeUnknownException extends InqudException {

	private static final long serialVersionUID = 1L;

	private final HttpMethod method;

	private final String path;

	private final @Nullable String clientOrderId;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param method the HTTP method of the request
	 * @param path the path of the request, as a template if there is one
	 * @param clientOrderId the merchant's own reference in the request, {@code null} for
	 * none
	 * @param cause the cause, {@code null} for none
	 */
	public InqudOutcomeUnknownException(String message, HttpMethod method, String path, @Nullable String clientOrderId,
			@Nullable Throwable cause) {
		super(message, cause);
		this.method = method;
		this.path = path;
		this.clientOrderId = clientOrderId;
	}

	/**
	 * HTTP method of the request.
	 * @return the method
	 */
	public HttpMethod getMethod() {
		return this.method;
	}

	/**
	 * Path of the request, as a template if there is one.
	 * @return the path
	 */
	public String getPath() {
		return this.path;
	}

	/**
	 * Merchant's own reference in the request.
	 * @return the reference, or {@code null} if the request has none
	 */
	public @Nullable String getClientOrderId() {
		return this.clientOrderId;
	}

}
