package com.inqud.spring.client.payment;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Status of a payment. A status that is unknown to this version keeps the text that Inqud
 * sent, and is neither {@linkplain #isFinal() final} nor {@linkplain #isSuccessful()
 * successful}.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record PaymentStatus(@JsonValue String value) {

	/**
	 * Initial status.
	 */
	public static final PaymentStatus NEW = new PaymentStatus("NEW");

	/**
	 * Intermediate status: the payment is in progress.
	 */
	public static final PaymentStatus PENDING = new PaymentStatus("PENDING");

	/**
	 * Intermediate status: the payment is on hold.
	 */
	public static final PaymentStatus FROZEN = new PaymentStatus("FROZEN");

	/**
	 * Final status: everything was paid.
	 */
	public static final PaymentStatus SUCCESS = new PaymentStatus("SUCCESS");

	/**
	 * Final status: a part was paid, and the amount of the payment was changed to that
	 * part.
	 */
	public static final PaymentStatus PARTIAL_SUCCESS = new PaymentStatus("PARTIAL_SUCCESS");

	/**
	 * Final status: the payment failed.
	 */
	public static final PaymentStatus FAILED = new PaymentStatus("FAILED");

	/**
	 * Final status: the payment was cancelled.
	 */
	public static final PaymentStatus CANCELLED = new PaymentStatus("CANCELLED");

	/**
	 * Final status: the payment was not made in time.
	 */
	public static final PaymentStatus EXPIRED = new PaymentStatus("EXPIRED");

	private static final Set<PaymentStatus> SUCCESSFUL = Set.of(SUCCESS, PARTIAL_SUCCESS);

	private static final Set<PaymentStatus> UNSUCCESSFUL = Set.of(FAILED, CANCELLED, EXPIRED);

	/**
	 * Creates the status for a text.
	 */
	@JsonCreator
	public PaymentStatus {
	}

	/**
	 * Whether the status is final. Inqud's support can still change a final status by
	 * hand.
	 * @return {@code true} if the status is known to be final
	 */
	public boolean isFinal() {
		return isSuccessful() || UNSUCCESSFUL.contains(this);
	}

	/**
	 * Whether money was paid.
	 * @return {@code true} for {@link #SUCCESS} and {@link #PARTIAL_SUCCESS}
	 */
	public boolean isSuccessful() {
		return SUCCESSFUL.contains(this);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
