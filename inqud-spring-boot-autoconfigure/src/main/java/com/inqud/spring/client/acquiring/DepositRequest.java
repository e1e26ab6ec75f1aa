package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;
import java.time.Instant;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentStatus;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Request to a customer to pay an amount of a crypto currency to an address. Inqud may
 * omit any field except the identifier.
 *
 * @param id the identifier of the deposit request, such as {@code CAPD-…}
 * @param orderId the identifier of the order that the deposit request belongs to
 * @param clientOrderId the merchant's own reference
 * @param currency the code of the currency to pay
 * @param blockchain the blockchain to pay on
 * @param status the status
 * @param reason the reason for the status
 * @param cryptoAcquiringProjectId the identifier of the project, such as {@code CAP-…}
 * @param cryptoAcquiringProjectName the name of the project
 * @param checkoutId the identifier of the checkout that the deposit request belongs to
 * @param address the address to pay to
 * @param paymentWindowEndsAt the payment deadline that the customer sees
 * @param expiresAt the time at which the deposit request expires
 * @param createdAt the time of creation
 * @param lastUpdatedAt the time of the last change
 * @param paymentStatus the status of the payment
 * @param paymentId the identifier of the payment, such as {@code PMT-…}
 * @param payment the payment, {@code null} before there is one
 * @param txHash the hash of the transaction on the blockchain
 * @param requestAmount the requested amount
 * @param requestAmountIn the code of the currency of the requested amount
 * @param requestAmountConverted the requested amount in units of the currency to pay
 * @param convertPair the currency pair of the conversion, such as {@code USDTUSD}
 * @param convertRate the rate of the conversion
 * @param payAmount the amount that the customer has to pay
 * @param payerPlatformFee the customer's fee
 * @param payerFixedPlatformFee the customer's fixed fee
 * @param payerPercentPlatformFee the customer's fee in percent of the amount
 * @param merchantPlatformFee the merchant's fee
 * @param merchantFixedPlatformFee the merchant's fixed fee
 * @param merchantPercentPlatformFee the merchant's fee in percent of the amount
 * @param processingAmount the amount without the fees
 * @param paidAmount the amount that the customer paid
 * @param overpaid whether the customer paid too much
 * @param minLimit the smallest amount to pay
 * @param maxLimit the largest amount to pay
 * @since 0.1.0
 */
public record DepositRequest(String id, @Nullable String orderId, @Nullable String clientOrderId,
		@Nullable String currency, @Nullable String blockchain, @Nullable DepositStatus status, @Nullable String reason,
		@Nullable String cryptoAcquiringProjectId, @Nullable String cryptoAcquiringProjectName,
		@Nullable String checkoutId, @Nullable String address, @Nullable Instant paymentWindowEndsAt,
		@Nullable Instant expiresAt, @Nullable Instant createdAt, @Nullable Instant lastUpdatedAt,
		@Nullable PaymentStatus paymentStatus, @Nullable String paymentId, @Nullable Payment payment,
		@Nullable String txHash, @Nullable BigDecimal requestAmount, @Nullable String requestAmountIn,
		@Nullable BigDecimal requestAmountConverted, @Nullable String convertPair, @Nullable BigDecimal convertRate,
		@Nullable BigDecimal payAmount, @Nullable BigDecimal payerPlatformFee,
		@Nullable BigDecimal payerFixedPlatformFee, @Nullable BigDecimal payerPercentPlatformFee,
		@Nullable BigDecimal merchantPlatformFee, @Nullable BigDecimal merchantFixedPlatformFee,
		@Nullable BigDecimal merchantPercentPlatformFee, @Nullable BigDecimal processingAmount,
		@Nullable BigDecimal paidAmount, @Nullable Boolean overpaid, @Nullable BigDecimal minLimit,
		@Nullable BigDecimal maxLimit) {

	/**
	 * Creates a deposit request.
	 * @throws IllegalArgumentException if the identifier is blank
	 */
	public DepositRequest {
		Assert.hasText(id, "id must not be blank");
	}

}
