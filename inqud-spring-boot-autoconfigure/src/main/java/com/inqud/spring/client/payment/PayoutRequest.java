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
import org.springframework.util.StringUtils;

/**
 * Request for a {@linkplain PaymentOperations#payout payout}. It has an amount, a method,
 * and a currency or, for a cross payout, an asset. The method determines which other
 * properties are required. {@link #toString()} omits all data about the recipient.
 *
 * @param amount the amount in units of the currency, greater than zero
 * @param currency the code of the currency, such as {@code USD}
 * @param method the key of the payment method, such as {@code CC_VISAMC}
 * @param cardNumber the number of the recipient's card
 * @param firstName the recipient's first name
 * @param lastName the recipient's last name
 * @param phoneNumber the recipient's phone number, such as {@code +111111111111}
 * @param cryptoAddress the recipient's address on the blockchain
 * @param bankAccount the recipient's bank account
 * @param bankCode the code of the recipient's bank
 * @param clientOrderId the merchant's own reference. Store it, together with the amount,
 * before sending the request. It is needed to
 * {@linkplain PaymentOperations#paymentsByClientOrderId find} a payout whose outcome is
 * unknown
 * @param comment the comment
 * @param asset the asset to pay out, instead of a currency
 * @param crossPayoutAsset the asset to exchange from if the balance is insufficient
 * @param properties the additional properties of the payment method
 * @since 0.1.0
 */
public record PayoutRequest(BigDecimal amount, @Nullable String currency, String method, @Nullable String cardNumber,
		@Nullable String firstName, @Nullable String lastName, @Nullable String phoneNumber,
		@Nullable String cryptoAddress, @Nullable String bankAccount, @Nullable String bankCode,
		@Nullable String clientOrderId, @Nullable String comment, @Nullable String asset,
		@Nullable String crossPayoutAsset,
		@JsonProperty(RequestProperties.JSON_NAME) @JsonAnyGetter @JsonAnySetter Map<String, Object> properties) {

	/**
	 * Creates a request. Prefer the {@link #builder()}.
	 * @throws IllegalArgumentException if the amount, the method, or both currency and
	 * asset are missing, if the amount is not positive, if a currency or an asset is
	 * blank, or if an additional property has the name of a component
	 */
	public PayoutRequest {
		Assert.notNull(amount, "amount must not be null");
		Assert.isTrue(amount.signum() > 0, "amount must be positive");
		Assert.hasText(method, "method must not be blank");
		Assert.isTrue(StringUtils.hasText(currency) || StringUtils.hasText(asset),
				"currency or asset must not be blank");
		Assert.isTrue(currency == null || StringUtils.hasText(currency), "currency must not be blank");
		Assert.isTrue(asset == null || StringUtils.hasText(asset), "asset must not be blank");
		Assert.isTrue(crossPayoutAsset == null || StringUtils.hasText(crossPayoutAsset),
				"crossPayoutAsset must not be blank");
		properties = RequestProperties.copyOf(properties, PayoutRequest.class);
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
			case "cardNumber" -> this.cardNumber;
			case "firstName" -> this.firstName;
			case "lastName" -> this.lastName;
			case "phoneNumber" -> this.phoneNumber;
			case "cryptoAddress" -> this.cryptoAddress;
			case "bankAccount" -> this.bankAccount;
			case "bankCode" -> this.bankCode;
			case "clientOrderId" -> this.clientOrderId;
			case "comment" -> this.comment;
			case "asset" -> this.asset;
			case "crossPayoutAsset" -> this.crossPayoutAsset;
			default -> this.properties.get(property);
		};
	}

	@Override
	public String toString() {
		return "PayoutRequest[amount=" + this.amount + ", currency=" + this.currency + ", asset=" + this.asset
				+ ", method=" + this.method + ", clientOrderId=" + this.clientOrderId + "]";
	}

	/**
	 * Builder for a {@link PayoutRequest}. Its methods are named like the properties of
	 * the request.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private @Nullable BigDecimal amount;

		private @Nullable String currency;

		private @Nullable String method;

		private @Nullable String cardNumber;

		private @Nullable String firstName;

		private @Nullable String lastName;

		private @Nullable String phoneNumber;

		private @Nullable String cryptoAddress;

		private @Nullable String bankAccount;

		private @Nullable String bankCode;

		private @Nullable String clientOrderId;

		private @Nullable String comment;

		private @Nullable String asset;

		private @Nullable String crossPayoutAsset;

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
		 * Sets the code of the currency, such as {@code USD}.
		 * @param currency the code of the currency, such as {@code USD}
		 * @return this builder
		 */
		public Builder currency(@Nullable String currency) {
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
		 * Sets the number of the recipient's card.
		 * @param cardNumber the number of the recipient's card
		 * @return this builder
		 */
		public Builder cardNumber(@Nullable String cardNumber) {
			this.cardNumber = cardNumber;
			return this;
		}

		/**
		 * Sets the recipient's first name.
		 * @param firstName the recipient's first name
		 * @return this builder
		 */
		public Builder firstName(@Nullable String firstName) {
			this.firstName = firstName;
			return this;
		}

		/**
		 * Sets the recipient's last name.
		 * @param lastName the recipient's last name
		 * @return this builder
		 */
		public Builder lastName(@Nullable String lastName) {
			this.lastName = lastName;
			return this;
		}

		/**
		 * Sets the recipient's phone number.
		 * @param phoneNumber the recipient's phone number
		 * @return this builder
		 */
		public Builder phoneNumber(@Nullable String phoneNumber) {
			this.phoneNumber = phoneNumber;
			return this;
		}

		/**
		 * Sets the recipient's address on the blockchain.
		 * @param cryptoAddress the recipient's address on the blockchain
		 * @return this builder
		 */
		public Builder cryptoAddress(@Nullable String cryptoAddress) {
			this.cryptoAddress = cryptoAddress;
			return this;
		}

		/**
		 * Sets the recipient's bank account.
		 * @param bankAccount the recipient's bank account
		 * @return this builder
		 */
		public Builder bankAccount(@Nullable String bankAccount) {
			this.bankAccount = bankAccount;
			return this;
		}

		/**
		 * Sets the code of the recipient's bank.
		 * @param bankCode the code of the recipient's bank
		 * @return this builder
		 */
		public Builder bankCode(@Nullable String bankCode) {
			this.bankCode = bankCode;
			return this;
		}

		/**
		 * Sets the merchant's own reference. Store it, together with the amount, before
		 * sending the request. It is needed to
		 * {@linkplain PaymentOperations#paymentsByClientOrderId find} a payout whose
		 * outcome is unknown.
		 * @param clientOrderId the merchant's own reference
		 * @return this builder
		 */
		public Builder clientOrderId(@Nullable String clientOrderId) {
			this.clientOrderId = clientOrderId;
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
		 * Sets the asset to pay out, instead of a currency.
		 * @param asset the asset to pay out, instead of a currency
		 * @return this builder
		 */
		public Builder asset(@Nullable String asset) {
			this.asset = asset;
			return this;
		}

		/**
		 * Sets the asset to exchange from if the balance is insufficient.
		 * @param crossPayoutAsset the asset to exchange from if the balance is
		 * insufficient
		 * @return this builder
		 */
		public Builder crossPayoutAsset(@Nullable String crossPayoutAsset) {
			this.crossPayoutAsset = crossPayoutAsset;
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
				case "cardNumber" -> cardNumber(RequestProperties.text(name, value));
				case "firstName" -> firstName(RequestProperties.text(name, value));
				case "lastName" -> lastName(RequestProperties.text(name, value));
				case "phoneNumber" -> phoneNumber(RequestProperties.text(name, value));
				case "cryptoAddress" -> cryptoAddress(RequestProperties.text(name, value));
				case "bankAccount" -> bankAccount(RequestProperties.text(name, value));
				case "bankCode" -> bankCode(RequestProperties.text(name, value));
				case "clientOrderId" -> clientOrderId(RequestProperties.text(name, value));
				case "comment" -> comment(RequestProperties.text(name, value));
				case "asset" -> asset(RequestProperties.text(name, value));
				case "crossPayoutAsset" -> crossPayoutAsset(RequestProperties.text(name, value));
				default -> {
					this.properties.put(name, value);
					yield this;
				}
			};
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if the amount, the method, or both currency
		 * and asset are missing, if the amount is not positive, or if a currency or an
		 * asset is blank
		 */
		@SuppressWarnings("NullAway") // the constructor refuses missing values
		public PayoutRequest build() {
			return new PayoutRequest(this.amount, this.currency, this.method, this.cardNumber, this.firstName,
					this.lastName, this.phoneNumber, this.cryptoAddress, this.bankAccount, this.bankCode,
					this.clientOrderId, this.comment, this.asset, this.crossPayoutAsset, this.properties);
		}

	}

}
