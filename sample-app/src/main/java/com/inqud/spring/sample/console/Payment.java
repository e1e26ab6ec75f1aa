package com.inqud.spring.sample.console;

import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutState;

/**
 * Payout as pages show it.
 *
 * @param payout the payout
 * @param amount the amount with its currency
 * @param status the status in words
 */
record Payment(Payout payout, String amount, Status status) {

	static Payment of(Payout payout) {
		return new Payment(payout, Amounts.format(payout.amount()), Status.of(payout));
	}

	/**
	 * Token that changes with what a row of the table shows.
	 */
	String token() {
		return this.payout.id() + "-" + Integer.toHexString(this.status.label().hashCode());
	}

	/**
	 * Whether asking Inqud may bring news.
	 */
	public boolean isCheckable() {
		boolean ended = this.status.tone().equals("good") || this.status.tone().equals("bad");
		return !ended && this.payout.state() != PayoutState.SENDING;
	}

	/**
	 * Whether another payout with the same content may be made without paying twice.
	 */
	public boolean isRepeatable() {
		return this.status.tone().equals("bad");
	}

	String announcement() {
		return this.payout.reference() + ": " + this.status.label();
	}

}
