package com.inqud.spring.client.onramp;

import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Operations for payments that users make in fiat money and the merchant receives in
 * crypto currencies.
 *
 * @since 0.1.0
 */
public interface OnRampOperations {

	/**
	 * New on-ramp checkout: {@code POST /v1/user/on-ramp/{projectId}/checkouts}.
	 * @param projectId the identifier of the project, such as {@code ORP-…}
	 * @param request the checkout to create
	 * @return the checkout, with the URL to send the user to
	 */
	@PostExchange(url = "/v1/user/on-ramp/{projectId}/checkouts", contentType = MediaType.APPLICATION_JSON_VALUE,
			accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<OnRampCheckout> createOnRampCheckout(@PathVariable String projectId,
			@RequestBody OnRampCheckoutRequest request);

	/**
	 * On-ramp checkout with an identifier: {@code GET
	 * /v1/user/on-ramp/{projectId}/checkouts/{id}}.
	 * @param projectId the identifier of the project, such as {@code ORP-…}
	 * @param id the identifier of the checkout, such as {@code ORCO-…}
	 * @return the checkout
	 */
	@GetExchange(url = "/v1/user/on-ramp/{projectId}/checkouts/{id}", accept = MediaType.APPLICATION_JSON_VALUE)
	Mono<OnRampCheckout> onRampCheckout(@PathVariable String projectId, @PathVariable String id);

}
