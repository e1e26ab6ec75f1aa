package com.inqud.spring.client.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Kind of an order. A kind that is unknown to this version keeps the text that Inqud
 * sent.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record OrderType(@JsonValue String value) {

	/**
	 * Payment into the wallet.
	 */
	public static final OrderType PAYIN = new OrderType("PAYIN");

	/**
	 * Payment out of the wallet.
	 */
	public static final OrderType PAYOUT = new OrderType("PAYOUT");

	/**
	 * Creates the value for a text.
	 */
	@JsonCreator
	public OrderType {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
