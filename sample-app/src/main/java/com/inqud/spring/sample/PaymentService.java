package com.inqud.spring.sample;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.wallet.WalletBalance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;

/**
 * Service for the merchant's money at Inqud.
 */
@Service
public class PaymentService {

	private final InqudOperations inqud;

	PaymentService(InqudOperations inqud) {
		this.inqud = inqud;
	}

	/**
	 * Balances of the merchant's wallet.
	 * @return the balances, one for each currency
	 */
	public Flux<WalletBalance> balances() {
		return this.inqud.balances();
	}

	/**
	 * Pays out from the merchant's wallet.
	 * @param request the amount and the recipient
	 * @return the payment that was started
	 */
	public Mono<Payment> payout(PayoutRequest request) {
		return this.inqud.payout(request);
	}

}
