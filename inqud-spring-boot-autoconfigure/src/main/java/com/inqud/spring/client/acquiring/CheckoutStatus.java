package com.inqud.spring.client.acquiring;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Status of a checkout. A status that is unknown to this version keeps the text that
 * Inqud sent, and is neither {@linkplain #isFinal() final} nor
 * {@linkplain #isSuccessful() successful}.
 * <p>
 * Inqud's documentation does not list these statuses. They are known from code that Inqud
 * has published.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record CheckoutStatus(@JsonValue String value) {

	/**
	 * Initial status.
	 */
	public static final CheckoutStatus NEW = new CheckoutStatus("NEW");

	/**
	 * Intermediate status: the deposit request of the checkout was created.
	 */
	public static final CheckoutStatus REQUEST_CREATED = new CheckoutStatus("REQUEST_CREATED");

	/**
	 * Intermediate status: a payment was detected and is in progress.
	 */
	public static final CheckoutStatus PAYMENT_DETECTED = new CheckoutStatus("PAYMENT_DETECTED");

	/**
	 * Final status: the checkout was paid.
	 */
	public static final CheckoutStatus SUCCESS = new CheckoutStatus("SUCCESS");

	/**
	 * Final status: the checkout was not paid in time.
	 */
	public static final CheckoutStatus EXPIRED = new CheckoutStatus("EXPIRED");

	/**
	 * Final status: something is wrong with the payment. The reason of the checkout says
	 * what, such as {@code UNDERPAID}.
	 */
	public static final CheckoutStatus CONFLICT = new CheckoutStatus("CONFLICT");

	private static final Set<CheckoutStatus> UNSUCCESSFUL = Set.of(EXPIRED, CONFLICT);

	/**
	 * Creates the status for a text.
	 */
	@JsonCreator
	public CheckoutStatus {
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
