package com.inqud.spring.client.acquiring;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Status of a deposit request. A status that is unknown to this version keeps the text
 * that Inqud sent, and is neither {@linkplain #isFinal() final} nor
 * {@linkplain #isSuccessful() successful}.
 * <p>
 * Inqud's documentation lists {@link #WAITING_PAYMENT}, {@link #PENDING_PAYMENT} and
 * {@link #CONFLICT}. The other statuses, and which ones are final, are inferred from the
 * statuses of a {@linkplain CheckoutStatus checkout}, which has one deposit request.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record DepositStatus(@JsonValue String value) {

	/**
	 * Initial status: the customer has not paid yet.
	 */
	public static final DepositStatus WAITING_PAYMENT = new DepositStatus("WAITING_PAYMENT");

	/**
	 * Intermediate status: a payment was detected and is in progress.
	 */
	public static final DepositStatus PENDING_PAYMENT = new DepositStatus("PENDING_PAYMENT");

	/**
	 * Final status: the deposit request was paid.
	 */
	public static final DepositStatus SUCCESS = new DepositStatus("SUCCESS");

	/**
	 * Final status: the deposit request was not paid in time.
	 */
	public static final DepositStatus EXPIRED = new DepositStatus("EXPIRED");

	/**
	 * Final status: something is wrong with the payment. The reason of the deposit
	 * request says what, such as {@code UNDERPAID}.
	 */
	public static final DepositStatus CONFLICT = new DepositStatus("CONFLICT");

	private static final Set<DepositStatus> UNSUCCESSFUL = Set.of(EXPIRED, CONFLICT);

	/**
	 * Creates the status for a text.
	 */
	@JsonCreator
	public DepositStatus {
	}

	/**
	 * Whether the status is final.
	 * @return {@code true} if the status is known to be final
	 */
	public boolean isFinal() {
		return isSuccessful() || UNSUCCESSFUL.contains(this);
	}

	/**
	 * Whether the deposit request was paid.
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
