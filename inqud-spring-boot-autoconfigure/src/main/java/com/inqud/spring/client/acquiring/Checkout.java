package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

import org.springframework.util.Assert;

/**
 * Checkout with a page where a customer pays in a crypto currency. Inqud may omit any
 * field except the identifier.
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
 * @param suggestedAmounts the prices that the project suggests, as raw JSON because Inqud
 * does not document the format
 * @param cryptoCurrencies the assets that the customer can pay with, such as
 * {@code ETHEREUM_USDT}
 * @param cryptoCurrenciesByBlockchain the assets by their blockchain
 * @param cryptoCurrencyDetails the details by asset, as raw JSON because Inqud does not
 * document the format
 * @param estimatedPayAmounts the estimated amount to pay, by asset
 * @param minLimits the smallest amount to pay, by asset
 * @param maxLimits the largest amount to pay, by asset
 * @param merchantFixedPlatformFees the merchant's fixed fee, by asset
 * @param merchantPercentPlatformFees the merchant's fee in percent of the amount, by
 * asset
 * @param payerFixedPlatformFees the customer's fixed fee, by asset
 * @param payerPercentPlatformFees the customer's fee in percent of the amount, by asset
 * @param request the deposit request of the checkout, {@code null} before the customer
 * has chosen an asset
 * @param returnUrl the URL that the customer returns to
 * @param acquiringUrl the URL to send the customer to
 * @param createdAt the time of creation
 * @param lastUpdatedAt the time of the last change
 * @param expiresAt the time at which the checkout expires
 * @since 0.1.0
 */
public record Checkout(String id, @Nullable String projectId, @Nullable String projectName,
		@Nullable String merchantDomain, @Nullable String clientOrderId, @Nullable CheckoutStatus status,
		@Nullable String reason, @Nullable String name, @Nullable CheckoutType type, @Nullable FixedAmount fixedAmount,
		@Nullable JsonNode suggestedAmounts, @Nullable List<String> cryptoCurrencies,
		@Nullable Map<String, List<String>> cryptoCurrenciesByBlockchain,
		@Nullable Map<String, JsonNode> cryptoCurrencyDetails, @Nullable Map<String, BigDecimal> estimatedPayAmounts,
		@Nullable Map<String, BigDecimal> minLimits, @Nullable Map<String, BigDecimal> maxLimits,
		@Nullable Map<String, BigDecimal> merchantFixedPlatformFees,
		@Nullable Map<String, BigDecimal> merchantPercentPlatformFees,
		@Nullable Map<String, BigDecimal> payerFixedPlatformFees,
		@Nullable Map<String, BigDecimal> payerPercentPlatformFees, @Nullable DepositRequest request,
		@Nullable String returnUrl, @Nullable String acquiringUrl, @Nullable Instant createdAt,
		@Nullable Instant lastUpdatedAt, @Nullable Instant expiresAt) {

	/**
	 * Creates a checkout.
	 * @throws IllegalArgumentException if the identifier is blank
	 */
	public Checkout {
		Assert.hasText(id, "id must not be blank");
		suggestedAmounts = (suggestedAmounts instanceof NullNode) ? null : suggestedAmounts;
		cryptoCurrencies = Immutable.list(cryptoCurrencies);
		cryptoCurrenciesByBlockchain = Immutable.map(cryptoCurrenciesByBlockchain, Immutable::copyOf);
		cryptoCurrencyDetails = Immutable.map(cryptoCurrencyDetails);
		estimatedPayAmounts = Immutable.map(estimatedPayAmounts);
		minLimits = Immutable.map(minLimits);
		maxLimits = Immutable.map(maxLimits);
		merchantFixedPlatformFees = Immutable.map(merchantFixedPlatformFees);
		merchantPercentPlatformFees = Immutable.map(merchantPercentPlatformFees);
		payerFixedPlatformFees = Immutable.map(payerFixedPlatformFees);
		payerPercentPlatformFees = Immutable.map(payerPercentPlatformFees);
	}

}
