package com.inqud.spring.sample.api;

import java.math.BigDecimal;
import java.time.Instant;

import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutState;
import org.jspecify.annotations.Nullable;

/**
 * Payout as other programs see it.
 */
record PayoutView(String reference, BigDecimal amount, String currency, String method, String recipient,
		PayoutState state, @Nullable String paymentId, @Nullable String status, @Nullable String reason,
		Instant createdAt, Instant changedAt, @Nullable Instant nextCheckAt) {

	static PayoutView of(Payout payout) {
		return new PayoutView(payout.reference(), payout.amount(), payout.currency(), payout.method(),
				payout.recipient(), payout.state(), payout.paymentId(), payout.status(), payout.reason(),
				payout.createdAt(), payout.changedAt(), payout.nextCheckAt());
	}

}
