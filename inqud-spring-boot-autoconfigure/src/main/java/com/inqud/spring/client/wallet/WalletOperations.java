package com.inqud.spring.client.wallet;

import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.web.service.annotation.GetExchange;

/**
 * Operations for the merchant's wallet.
 *
 * @since 0.1.0
 */
public interface WalletOperations {

	/**
	 * Balances of the wallet, one for each currency:
	 * {@code GET /v1/user/wallet/balances}.
	 * @return the balances
	 */
	@GetExchange(url = "/v1/user/wallet/balances", accept = MediaType.APPLICATION_JSON_VALUE)
	Flux<WalletBalance> balances();

}
