package com.inqud.spring.client.payment;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Payment into or out of the wallet. Inqud may omit any field except the identifier.
 *
 * @param id the identifier of the payment, such as {@code PMT-…}
 * @param orderId the identifier of the order that the payment belongs to
 * @param clientOrderId the merchant's own reference
 * @param externalId the reference at the provider that executes the payment
 * @param amount the amount in units of the currency; for a
 * {@linkplain PaymentStatus#PARTIAL_SUCCESS partial success} the amount paid
 * @param currency the code of the currency
 * @param method the key of the payment method, such as {@code CC_VISAMC}
 * @param orderType the kind of order
 * @param transactionType the direction in which Inqud books the payment
 * @param status the status
 * @param h2H whether this is a host-to-host payment
 * @param payUrl the URL to send a paying customer to
 * @param createdAt the time of creation
 * @since 0.1.0
 */
public record Payment(String id, @Nullable String orderId, @Nullable String clientOrderId, @Nullable String externalId,
		@Nullable BigDecimal amount, @Nullable String currency, @Nullable String method, @Nullable OrderType orderType,
		@Nullable TransactionType transactionType, @Nullable PaymentStatus status, @Nullable Boolean h2H,
		@Nullable String payUrl, @Nullable Instant createdAt) {

	/**
	 * Creates a payment.
	 * @throws IllegalArgumentException if the identifier is blank
	 */
	public Payment {
		Assert.hasText(id, "id must not be blank");
	}

}
