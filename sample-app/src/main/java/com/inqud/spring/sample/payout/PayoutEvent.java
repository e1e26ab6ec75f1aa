package com.inqud.spring.sample.payout;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Entry in the timeline of a payout. The {@code message} is the masked JSON that was sent
 * or received, if there is any.
 *
 * @since 0.1.0
 */
public record PayoutEvent(@Id long id, long payoutId, Instant createdAt, Kind kind, String text,
		@Nullable String message) {

	/**
	 * Kinds of entries.
	 */
	public enum Kind {

		WRITTEN, SENT, ANSWERED, WEBHOOK, CHECKED, CONFIRMED

	}

}
