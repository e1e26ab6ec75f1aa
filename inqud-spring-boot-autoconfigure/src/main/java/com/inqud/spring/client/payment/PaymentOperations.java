package com.inqud.spring.client.payment;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
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

	/**
	 * Payin to the wallet: {@code POST /v1/user/payments/payin}.
	 * @param request what a customer is to pay
	 * @return the payment, with the URL to send the customer to
	 */
	@PostExchange(url = "/v1/user/payments/payin", contentType = MediaType.APPLICATION_JSON_VALUE,
			accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<Payment> payin(@RequestBody PayinRequest request);

	/**
	 * Payment with an identifier: {@code GET /v1/user/payments/{id}}.
	 * @param id the identifier of the payment, such as {@code PMT-…}
	 * @return the payment
	 */
	@GetExchange(url = "/v1/user/payments/{id}", accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<Payment> payment(@PathVariable String id);

	/**
	 * Payments of the merchant: {@code GET /v1/user/payments}.
	 * @return the payments
	 */
	@GetExchange(url = "/v1/user/payments", accept = MediaType.APPLICATION_JSON_VALUE)
	Flux<Payment> payments();

	/**
	 * Payments that belong to an order: {@code GET /v1/user/payments/search?orderId=}.
	 * @param orderId the identifier of the order, such as {@code ORD-…}
	 * @return the payments
	 */
	@GetExchange(url = "/v1/user/payments/search", accept = MediaType.APPLICATION_JSON_VALUE)
	Flux<Payment> paymentsByOrder(@RequestParam String orderId);

	/**
	 * Payment methods that the merchant may use: {@code GET /v1/user/methods}.
	 * @return the payment methods
	 */
	@GetExchange(url = "/v1/user/methods", accept = MediaType.APPLICATION_JSON_VALUE)
	Flux<PaymentMethod> paymentMethods();

}
