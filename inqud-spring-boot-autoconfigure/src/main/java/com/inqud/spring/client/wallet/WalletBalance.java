package com.inqud.spring.client.wallet;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/**
 * Balance of the wallet in one currency.
 *
 * @param currency the code of the currency, such as {@code BTC}
 * @param balance the amount in units of the currency
 * @since 0.1.0
 */
public record WalletBalance(@Nullable String currency, @Nullable BigDecimal balance) {

}
