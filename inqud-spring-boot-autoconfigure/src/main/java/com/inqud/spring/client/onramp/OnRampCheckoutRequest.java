package com.inqud.spring.client.onramp;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.inqud.spring.client.request.RequestProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Request for an {@linkplain OnRampOperations#createOnRampCheckout on-ramp checkout}.
 * {@link #toString()} omits all data about the user.
 *
 * @param type the kind of checkout
 * @param fixedAmount the price, which a checkout of type {@link OnRampType#FIXED_PRICE}
 * must have
 * @param clientOrderId the merchant's own reference
 * @param expiresAt the time at which the checkout expires
 * @param name the name that the user sees
 * @param returnUrl the URL that the user returns to
 * @param merchantShareUserData the user data that the merchant shares, in a format that
 * Inqud does not document
 * @param properties the additional properties
 * @since 0.1.0
 */
public record OnRampCheckoutRequest(OnRampType type, @Nullable FixedAmount fixedAmount, @Nullable String clientOrderId,
		@Nullable Instant expiresAt, @Nullable String name, @Nullable String returnUrl,
		@Nullable Map<String, Object> merchantShareUserData,
		@JsonProperty(RequestProperties.JSON_NAME) @JsonAnyGetter @JsonAnySetter Map<String, Object> properties) {

	/**
	 * Creates a request. Prefer the {@link #builder()}.
	 * @throws IllegalArgumentException if the type is missing, if a checkout of type
	 * {@code FIXED_PRICE} has no fixed amount, if an amount is not positive, if a
	 * currency is blank, or if an additional property has the name of a component
	 */
	public OnRampCheckoutRequest {
		Assert.notNull(type, "type must not be null");
		Assert.hasText(type.value(), "type must not be blank");
		Assert.isTrue(fixedAmount != null || !type.equals(OnRampType.FIXED_PRICE),
				"fixedAmount must not be null for a checkout of type FIXED_PRICE");
		if (fixedAmount != null) {
			Assert.isTrue(fixedAmount.amount() != null && fixedAmount.amount().signum() > 0,
					"the amount of fixedAmount must be positive");
			Assert.hasText(fixedAmount.currency(), "the currency of fixedAmount must not be blank");
		}
		if (merchantShareUserData != null) {
			merchantShareUserData = Collections.unmodifiableMap(new LinkedHashMap<>(merchantShareUserData));
		}
		properties = RequestProperties.copyOf(properties, OnRampCheckoutRequest.class);
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

		private @Nullable OnRampType type;

		private @Nullable FixedAmount fixedAmount;

		private @Nullable String clientOrderId;

		private @Nullable Instant expiresAt;

		private @Nullable String name;

		private @Nullable String returnUrl;

		private @Nullable Map<String, Object> merchantShareUserData;

		private final Map<String, Object> properties = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Sets the kind of checkout.
		 * @param type the kind of checkout
		 * @return this builder
		 */
		public Builder type(OnRampType type) {
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
		 * Sets the URL that the user returns to.
		 * @param returnUrl the URL that the user returns to
		 * @return this builder
		 */
		public Builder returnUrl(@Nullable String returnUrl) {
			this.returnUrl = returnUrl;
			return this;
		}

		/**
		 * Sets the user data that the merchant shares, in a format that Inqud does not
		 * document.
		 * @param merchantShareUserData the user data that the merchant shares
		 * @return this builder
		 */
		public Builder merchantShareUserData(@Nullable Map<String, Object> merchantShareUserData) {
			this.merchantShareUserData = merchantShareUserData;
			return this;
		}

		/**
		 * Sets a property by its name. The name of a component, such as {@code type},
		 * sets that component, whose value may also be given as text.
		 * @param name the name of the property
		 * @param value the value, written as JSON if the request has no component of that
		 * name
		 * @return this builder
		 * @throws IllegalArgumentException if the name is blank, the value is
		 * {@code null}, or the value cannot be converted to the type of the component
		 */
		public Builder property(String name, Object value) {
			RequestProperties.check(name, value);
			return switch (name) {
				case "type" -> type(RequestProperties.convert(name, value, OnRampType.class, OnRampType::new));
				case "fixedAmount" -> {
					this.fixedAmount = RequestProperties.value(name, value, FixedAmount.class);
					yield this;
				}
				case "clientOrderId" -> clientOrderId(RequestProperties.text(name, value));
				case "expiresAt" -> expiresAt(RequestProperties.convert(name, value, Instant.class, Instant::parse));
				case "name" -> name(RequestProperties.text(name, value));
				case "returnUrl" -> returnUrl(RequestProperties.text(name, value));
				case "merchantShareUserData" -> merchantShareUserData(RequestProperties.map(name, value));
				default -> {
					this.properties.put(name, value);
					yield this;
				}
			};
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if the type is missing, if a checkout of type
		 * {@code FIXED_PRICE} has no fixed amount, if an amount is not positive, or if a
		 * currency is blank
		 */
		@SuppressWarnings("NullAway") // the constructor refuses missing values
		public OnRampCheckoutRequest build() {
			return new OnRampCheckoutRequest(this.type, this.fixedAmount, this.clientOrderId, this.expiresAt, this.name,
					this.returnUrl, this.merchantShareUserData, this.properties);
		}

	}

}
