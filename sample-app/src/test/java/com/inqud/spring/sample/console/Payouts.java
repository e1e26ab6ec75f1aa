package com.inqud.spring.sample.console;

import java.math.BigDecimal;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutService;

/**
 * Payouts of tests.
 */
final class Payouts {

	static final String PATH = "/v1/user/payments/payout";

	static final String CARD_NUMBER = "5555 5555 5555 4444";

	private Payouts() {
	}

	static Payout pay(PayoutService payouts, String reference, String amount) {
		return payouts
			.pay(PayoutRequest.builder()
				.amount(new BigDecimal(amount))
				.currency("USD")
				.method("CC_VISAMC")
				.cardNumber("5555555555554444")
				.clientOrderId(reference)
				.build())
			.payout();
	}

}
