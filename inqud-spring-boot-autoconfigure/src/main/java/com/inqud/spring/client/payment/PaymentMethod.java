package com.inqud.spring.client.payment;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Method of payment into or out of the wallet. Inqud may omit any field except the
 * identifier.
 *
 * @param id the identifier of the method, such as {@code PMD-…}
 * @param name the name
 * @param methodKey the key of the method in a request, such as {@code CC_VISAMC}
 * @param blockchain the blockchain, such as {@code BITCOIN}
 * @param currency the code of the currency
 * @param orderType the kind of order that the method is for
 * @param productType the kind of product that the method is for
 * @param minLimit the smallest amount
 * @param maxLimit the largest amount
 * @param percent the fee in percent of the amount
 * @param fixed the fixed fee
 * @param minFeeAmount the smallest fee
 * @param minFeeCurrency the code of the currency of the smallest fee
 * @param hasNetworkFee whether the fee of the blockchain is added
 * @param scale the number of decimal places of an amount
 * @param verificationLevel the level of verification that the method requires
 * @param properties the properties that a request must or may have
 * @since 0.1.0
 */
public record PaymentMethod(String id, @Nullable String name, @Nullable String methodKey, @Nullable String blockchain,
		@Nullable String currency, @Nullable OrderType orderType, @Nullable String productType,
		@Nullable BigDecimal minLimit, @Nullable BigDecimal maxLimit, @Nullable BigDecimal percent,
		@Nullable BigDecimal fixed, @Nullable BigDecimal minFeeAmount, @Nullable String minFeeCurrency,
		@Nullable Boolean hasNetworkFee, @Nullable Integer scale, @Nullable String verificationLevel,
		@Nullable Properties properties) {

	/**
	 * Creates a payment method.
	 * @throws IllegalArgumentException if the identifier is blank
	 */
	public PaymentMethod {
		Assert.hasText(id, "id must not be blank");
	}

	/**
	 * Checks a payout against this payment method, without sending it. A limit that Inqud
	 * omitted is not checked.
	 * @param request the request
	 * @return the problems for which Inqud would refuse the request, empty if there are
	 * none
	 */
	public List<Problem> check(PayoutRequest request) {
		return check(request.amount(), request.currency(), request.asset(), request::value);
	}

	/**
	 * Checks a payin against this payment method, without sending it. A limit that Inqud
	 * omitted is not checked.
	 * @param request the request
	 * @return the problems for which Inqud would refuse the request, empty if there are
	 * none
	 */
	public List<Problem> check(PayinRequest request) {
		return check(request.amount(), request.currency(), null, request::value);
	}

	private List<Problem> check(BigDecimal amount, @Nullable String currency, @Nullable String asset,
			Function<String, @Nullable Object> values) {
		List<Problem> problems = new ArrayList<>();
		for (String name : required()) {
			Object value = (name.equals("currency") && currency == null) ? asset : values.apply(name);
			if (value == null || value instanceof String text && text.isBlank()) {
				problems.add(new Problem(Problem.Kind.MISSING, name, name + " is missing"));
			}
		}
		if (this.minLimit != null && amount.compareTo(this.minLimit) < 0) {
			problems.add(new Problem(Problem.Kind.BELOW_MIN_LIMIT, "amount",
					"amount " + amount + " is below the limit of " + this.minLimit));
		}
		if (this.maxLimit != null && amount.compareTo(this.maxLimit) > 0) {
			problems.add(new Problem(Problem.Kind.ABOVE_MAX_LIMIT, "amount",
					"amount " + amount + " is above the limit of " + this.maxLimit));
		}
		if (this.scale != null && amount.stripTrailingZeros().scale() > this.scale) {
			problems.add(new Problem(Problem.Kind.TOO_MANY_DECIMAL_PLACES, "amount",
					"amount " + amount + " has more than " + this.scale + " decimal places"));
		}
		if (this.currency != null && !isCurrency(currency) && !isCurrency(asset)) {
			String property = (currency != null) ? "currency" : "asset";
			problems.add(new Problem(Problem.Kind.OTHER_CURRENCY, property,
					property + " " + ((currency != null) ? currency : asset) + " is not " + this.currency));
		}
		return List.copyOf(problems);
	}

	private List<String> required() {
		return (this.properties != null && this.properties.required() != null) ? this.properties.required() : List.of();
	}

	/**
	 * Whether a code is that of the currency, with or without the blockchain:
	 * {@code USDT}, {@code ETHEREUM_USDT}.
	 */
	private boolean isCurrency(@Nullable String code) {
		return code != null && (code.equals(this.currency)
				|| this.blockchain != null && code.equals(this.blockchain + "_" + this.currency));
	}

	/**
	 * Properties that a request by a payment method must or may have. Set them with
	 * {@code property(name, value)} of the request's builder, which also accepts the
	 * names of components.
	 *
	 * @param required the names of the properties that a request must have
	 * @param optional the names of the properties that a request may have
	 * @since 0.1.0
	 */
	public record Properties(@Nullable List<String> required, @Nullable List<String> optional) {

		/**
		 * Creates properties.
		 */
		public Properties {
			required = (required != null) ? required.stream().filter(Objects::nonNull).toList() : null;
			optional = (optional != null) ? optional.stream().filter(Objects::nonNull).toList() : null;
		}

	}

	/**
	 * Problem for which Inqud would refuse a request.
	 *
	 * @param kind the kind of problem
	 * @param property the name of the property with the problem
	 * @param message the description, in English
	 * @since 0.1.0
	 */
	public record Problem(Kind kind, String property, String message) {

		/**
		 * Kind of problem.
		 *
		 * @since 0.1.0
		 */
		public enum Kind {

			/**
			 * The request lacks a property that the payment method requires.
			 */
			MISSING,

			/**
			 * The amount is below the limit of the payment method.
			 */
			BELOW_MIN_LIMIT,

			/**
			 * The amount is above the limit of the payment method.
			 */
			ABOVE_MAX_LIMIT,

			/**
			 * The amount has more decimal places than the payment method allows. Trailing
			 * zeros do not count.
			 */
			TOO_MANY_DECIMAL_PLACES,

			/**
			 * The payment method is for another currency.
			 */
			OTHER_CURRENCY

		}

	}

}
