package com.inqud.spring.client.payment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Method of payment, into the wallet or out of it. Inqud may leave out any of the fields.
 *
 * @param id the identifier of the method, such as {@code PMD-…}
 * @param name the name
 * @param methodKey the key by which a request names the method, such as {@code CC_VISAMC}
 * @param blockchain the blockchain, such as {@code BITCOIN}
 * @param currency the code of the currency
 * @param orderType the kind of order that the method is for
 * @param productType the kind of product that the method is for
 * @param minLimit the smallest amount
 * @param maxLimit the largest amount
 * @param percent the part of the fee that depends on the amount, in percent
 * @param fixed the part of the fee that does not depend on the amount
 * @param minFeeAmount the smallest fee
 * @param minFeeCurrency the code of the currency of the smallest fee
 * @param hasNetworkFee whether the fee of the blockchain comes on top
 * @param scale the number of decimal places of an amount
 * @param verificationLevel the level of verification that the method asks for
 * @param properties the properties that a request must or may have
 * @since 0.1.0
 */
public record PaymentMethod(@Nullable String id, @Nullable String name, @Nullable String methodKey,
		@Nullable String blockchain, @Nullable String currency, @Nullable OrderType orderType,
		@Nullable String productType, @Nullable BigDecimal minLimit, @Nullable BigDecimal maxLimit,
		@Nullable BigDecimal percent, @Nullable BigDecimal fixed, @Nullable BigDecimal minFeeAmount,
		@Nullable String minFeeCurrency, @Nullable Boolean hasNetworkFee, @Nullable Integer scale,
		@Nullable String verificationLevel, @Nullable Properties properties) {

	/**
	 * Properties of a request by a payment method, beyond those that every request has.
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

}
