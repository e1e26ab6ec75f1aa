package com.inqud.spring.client.acquiring;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Checkout, on whose page a customer pays with a crypto currency. Inqud may leave out any
 * of the fields.
 *
 * @param id the identifier of the checkout, such as {@code CCO-…}
 * @param projectId the identifier of the project, such as {@code CAP-…}
 * @param projectName the name of the project
 * @param merchantDomain the merchant's domain
 * @param clientOrderId the merchant's own reference
 * @param status the status
 * @param reason the reason for the status
 * @param name the name that the customer sees
 * @param type the kind of checkout
 * @param fixedAmount the price
 * @param returnUrl the URL that the customer comes back to
 * @param acquiringUrl the URL to send the customer to
 * @param createdAt the time of creation
 * @param lastUpdatedAt the time of the last change
 * @param expiresAt the time at which the checkout expires
 * @since 0.1.0
 */
public record Checkout(@Nullable String id, @Nullable String projectId, @Nullable String projectName,
		@Nullable String merchantDomain, @Nullable String clientOrderId, @Nullable String status,
		@Nullable String reason, @Nullable String name, @Nullable CheckoutType type, @Nullable FixedAmount fixedAmount,
		@Nullable String returnUrl, @Nullable String acquiringUrl, @Nullable Instant createdAt,
		@Nullable Instant lastUpdatedAt, @Nullable Instant expiresAt) {

}
