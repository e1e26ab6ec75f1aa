package com.inqud.spring.client.acquiring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Status of a deposit request. A status that is unknown to this version keeps the text
 * that Inqud sent.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record DepositStatus(@JsonValue String value) {

	/**
	 * Status while the customer has yet to pay.
	 */
	public static final DepositStatus WAITING_PAYMENT = new DepositStatus("WAITING_PAYMENT");

	/**
	 * Status while the payment is under way.
	 */
	public static final DepositStatus PENDING_PAYMENT = new DepositStatus("PENDING_PAYMENT");

	/**
	 * Status of a payment that something is wrong with. The reason tells what.
	 */
	public static final DepositStatus CONFLICT = new DepositStatus("CONFLICT");

	/**
	 * Creates the value for a text.
	 */
	@JsonCreator
	public DepositStatus {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
