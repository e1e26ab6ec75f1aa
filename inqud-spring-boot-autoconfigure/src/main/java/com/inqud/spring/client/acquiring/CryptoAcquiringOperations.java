package com.inqud.spring.client.acquiring;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Operations for payments that customers make in crypto currencies.
 *
 * @since 0.1.0
 */
public interface CryptoAcquiringOperations {

	/**
	 * New checkout: {@code POST /v1/user/crypto-acquiring/{projectId}/checkouts}.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @param request the checkout to create
	 * @return the checkout, with the URL to send the customer to
	 */
	@PostExchange(url = "/v1/user/crypto-acquiring/{projectId}/checkouts",
			contentType = MediaType.APPLICATION_JSON_VALUE, accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<Checkout> createCheckout(@PathVariable String projectId, @RequestBody CheckoutRequest request);

	/**
	 * Checkout with an identifier: {@code GET
	 * /v1/user/crypto-acquiring/{projectId}/checkouts/{id}}.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @param id the identifier of the checkout, such as {@code CCO-…}
	 * @return the checkout
	 */
	@GetExchange(url = "/v1/user/crypto-acquiring/{projectId}/checkouts/{id}",
			accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<Checkout> checkout(@PathVariable String projectId, @PathVariable String id);

	/**
	 * New deposit request: {@code POST /v1/user/crypto-acquiring/{projectId}/requests}.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @param request the deposit request to create
	 * @return the deposit request, with the address to pay to
	 */
	@PostExchange(url = "/v1/user/crypto-acquiring/{projectId}/requests",
			contentType = MediaType.APPLICATION_JSON_VALUE, accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<DepositRequest> createDepositRequest(@PathVariable String projectId,
			@RequestBody CreateDepositRequest request);

	/**
	 * Deposit request with an identifier: {@code GET
	 * /v1/user/crypto-acquiring/{projectId}/requests/{id}}. Inqud does not document this
	 * path. An integrator found that the path without the project does not exist.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @param id the identifier of the deposit request, such as {@code CAPD-…}
	 * @return the deposit request
	 */
	@GetExchange(url = "/v1/user/crypto-acquiring/{projectId}/requests/{id}", accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<DepositRequest> depositRequest(@PathVariable String projectId, @PathVariable String id);

	/**
	 * Assets that the customers of a project can pay with: {@code GET
	 * /v1/user/crypto-acquiring/{projectId}/deposit-options}.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @return the assets and their limits
	 */
	@GetExchange(url = "/v1/user/crypto-acquiring/{projectId}/deposit-options",
			accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<DepositOptions> depositOptions(@PathVariable String projectId);

	/**
	 * Static bundle of a reference, created if there is none: {@code POST
	 * /v1/user/crypto-acquiring/{projectId}/static/bundles}. Inqud replaces a deactivated
	 * address, so call this again before showing an address to a customer.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @param request the reference, and the assets that need an address
	 * @return the bundle
	 */
	@PostExchange(url = "/v1/user/crypto-acquiring/{projectId}/static/bundles",
			contentType = MediaType.APPLICATION_JSON_VALUE, accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<StaticBundle> getOrCreateStaticBundle(@PathVariable String projectId,
			@RequestBody StaticBundleRequest request);

	/**
	 * Rate between two assets: {@code GET
	 * /v1/user/crypto-acquiring/rates/{baseAsset}/{quoteAsset}}.
	 * @param baseAsset the asset that is priced
	 * @param quoteAsset the asset that the price is in
	 * @return the response as raw JSON, because Inqud does not document the format
	 */
	@GetExchange(url = "/v1/user/crypto-acquiring/rates/{baseAsset}/{quoteAsset}",
			accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<JsonNode> rate(@PathVariable String baseAsset, @PathVariable String quoteAsset);

}
