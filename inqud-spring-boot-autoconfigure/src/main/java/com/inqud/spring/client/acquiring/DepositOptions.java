package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Assets that the customers of a project can pay with, and their limits. Inqud may omit
 * any field except the assets.
 *
 * @param cryptoCurrencies the assets, such as {@code ETHEREUM_USDT}
 * @param limits the limits, by asset
 * @param minLimits the smallest amount, by asset
 * @param maxLimits the largest amount, by asset
 * @param amountInOptions the limits by asset and by currency of the amount
 * @since 0.1.0
 */
public record DepositOptions(List<String> cryptoCurrencies, @Nullable Map<String, Limits> limits,
		@Nullable Map<String, BigDecimal> minLimits, @Nullable Map<String, BigDecimal> maxLimits,
		@Nullable Map<String, Map<String, Limits>> amountInOptions) {

	/**
	 * Creates deposit options.
	 * @throws IllegalArgumentException if the assets are missing
	 */
	public DepositOptions {
		Assert.notNull(cryptoCurrencies, "cryptoCurrencies must not be null");
		cryptoCurrencies = Immutable.copyOf(cryptoCurrencies);
		limits = Immutable.map(limits);
		minLimits = Immutable.map(minLimits);
		maxLimits = Immutable.map(maxLimits);
		amountInOptions = Immutable.map(amountInOptions, Immutable::copyOf);
	}

	/**
	 * Limits of an amount. Inqud may omit any field.
	 *
	 * @param minLimit the smallest amount
	 * @param maxLimit the largest amount
	 * @param convertRate the rate of the conversion
	 * @param convertPair the currency pair of the conversion, such as {@code USDTUSD}
	 * @since 0.1.0
	 */
	public record Limits(@Nullable BigDecimal minLimit, @Nullable BigDecimal maxLimit, @Nullable BigDecimal convertRate,
			@Nullable String convertPair) {

	}

}
