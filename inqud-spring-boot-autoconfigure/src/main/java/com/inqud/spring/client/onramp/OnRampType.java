package com.inqud.spring.client.onramp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Kind of an on-ramp checkout. A kind that is unknown to this version keeps the text that
 * Inqud sent.
 *
 * @param value the text that Inqud uses
 * @since 0.1.0
 */
public record OnRampType(@JsonValue String value) {

	/**
	 * Checkout at a fixed price.
	 */
	public static final OnRampType FIXED_PRICE = new OnRampType("FIXED_PRICE");

	/**
	 * Checkout at a price that the user chooses.
	 */
	public static final OnRampType NO_PRICE = new OnRampType("NO_PRICE");

	/**
	 * Creates the value for a text.
	 */
	@JsonCreator
	public OnRampType {
	}

	@Override
	public String toString() {
		return this.value;
	}

}
