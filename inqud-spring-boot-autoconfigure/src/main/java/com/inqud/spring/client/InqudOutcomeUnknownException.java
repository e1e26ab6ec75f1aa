package com.inqud.spring.client;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Unknown outcome of a request that may move money: it may have reached Inqud, and no
 * usable answer came.
 * <p>
 * Do not send the request again. Look the payment up by its {@linkplain #clientOrderId()
 * own reference} until it is found or Inqud has confirmed that there is none. The
 * {@linkplain #getCause() cause} tells what happened.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudOutcomeUnknownException extends InqudException {

	private final HttpMethod method;

	private final String path;

	private final @Nullable String clientOrderId;

	InqudOutcomeUnknownException(String message, HttpMethod method, String path, @Nullable String clientOrderId,
			InqudException cause) {
		super(message, cause);
		this.method = method;
		this.path = path;
		this.clientOrderId = clientOrderId;
	}

	/**
	 * HTTP method of the request.
	 * @return the method
	 */
	public HttpMethod method() {
		return this.method;
	}

	/**
	 * Path of the request, as a template where there is one.
	 * @return the path
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Merchant's own reference in the request.
	 * @return the reference, or {@code null} if the request had none
	 */
	public @Nullable String clientOrderId() {
		return this.clientOrderId;
	}

}
