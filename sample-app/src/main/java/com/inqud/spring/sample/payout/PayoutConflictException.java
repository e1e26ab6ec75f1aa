package com.inqud.spring.sample.payout;

/**
 * Refusal to use the reference of an earlier payout for another one.
 *
 * @since 0.1.0
 */
public class PayoutConflictException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	PayoutConflictException(String reference) {
		super("The reference " + reference + " belongs to a payout with other content");
	}

}
