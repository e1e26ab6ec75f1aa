package com.inqud.spring.client.onramp;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Checkout, on whose page a user pays with money and the merchant receives a crypto
 * currency. Inqud may leave out any of the fields.
 *
 * @param id the identifier of the checkout, such as {@code ORCO-…}
 * @param onRampUrl the URL to send the user to
 * @param orderId the identifier of the order that the checkout belongs to
 * @param projectId the identifier of the project, such as {@code ORP-…}
 * @param projectName the name of the project
 * @param sourceAmount the amount that the user pays
 * @param sourceCurrency the code of the currency that the user pays in
 * @param targetAmount the amount that the merchant receives
 * @param targetCurrency the code of the currency that the merchant receives
 * @param status the status
 * @param type the kind of checkout, such as {@code FIXED_PRICE}
 * @param createdAt the time of creation
 * @param modifiedAt the time of the last change
 * @param expiresAt the time at which the checkout expires
 * @param name the name that the user sees
 * @param clientOrderId the merchant's own reference
 * @param returnUrl the URL that the user comes back to
 * @param endUserId the identifier of the user
 * @since 0.1.0
 */
public record OnRampCheckout(@Nullable String id, @Nullable String onRampUrl, @Nullable String orderId,
		@Nullable String projectId, @Nullable String projectName, @Nullable BigDecimal sourceAmount,
		@Nullable String sourceCurrency, @Nullable BigDecimal targetAmount, @Nullable String targetCurrency,
		@Nullable String status, @Nullable String type, @Nullable Instant createdAt, @Nullable Instant modifiedAt,
		@Nullable Instant expiresAt, @Nullable String name, @Nullable String clientOrderId, @Nullable String returnUrl,
		@Nullable String endUserId) {

}
