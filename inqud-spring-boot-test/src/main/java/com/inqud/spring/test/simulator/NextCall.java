package com.inqud.spring.test.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

import org.springframework.util.Assert;

/**
 * Fault for the next authenticated call or calls. One method selects the fault. Several
 * faults for the same calls apply one after the other.
 *
 * @since 0.1.0
 */
public final class NextCall {

	private final Faults faults;

	private final String pattern;

	private int times = 1;

	NextCall(Faults faults, String pattern) {
		this.faults = faults;
		this.pattern = pattern;
	}

	/**
	 * Sets the number of calls that the fault applies to.
	 * @param times the number, 1 or more
	 * @return this fault
	 */
	public NextCall times(int times) {
		Assert.isTrue(times > 0, "times must be positive");
		this.times = times;
		return this;
	}

	/**
	 * Refuses the call. The request has no effect.
	 * @param status the HTTP status
	 * @param code the code of the error
	 * @param message the description of the error
	 */
	public void refuse(int status, String code, String message) {
		respond(HttpMessage.Response.error(status, code, message));
	}

	/**
	 * Refuses the call with status 429. The request has no effect.
	 * @param retryAfter the value of the {@code Retry-After} header, in whole seconds
	 */
	public void rateLimit(Duration retryAfter) {
		respond(HttpMessage.Response.error(429, "RATE_LIMIT", "Too many requests")
			.withHeader("Retry-After", String.valueOf(retryAfter.toSeconds())));
	}

	/**
	 * Fails with status 500 and a JSON body. The request has no effect.
	 */
	public void serverError() {
		respond(HttpMessage.Response.error(500, "INTERNAL_ERROR", "Something went wrong"));
	}

	/**
	 * Fails with status 502 and an HTML page, as a proxy does. The request has no effect.
	 */
	public void badGateway() {
		respond(502, "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>");
	}

	/**
	 * Responds with the given status and body. The request has no effect.
	 * @param status the HTTP status
	 * @param contentType the value of the {@code Content-Type} header
	 * @param body the body
	 */
	public void respond(int status, String contentType, String body) {
		respond(HttpMessage.Response.of(status, contentType, body.getBytes(StandardCharsets.UTF_8)));
	}

	private void respond(HttpMessage.Response response) {
		add((exchange) -> exchange.write(response));
	}

	/**
	 * Reads the request and never responds. The request has no effect.
	 */
	public void hang() {
		add(Front.Exchange::hang);
	}

	/**
	 * Resets the connection before the body of the request is read. The request is not
	 * authenticated and has no effect.
	 */
	public void resetBeforeReading() {
		this.faults.add(this.pattern, Front.Exchange::reset, true, this.times);
	}

	/**
	 * Executes the request, such as a payout, and resets the connection instead of
	 * responding.
	 */
	public void loseResponse() {
		add((exchange) -> {
			exchange.call();
			exchange.reset();
		});
	}

	/**
	 * Executes the request and closes the connection in the middle of the response body.
	 */
	public void cutOffResponse() {
		add((exchange) -> {
			byte[] response = exchange.call();
			int body = new String(response, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
			exchange.write(Arrays.copyOf(response, body + (response.length - body) / 2));
			exchange.close();
		});
	}

	/**
	 * Executes the request and sends bytes that are not HTTP instead of the response.
	 */
	public void garbage() {
		add((exchange) -> {
			exchange.call();
			exchange.write(new byte[] { (byte) 0x80, 0x03, 0, '\r', '\n', (byte) 0xff, '?', '\r', '\n', '\r', '\n' });
			exchange.close();
		});
	}

	/**
	 * Sends an interim status, such as 102 or 103, ahead of the response.
	 * @param status the status, from 102 to 199
	 */
	public void interimStatus(int status) {
		byte[] interim = interim(status);
		add((exchange) -> {
			exchange.write(interim);
			exchange.write(exchange.call());
		});
	}

	/**
	 * Executes the request, sends an interim status instead of the response, and closes
	 * the connection.
	 * @param status the status, from 102 to 199
	 */
	public void onlyInterimStatus(int status) {
		byte[] interim = interim(status);
		add((exchange) -> {
			exchange.call();
			exchange.write(interim);
			exchange.close();
		});
	}

	private static byte[] interim(int status) {
		Assert.isTrue(status > 101 && status < 200, "status must be an interim status from 102 to 199");
		return ("HTTP/1.1 " + status + " Interim\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Executes the request and sends the response byte by byte.
	 * @param interval the time before each byte
	 */
	public void slowResponse(Duration interval) {
		add((exchange) -> exchange.writeSlowly(exchange.call(), interval));
	}

	private void add(Front.Outcome outcome) {
		this.faults.add(this.pattern, outcome, false, this.times);
	}

}
