package com.inqud.spring.autoconfigure.webhook;

import com.inqud.spring.webhook.InqudWebhookException;
import com.inqud.spring.webhook.InqudWebhookTimeoutException;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.handler.WebFluxResponseStatusExceptionHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Response to a refused webhook in a reactive application: a status without a body, also
 * if the application describes other errors in the body. The connection of a body that
 * does not end is closed.
 */
final class InqudWebhookWebExceptionHandler extends WebFluxResponseStatusExceptionHandler {

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		if (ex instanceof InqudWebhookTimeoutException) {
			exchange.getResponse().getHeaders().set(HttpHeaders.CONNECTION, "close");
		}
		return (ex instanceof InqudWebhookException) ? super.handle(exchange, ex) : Mono.error(ex);
	}

}
