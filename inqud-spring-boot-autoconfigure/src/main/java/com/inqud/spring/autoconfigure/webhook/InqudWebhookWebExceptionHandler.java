package com.inqud.spring.autoconfigure.webhook;

import com.inqud.spring.webhook.InqudWebhookException;
import com.inqud.spring.webhook.InqudWebhookTimeoutException;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.handler.WebFluxResponseStatusExceptionHandler;
import org.springframework.web.server.ServerWebExchange;

/**
 * Exception handler that responds to a refused webhook with a status and no body, even if
 * the application describes other errors in the body. After a timeout it closes the
 * connection.
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
