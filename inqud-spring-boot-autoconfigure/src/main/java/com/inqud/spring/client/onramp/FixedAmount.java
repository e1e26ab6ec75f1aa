package com.inqud.spring.client.onramp;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Price of a checkout. Inqud may omit any field.
 *
 * @param amount the amount in units of the currency
 * @param currency the code of the currency, such as {@code USD}
 * @since 0.1.0
 */
public record FixedAmount(@Nullable BigDecimal amount, @Nullable String currency) {

}
