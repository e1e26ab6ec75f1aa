package com.inqud.spring.client.wallet;

import java.math.BigDecimal;

import org.springframework.util.Assert;

/**
 * Balance of the wallet in one currency.
 *
 * @param currency the code of the currency, such as {@code BTC}
 * @param balance the amount in units of the currency
 * @since 0.1.0
 */
public record WalletBalance(String currency, BigDecimal balance) {

	/**
	 * Creates a balance.
	 * @throws IllegalArgumentException if the currency is blank or the balance is missing
	 */
	public WalletBalance {
		Assert.hasText(currency, "currency must not be blank");
		Assert.notNull(balance, "balance must not be null");
	}

}
