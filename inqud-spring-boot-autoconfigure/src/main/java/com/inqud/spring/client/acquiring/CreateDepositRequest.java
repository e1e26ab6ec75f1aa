package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.inqud.spring.client.request.RequestProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Request for a {@linkplain CryptoAcquiringOperations#createDepositRequest deposit
 * request}. {@link #toString()} omits the additional properties.
 *
 * @param amount the requested amount, greater than zero, {@code null} for any
 * @param amountIn the code of the currency of the amount, such as {@code USD}
 * @param cryptoCurrency the asset to pay in, such as {@code ETHEREUM_USDT}
 * @param clientOrderId the merchant's own reference
 * @param properties the additional properties
 * @since 0.1.0
 */
public record CreateDepositRequest(@Nullable BigDecimal amount, @Nullable String amountIn, String cryptoCurrency,
		@Nullable String clientOrderId,
		@JsonProperty(RequestProperties.JSON_NAME) @JsonAnyGetter @JsonAnySetter Map<String, Object> properties) {

	/**
	 * Creates a request. Prefer the {@link #builder()}.
	 * @throws IllegalArgumentException if the crypto currency is missing, if the amount
	 * is not positive, if its currency is blank, or if an additional property has the
	 * name of a component
	 */
	public CreateDepositRequest {
		Assert.isTrue(amount == null || amount.signum() > 0, "amount must be positive");
		Assert.isTrue(amountIn == null || StringUtils.hasText(amountIn), "amountIn must not be blank");
		Assert.hasText(cryptoCurrency, "cryptoCurrency must not be blank");
		properties = RequestProperties.copyOf(properties, CreateDepositRequest.class);
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
		return "CreateDepositRequest[amount=" + this.amount + ", amountIn=" + this.amountIn + ", cryptoCurrency="
				+ this.cryptoCurrency + ", clientOrderId=" + this.clientOrderId + "]";
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

		private final Map<String, Object> properties = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Sets the requested amount, greater than zero, {@code null} for any.
		 * @param amount the requested amount, greater than zero, {@code null} for any
		 * @return this builder
		 */
		public Builder amount(@Nullable BigDecimal amount) {
			this.amount = amount;
			return this;
		}

		/**
		 * Sets the code of the currency of the amount, such as {@code USD}.
		 * @param amountIn the code of the currency of the amount, such as {@code USD}
		 * @return this builder
		 */
		public Builder amountIn(@Nullable String amountIn) {
			this.amountIn = amountIn;
			return this;
		}

		/**
		 * Sets the asset to pay in, such as {@code ETHEREUM_USDT}.
		 * @param cryptoCurrency the asset to pay in, such as {@code ETHEREUM_USDT}
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
		 * Sets a property by its name. The name of a component, such as {@code amount},
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
				case "amount" -> amount(RequestProperties.amount(name, value));
				case "amountIn" -> amountIn(RequestProperties.text(name, value));
				case "cryptoCurrency" -> cryptoCurrency(RequestProperties.text(name, value));
				case "clientOrderId" -> clientOrderId(RequestProperties.text(name, value));
				default -> {
					this.properties.put(name, value);
					yield this;
				}
			};
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if the crypto currency is missing, if the
		 * amount is not positive, or if its currency is blank
		 */
		@SuppressWarnings("NullAway") // the constructor refuses missing values
		public CreateDepositRequest build() {
			return new CreateDepositRequest(this.amount, this.amountIn, this.cryptoCurrency, this.clientOrderId,
					this.properties);
		}

	}

}
