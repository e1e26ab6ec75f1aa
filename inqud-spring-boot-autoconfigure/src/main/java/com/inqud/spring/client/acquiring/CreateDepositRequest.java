package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Request for a {@linkplain CryptoAcquiringOperations#createDepositRequest deposit
 * request}.
 *
 * @param amount the amount to ask for, greater than zero, {@code null} for any
 * @param amountIn the code of the currency that the amount is in, such as {@code USD}
 * @param cryptoCurrency the asset to be paid in, such as {@code ETHEREUM_USDT}
 * @param clientOrderId the merchant's own reference
 * @since 0.1.0
 */
public record CreateDepositRequest(@Nullable BigDecimal amount, @Nullable String amountIn, String cryptoCurrency,
		@Nullable String clientOrderId) {

	/**
	 * Creates a request. The {@link #builder()} reads better.
	 * @throws IllegalArgumentException if the crypto currency is missing, if the amount
	 * is not positive, or if its currency is blank
	 */
	public CreateDepositRequest {
		Assert.isTrue(amount == null || amount.signum() > 0, "amount must be positive");
		Assert.isTrue(amountIn == null || StringUtils.hasText(amountIn), "amountIn must not be blank");
		Assert.hasText(cryptoCurrency, "cryptoCurrency must not be blank");
	}

	/**
	 * Builder for a request.
	 * @return an empty builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder for a {@link CreateDepositRequest}. Its methods are named like the
	 * properties of the request.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private @Nullable BigDecimal amount;

		private @Nullable String amountIn;

		private @Nullable String cryptoCurrency;

		private @Nullable String clientOrderId;

		private Builder() {
		}

		/**
		 * Sets the amount to ask for, greater than zero, {@code null} for any.
		 * @param amount the amount to ask for, greater than zero, {@code null} for any
		 * @return this builder
		 */
		public Builder amount(@Nullable BigDecimal amount) {
			this.amount = amount;
			return this;
		}

		/**
		 * Sets the code of the currency that the amount is in, such as {@code USD}.
		 * @param amountIn the code of the currency that the amount is in, such as
		 * {@code USD}
		 * @return this builder
		 */
		public Builder amountIn(@Nullable String amountIn) {
			this.amountIn = amountIn;
			return this;
		}

		/**
		 * Sets the asset to be paid in, such as {@code ETHEREUM_USDT}.
		 * @param cryptoCurrency the asset to be paid in, such as {@code ETHEREUM_USDT}
		 * @return this builder
		 */
		public Builder cryptoCurrency(String cryptoCurrency) {
			this.cryptoCurrency = cryptoCurrency;
			return this;
		}

		/**
		 * Sets the merchant's own reference.
		 * @param clientOrderId the merchant's own reference
		 * @return this builder
		 */
		public Builder clientOrderId(@Nullable String clientOrderId) {
			this.clientOrderId = clientOrderId;
			return this;
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if the crypto currency is missing, if the
		 * amount is not positive, or if its currency is blank
		 */
		@SuppressWarnings("NullAway") // the constructor refuses what is missing
		public CreateDepositRequest build() {
			return new CreateDepositRequest(this.amount, this.amountIn, this.cryptoCurrency, this.clientOrderId);
		}

	}

}
