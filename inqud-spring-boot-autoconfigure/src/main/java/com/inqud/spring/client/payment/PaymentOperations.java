package com.inqud.spring.client.payment;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Operations for payments.
 *
 * @since 0.1.0
 */
public interface PaymentOperations {

	/**
	 * Payout from the wallet: {@code POST /v1/user/payments/payout}.
	 * <p>
	 * The returned {@code Mono} sends the request at most once, however often it is
	 * subscribed to. If the first subscription failed after the request was sent, later
	 * ones fail with the same exception. If the first request is in flight, was cancelled
	 * after it was sent, or succeeded, later ones fail with an
	 * {@code InqudOutcomeUnknownException}. If nothing was sent, the next subscription
	 * sends the request.
	 * <p>
	 * An {@code InqudOutcomeUnknownException} means that the payout may have been made.
	 * To handle it:
	 * <ol>
	 * <li>Before sending, store the reference ({@link PayoutRequest#clientOrderId()
	 * clientOrderId}) and the amount.</li>
	 * <li>When the outcome is unknown, do not send the payout again.</li>
	 * <li>Wait for the webhook, and ask {@link #paymentsByClientOrderId} for at least two
	 * days, which is how long Inqud repeats webhooks.</li>
	 * <li>If the payment is still not found, ask Inqud.</li>
	 * </ol>
	 * @param request the amount, the method and the recipient
	 * @return the payment that was made
	 */
	@PostExchange(url = "/v1/user/payments/payout", contentType = MediaType.APPLICATION_JSON_VALUE,
			accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<Payment> payout(@RequestBody PayoutRequest request);

	/**
	 * Payin to the wallet: {@code POST /v1/user/payments/payin}. The returned
	 * {@code Mono} sends the request at most once, like that of {@link #payout payout}.
	 * @param request the amount and the method
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
	 * @param orderId the identifier of the order at Inqud, such as {@code ORD-…}; for the
	 * merchant's own reference use {@link #paymentsByClientOrderId}
	 * @return the payments
	 */
	@GetExchange(url = "/v1/user/payments/search", accept = MediaType.APPLICATION_JSON_VALUE)
	Flux<Payment> paymentsByOrder(@RequestParam String orderId);

	/**
	 * Payments with a reference of the merchant. Inqud documents no search for it, so
	 * this reads all {@linkplain #payments() payments}.
	 * <p>
	 * An empty result proves nothing. It means "not seen", never "not there": a payment
	 * can show up later, and whether Inqud lists every payment is not documented. Never
	 * take it as a reason to send a payout again.
	 * @param clientOrderId the merchant's own reference, not blank
	 * @return the payments, none if the reference was not seen
	 * @throws IllegalArgumentException if the reference is blank
	 */
	default Flux<Payment> paymentsByClientOrderId(String clientOrderId) {
		Assert.hasText(clientOrderId, "clientOrderId must not be blank");
		return payments().filter((payment) -> clientOrderId.equals(payment.clientOrderId()));
	}

	/**
	 * Payment methods that the merchant may use: {@code GET /v1/user/methods}.
	 * @return the payment methods
	 */
	@GetExchange(url = "/v1/user/methods", accept = MediaType.APPLICATION_JSON_VALUE)
	Flux<PaymentMethod> paymentMethods();

}
