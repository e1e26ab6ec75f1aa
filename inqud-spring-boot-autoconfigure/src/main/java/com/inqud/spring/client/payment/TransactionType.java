package com.inqud.spring.client.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Direction in which Inqud books a payment. A direction that is unknown to this version
 * keeps the text that Inqud sent.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record TransactionType(@JsonValue String value) {

	/**
	 * Debit, as Inqud books it.
	 */
	public static final TransactionType DEBIT = new TransactionType("DEBIT");

	/**
	 * Credit, as Inqud books it.
	 */
	public static final TransactionType CREDIT = new TransactionType("CREDIT");

	/**
	 * Creates the value for a text.
	 */
	@JsonCreator
	public TransactionType {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
