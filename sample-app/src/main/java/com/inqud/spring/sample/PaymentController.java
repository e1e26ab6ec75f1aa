package com.inqud.spring.sample;

import java.util.Collection;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayinRequest;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.wallet.WalletBalance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller that offers the {@link PaymentService} as JSON.
 */
@RestController
class PaymentController {

	private final PaymentService payments;

	PaymentController(PaymentService payments) {
		this.payments = payments;
	}

	@GetMapping("/balances")
	Flux<WalletBalance> balances() {
		return this.payments.balances();
	}

	@GetMapping("/payments")
	Collection<Payment> payments() {
		return this.payments.payments();
	}

	@PostMapping("/payins")
	Mono<Payment> payin(@RequestBody PayinRequest request) {
		return this.payments.payin(request);
	}

	@PostMapping("/payouts")
	Mono<Payment> payout(@RequestBody PayoutRequest request) {
		return this.payments.payout(request);
	}

}
