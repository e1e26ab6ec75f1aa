package com.inqud.spring.client.onramp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Request for an {@linkplain OnRampOperations#createOnRampCheckout on-ramp checkout}.
 * {@link #toString()} shows nothing about the user.
 *
 * @param type the kind of checkout, such as {@code FIXED_PRICE}
 * @param fixedAmount the price, which a checkout of type {@code FIXED_PRICE} must have
 * @param clientOrderId the merchant's own reference
 * @param expiresAt the time at which the checkout expires
 * @param name the name that the user sees
 * @param returnUrl the URL that the user comes back to
 * @param merchantShareUserData the data about the user that the merchant shares; Inqud
 * does not document which
 * @since 0.1.0
 */
public record OnRampCheckoutRequest(String type, @Nullable FixedAmount fixedAmount, @Nullable String clientOrderId,
		@Nullable Instant expiresAt, @Nullable String name, @Nullable String returnUrl,
		@Nullable Map<String, Object> merchantShareUserData) {

	private static final String FIXED_PRICE = "FIXED_PRICE";

	/**
	 * Creates a request. The {@link #builder()} reads better.
	 * @throws IllegalArgumentException if the type is missing, if a checkout of type
	 * {@code FIXED_PRICE} has no fixed amount, if an amount is not positive, or if a
	 * currency is blank
	 */
	public OnRampCheckoutRequest {
		Assert.hasText(type, "type must not be blank");
		Assert.isTrue(fixedAmount != null || !type.equals(FIXED_PRICE),
				"fixedAmount must not be null for a checkout of type FIXED_PRICE");
		if (fixedAmount != null) {
			Assert.isTrue(fixedAmount.amount() != null && fixedAmount.amount().signum() > 0,
					"the amount of fixedAmount must be positive");
			Assert.hasText(fixedAmount.currency(), "the currency of fixedAmount must not be blank");
		}
		if (merchantShareUserData != null) {
			merchantShareUserData = Collections.unmodifiableMap(new LinkedHashMap<>(merchantShareUserData));
		}
	}

	/**
	 * Builder for a request.
	 * @return an empty builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public String toString() {
		return "OnRampCheckoutRequest[type=" + this.type + ", fixedAmount=" + this.fixedAmount + ", clientOrderId="
				+ this.clientOrderId + ", expiresAt=" + this.expiresAt + "]";
	}

	/**
	 * Builder for an {@link OnRampCheckoutRequest}. Its methods are named like the
	 * properties of the request.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private @Nullable String type;

		private @Nullable FixedAmount fixedAmount;

		private @Nullable String clientOrderId;

		private @Nullable Instant expiresAt;

		private @Nullable String name;

		private @Nullable String returnUrl;

		private @Nullable Map<String, Object> merchantShareUserData;

		private Builder() {
		}

		/**
		 * Sets the kind of checkout, such as {@code FIXED_PRICE}.
		 * @param type the kind of checkout, such as {@code FIXED_PRICE}
		 * @return this builder
		 */
		public Builder type(String type) {
			this.type = type;
			return this;
		}

		/**
		 * Sets the price.
		 * @param amount the amount in units of the currency, greater than zero
		 * @param currency the code of the currency, such as {@code USD}
		 * @return this builder
		 */
		public Builder fixedAmount(BigDecimal amount, String currency) {
			this.fixedAmount = new FixedAmount(amount, currency);
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
		 * Sets the time at which the checkout expires.
		 * @param expiresAt the time at which the checkout expires
		 * @return this builder
		 */
		public Builder expiresAt(@Nullable Instant expiresAt) {
			this.expiresAt = expiresAt;
			return this;
		}

		/**
		 * Sets the name that the user sees.
		 * @param name the name that the user sees
		 * @return this builder
		 */
		public Builder name(@Nullable String name) {
			this.name = name;
			return this;
		}

		/**
		 * Sets the URL that the user comes back to.
		 * @param returnUrl the URL that the user comes back to
		 * @return this builder
		 */
		public Builder returnUrl(@Nullable String returnUrl) {
			this.returnUrl = returnUrl;
			return this;
		}

		/**
		 * Sets the data about the user that the merchant shares; Inqud does not document
		 * which.
		 * @param merchantShareUserData the data about the user that the merchant shares;
		 * Inqud does not document which
		 * @return this builder
		 */
		public Builder merchantShareUserData(@Nullable Map<String, Object> merchantShareUserData) {
			this.merchantShareUserData = merchantShareUserData;
			return this;
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if the type is missing, if a checkout of type
		 * {@code FIXED_PRICE} has no fixed amount, if an amount is not positive, or if a
		 * currency is blank
		 */
		@SuppressWarnings("NullAway") // the constructor refuses what is missing
		public OnRampCheckoutRequest build() {
			return new OnRampCheckoutRequest(this.type, this.fixedAmount, this.clientOrderId, this.expiresAt, this.name,
					this.returnUrl, this.merchantShareUserData);
		}

	}

}
