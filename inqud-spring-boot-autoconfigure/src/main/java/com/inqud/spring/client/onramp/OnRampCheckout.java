package com.inqud.spring.client.onramp;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import org.springframework.util.Assert;

/**
 * Checkout with a page where a user pays in fiat money and the merchant receives a crypto
 * currency. Inqud may omit any field except the identifier.
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
 * @param type the kind of checkout
 * @param createdAt the time of creation
 * @param modifiedAt the time of the last change
 * @param expiresAt the time at which the checkout expires
 * @param name the name that the user sees
 * @param clientOrderId the merchant's own reference
 * @param returnUrl the URL that the user returns to
 * @param endUserId the identifier of the user
 * @param deposit the payment of the user, as raw JSON because Inqud does not document the
 * format
 * @param exchange the exchange into the target currency, as raw JSON because Inqud does
 * not document the format
 * @param transfer the transfer to the merchant, as raw JSON because Inqud does not
 * document the format
 * @since 0.1.0
 */
public record OnRampCheckout(String id, @Nullable String onRampUrl, @Nullable String orderId,
		@Nullable String projectId, @Nullable String projectName, @Nullable BigDecimal sourceAmount,
		@Nullable String sourceCurrency, @Nullable BigDecimal targetAmount, @Nullable String targetCurrency,
		@Nullable OnRampStatus status, @Nullable OnRampType type, @Nullable Instant createdAt,
		@Nullable Instant modifiedAt, @Nullable Instant expiresAt, @Nullable String name,
		@Nullable String clientOrderId, @Nullable String returnUrl, @Nullable String endUserId,
		@Nullable JsonNode deposit, @Nullable JsonNode exchange, @Nullable JsonNode transfer) {

	/**
	 * Creates an on-ramp checkout.
	 * @throws IllegalArgumentException if the identifier is blank
	 */
	public OnRampCheckout {
		Assert.hasText(id, "id must not be blank");
		deposit = absentIfNull(deposit);
		exchange = absentIfNull(exchange);
		transfer = absentIfNull(transfer);
	}

	private static @Nullable JsonNode absentIfNull(@Nullable JsonNode node) {
		return (node instanceof NullNode) ? null : node;
	}

}
