package com.inqud.spring.sample.console;

import java.util.Objects;

import com.inqud.spring.client.wallet.WalletBalance;

/**
 * Balance as pages show it.
 *
 * @param currency the currency
 * @param amount the amount in words
 */
record Balance(String currency, String amount) {

	static Balance of(WalletBalance balance) {
		return new Balance(Objects.requireNonNullElse(balance.currency(), "?"),
				(balance.balance() != null) ? Amounts.format(balance.balance()) : "unknown");
	}

}
