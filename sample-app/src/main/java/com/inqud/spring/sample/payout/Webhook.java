package com.inqud.spring.sample.payout;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Webhook about a payment, without a {@code payoutId} if the payment was not made here.
 */
record Webhook(@Id long id, Instant receivedAt, String paymentId, @Nullable String reference, @Nullable String status,
		@Nullable Long payoutId) {

}
