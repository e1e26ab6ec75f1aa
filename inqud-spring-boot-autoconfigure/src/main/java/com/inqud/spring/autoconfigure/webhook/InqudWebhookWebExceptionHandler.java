package com.inqud.spring.autoconfigure.webhook;

import com.inqud.spring.webhook.InqudWebhookException;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.handler.WebFluxResponseStatusExceptionHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Answer to a refused webhook in a reactive application: a status and nothing else,
 * whatever the application lets other errors say.
 */
final class InqudWebhookWebExceptionHandler extends WebFluxResponseStatusExceptionHandler {

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		return (ex instanceof InqudWebhookException) ? super.handle(exchange, ex) : Mono.error(ex);
	}

}
