package com.inqud.spring.sample.console;

import java.time.Instant;

import com.inqud.spring.sample.payout.PayoutEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Entry in the timeline of a payment as its page shows it.
 *
 * @param id the identifier
 * @param time when it happened
 * @param title what happened
 * @param text what came of it, empty if the title says all
 * @param name the name of the message, such as {@code Request}
 * @param message the masked message, {@code null} if there is none
 */
record Entry(long id, Instant time, String title, String text, String name, @Nullable String message) {

	static Entry of(PayoutEvent event, JsonMapper json) {
		String title = switch (event.kind()) {
			case WRITTEN -> "Written down, before anything was sent";
			case SENT -> "Sending to Inqud";
			case ANSWERED -> (event.message() != null) ? "Response" : "No usable response";
			case WEBHOOK -> "Webhook, with a valid signature";
			case CHECKED -> "Asked Inqud";
			case CONFIRMED -> "Asked Inqud, and confirmed";
		};
		boolean said = switch (event.kind()) {
			case WRITTEN, SENT -> true;
			case ANSWERED, WEBHOOK, CHECKED, CONFIRMED -> false;
		};
		String name = (event.kind() == PayoutEvent.Kind.WRITTEN) ? "Request" : "Response";
		return new Entry(event.id(), event.createdAt(), title, said ? "" : event.text(), name,
				(event.message() != null) ? pretty(event.message(), json) : null);
	}

	private static String pretty(String message, JsonMapper json) {
		try {
			return json.readTree(message).toPrettyString();
		}
		catch (JacksonException ex) {
			return message;
		}
	}

}
