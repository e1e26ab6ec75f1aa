package com.inqud.spring.client.payment;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.inqud.spring.client.request.RequestProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Request for a {@linkplain PaymentOperations#payin payin}. The method determines which
 * properties are required besides amount, currency and method. {@link #toString()} omits
 * all data about the payer.
 *
 * @param amount the amount in units of the currency, greater than zero
 * @param currency the code of the currency, such as {@code EUR}
 * @param method the key of the payment method, such as {@code CC_VISAMC}
 * @param clientOrderId the merchant's own reference, to find the payment again
 * @param firstName the payer's first name
 * @param lastName the payer's last name
 * @param returnUrl the URL that the payer returns to
 * @param comment the comment
 * @param properties the additional properties of the payment method
 * @since 0.1.0
 */
public record PayinRequest(BigDecimal amount, String currency, String method, @Nullable String clientOrderId,
		@Nullable String firstName, @Nullable String lastName, @Nullable String returnUrl, @Nullable String comment,
		@JsonProperty(RequestProperties.JSON_NAME) @JsonAnyGetter @JsonAnySetter Map<String, Object> properties) {

	/**
	 * Creates a request. Prefer the {@link #builder()}.
	 * @throws IllegalArgumentException if amount, currency or method are missing, if the
	 * amount is not positive, or if an additional property has the name of a component
	 */
	public PayinRequest {
		Assert.notNull(amount, "amount must not be null");
		Assert.isTrue(amount.signum() > 0, "amount must be positive");
		Assert.hasText(currency, "currency must not be blank");
		Assert.hasText(method, "method must not be blank");
		properties = RequestProperties.copyOf(properties, PayinRequest.class);
	}

	/**
	 * Builder for a request.
	 * @return an empty builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Value of a component or of an additional property.
	 */
	@Nullable Object value(String property) {
		return switch (property) {
			case "amount" -> this.amount;
			case "currency" -> this.currency;
			case "method" -> this.method;
			case "clientOrderId" -> this.clientOrderId;
			case "firstName" -> this.firstName;
			case "lastName" -> this.lastName;
			case "returnUrl" -> this.returnUrl;
			case "comment" -> this.comment;
			default -> this.properties.get(property);
		};
	}

	@Override
	public String toString() {
		return "PayinRequest[amount=" + this.amount + ", currency=" + this.currency + ", method=" + this.method
				+ ", clientOrderId=" + this.clientOrderId + "]";
	}

	/**
	 * Builder for a {@link PayinRequest}. Its methods are named like the properties of
	 * the request.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private @Nullable BigDecimal amount;

		private @Nullable String currency;

		private @Nullable String method;

		private @Nullable String clientOrderId;

		private @Nullable String firstName;

		private @Nullable String lastName;

		private @Nullable String returnUrl;

		private @Nullable String comment;

		private final Map<String, Object> properties = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Sets the amount in units of the currency, greater than zero.
		 * @param amount the amount in units of the currency, greater than zero
		 * @return this builder
		 */
		public Builder amount(BigDecimal amount) {
			this.amount = amount;
			return this;
		}

		/**
		 * Sets the code of the currency, such as {@code EUR}.
		 * @param currency the code of the currency, such as {@code EUR}
		 * @return this builder
		 */
		public Builder currency(String currency) {
			this.currency = currency;
			return this;
		}

		/**
		 * Sets the key of the payment method, such as {@code CC_VISAMC}.
		 * @param method the key of the payment method, such as {@code CC_VISAMC}
		 * @return this builder
		 */
		public Builder method(String method) {
			this.method = method;
			return this;
		}

		/**
		 * Sets the merchant's own reference, to find the payment again.
		 * @param clientOrderId the merchant's own reference, to find the payment again
		 * @return this builder
		 */
		public Builder clientOrderId(@Nullable String clientOrderId) {
			this.clientOrderId = clientOrderId;
			return this;
		}

		/**
		 * Sets the payer's first name.
		 * @param firstName the payer's first name
		 * @return this builder
		 */
		public Builder firstName(@Nullable String firstName) {
			this.firstName = firstName;
			return this;
		}

		/**
		 * Sets the payer's last name.
		 * @param lastName the payer's last name
		 * @return this builder
		 */
		public Builder lastName(@Nullable String lastName) {
			this.lastName = lastName;
			return this;
		}

		/**
		 * Sets the URL that the payer returns to.
		 * @param returnUrl the URL that the payer returns to
		 * @return this builder
		 */
		public Builder returnUrl(@Nullable String returnUrl) {
			this.returnUrl = returnUrl;
			return this;
		}

		/**
		 * Sets the comment.
		 * @param comment the comment
		 * @return this builder
		 */
		public Builder comment(@Nullable String comment) {
			this.comment = comment;
			return this;
		}

		/**
		 * Sets a property by its name. The name of a component, such as {@code amount},
		 * sets that component. An amount may be any number or a text.
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
				case "currency" -> currency(RequestProperties.text(name, value));
				case "method" -> method(RequestProperties.text(name, value));
				case "clientOrderId" -> clientOrderId(RequestProperties.text(name, value));
				case "firstName" -> firstName(RequestProperties.text(name, value));
				case "lastName" -> lastName(RequestProperties.text(name, value));
				case "returnUrl" -> returnUrl(RequestProperties.text(name, value));
				case "comment" -> comment(RequestProperties.text(name, value));
				default -> {
					this.properties.put(name, value);
					yield this;
				}
			};
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if amount, currency or method are missing, or
		 * if the amount is not positive
		 */
		@SuppressWarnings("NullAway") // the constructor refuses missing values
		public PayinRequest build() {
			return new PayinRequest(this.amount, this.currency, this.method, this.clientOrderId, this.firstName,
					this.lastName, this.returnUrl, this.comment, this.properties);
		}

	}

}
