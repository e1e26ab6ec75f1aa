package com.inqud.spring.client.acquiring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Kind of a checkout. A kind that is unknown to this version keeps the text that Inqud
 * sent.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record CheckoutType(@JsonValue String value) {

	/**
	 * Checkout at a fixed price.
	 */
	public static final CheckoutType FIXED_PRICE = new CheckoutType("FIXED_PRICE");

	/**
	 * Checkout at a price that the customer chooses.
	 */
	public static final CheckoutType NO_PRICE = new CheckoutType("NO_PRICE");

	/**
	 * Checkout at one of the prices that the project suggests.
	 */
	public static final CheckoutType SUGGESTED_FIXED_PRICE = new CheckoutType("SUGGESTED_FIXED_PRICE");

	/**
	 * Creates the value for a text.
	 */
	@JsonCreator
	public CheckoutType {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
