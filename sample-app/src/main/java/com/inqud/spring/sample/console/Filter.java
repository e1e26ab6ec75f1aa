package com.inqud.spring.sample.console;

import java.util.List;

import com.inqud.spring.sample.payout.PayoutState;

/**
 * Filters of the list of payments.
 */
enum Filter {

	/**
	 * All payments.
	 */
	ALL("All", List.of(), List.of()),

	/**
	 * Payments that Inqud is working on.
	 */
	PROCESSING("Processing", List.of(), List.of("NEW", "PENDING", "FROZEN")),

	/**
	 * Payments that have moved money.
	 */
	PAID("Paid", List.of(), List.of("SUCCESS", "PARTIAL_SUCCESS")),

	/**
	 * Payments that Inqud has made and not paid out.
	 */
	FAILED("Failed", List.of(), List.of("FAILED", "CANCELLED", "EXPIRED")),

	/**
	 * Payments that Inqud has not made.
	 */
	NOT_MADE("Not made", List.of(PayoutState.REFUSED, PayoutState.NOT_SENT), List.of()),

	/**
	 * Payments that Inqud may have made.
	 */
	UNKNOWN("Unknown", List.of(PayoutState.UNKNOWN, PayoutState.SENDING), List.of());

	private final String label;

	private final List<PayoutState> states;

	private final List<String> statuses;

	Filter(String label, List<PayoutState> states, List<String> statuses) {
		this.label = label;
		this.states = states;
		this.statuses = statuses;
	}

	public String getLabel() {
		return this.label;
	}

	List<PayoutState> states() {
		return this.states;
	}

	List<String> statuses() {
		return this.statuses;
	}

}
