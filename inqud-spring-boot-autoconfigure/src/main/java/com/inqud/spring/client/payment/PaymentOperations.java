package com.inqud.spring.client.payment;

import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Calls about payments.
 *
 * @since 0.1.0
 */
public interface PaymentOperations {

	/**
	 * Payout from the wallet: {@code POST /v1/user/payments/payout}.
	 * @param request what to pay, and to whom
	 * @return the payment that was made
	 */
	@PostExchange(url = "/v1/user/payments/payout", contentType = MediaType.APPLICATION_JSON_VALUE,
			accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<Payment> payout(@RequestBody PayoutRequest request);

}
