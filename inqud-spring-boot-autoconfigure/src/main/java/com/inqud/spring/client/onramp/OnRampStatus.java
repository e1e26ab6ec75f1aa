package com.inqud.spring.client.onramp;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Status of an on-ramp checkout. A status that is unknown to this version keeps the text
 * that Inqud sent, and is neither {@linkplain #isFinal() final} nor
 * {@linkplain #isSuccessful() successful}.
 * <p>
 * Inqud's documentation shows {@link #PENDING} only. The other statuses, and which ones
 * are final, are known from a single integrator.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record OnRampStatus(@JsonValue String value) {

	/**
	 * Initial status.
	 */
	public static final OnRampStatus NEW = new OnRampStatus("NEW");

	/**
	 * Intermediate status: the payment is in progress.
	 */
	public static final OnRampStatus PENDING = new OnRampStatus("PENDING");

	/**
	 * Final status: the checkout was paid.
	 */
	public static final OnRampStatus SUCCESS = new OnRampStatus("SUCCESS");

	/**
	 * Final status: the payment failed.
	 */
	public static final OnRampStatus FAILED = new OnRampStatus("FAILED");

	/**
	 * Final status: the checkout was not paid in time.
	 */
	public static final OnRampStatus EXPIRED = new OnRampStatus("EXPIRED");

	private static final Set<OnRampStatus> UNSUCCESSFUL = Set.of(FAILED, EXPIRED);

	/**
	 * Creates the status for a text.
	 */
	@JsonCreator
	public OnRampStatus {
	}

	/**
	 * Whether the status is final.
	 * @return {@code true} if the status is known to be final
	 */
	public boolean isFinal() {
		return isSuccessful() || UNSUCCESSFUL.contains(this);
	}

	/**
	 * Whether the checkout was paid.
	 * @return {@code true} for {@link #SUCCESS}
	 */
	public boolean isSuccessful() {
		return equals(SUCCESS);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
