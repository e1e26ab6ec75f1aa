package com.inqud.spring.test.simulator;

/**
 * Refusal of a request, with the status, code and message of the response.
 */
final class Refusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String code;

	Refusal(int status, String code, String message) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
	}

	static Refusal badRequest(String message) {
		return new Refusal(400, "BAD_REQUEST", message);
	}

	static Refusal notFound(String what) {
		return new Refusal(404, "NOT_FOUND", what + " is not known");
	}

	HttpMessage.Response toResponse() {
		return HttpMessage.Response.error(this.status, this.code, String.valueOf(getMessage()));
	}

}
