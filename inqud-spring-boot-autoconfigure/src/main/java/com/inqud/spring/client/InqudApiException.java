package com.inqud.spring.client;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;

/**
 * Answer of Inqud that is not a success.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudApiException extends InqudException {

	private final ErrorResponse response;

	InqudApiException(String message, ErrorResponse response) {
		super(message, null);
		this.response = response;
	}

	/**
	 * HTTP status.
	 * @return the status
	 */
	public HttpStatusCode status() {
		return this.response.status();
	}

	/**
	 * Code of the error, as Inqud sent it.
	 * @return the code, or {@code null} if the answer has none
	 */
	public @Nullable String code() {
		return this.response.code();
	}

	/**
	 * Description of the error, as Inqud sent it. It is not made fit for a log.
	 * @return the description, or {@code null} if the answer has none
	 */
	public @Nullable String message() {
		return this.response.message();
	}

	/**
	 * First 16 KiB of the body, read as UTF-8. It is not made fit for a log.
	 * @return the body, empty if there was none
	 */
	public String body() {
		return this.response.body();
	}

	/**
	 * Headers of the answer, without cookies.
	 * @return the headers, which cannot be changed
	 */
	public HttpHeaders headers() {
		return this.response.headers();
	}

	final ErrorResponse response() {
		return this.response;
	}

}
