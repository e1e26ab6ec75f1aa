package com.inqud.spring.test.simulator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Webhook that was delivered, or only kept because there is no URL to send it to.
 *
 * @param body the body, a JSON document
 * @param digest the value of the header {@code X-Payload-Digest}
 * @param attempt the number of the attempt to deliver this body, from 1
 * @param time the time of the attempt on the clock of the simulator
 * @param responseStatus the HTTP status of the response, or {@code null} if there was
 * none
 * @param failure the reason for a missing response, or {@code null} if there was one
 * @since 0.1.0
 */
public record SimulatedWebhook(String body, String digest, int attempt, Instant time, @Nullable Integer responseStatus,
		@Nullable String failure) {

	/**
	 * Identifier of the document.
	 * @return the identifier, such as {@code PMT-…}
	 */
	public String id() {
		return document().path("id").asString("");
	}

	/**
	 * Status in the document.
	 * @return the status, such as {@code NEW}
	 */
	public String status() {
		return document().path("status").asString("");
	}

	private JsonNode document() {
		return Json.MAPPER.readTree(this.body);
	}

	/**
	 * Description without the body and the digest.
	 */
	@Override
	public String toString() {
		return "SimulatedWebhook[id=" + id() + ", status=" + status() + ", attempt=" + this.attempt
				+ ", responseStatus=" + this.responseStatus + ", failure=" + this.failure + "]";
	}

}
