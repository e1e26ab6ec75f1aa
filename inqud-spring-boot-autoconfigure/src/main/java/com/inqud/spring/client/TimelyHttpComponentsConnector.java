package com.inqud.spring.client;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.HttpComponentsClientHttpConnector;

/**
 * Connector that does not send a request of HttpComponents once nobody waits for its
 * answer. Spring's own leaves the request waiting for a connection, however long that
 * takes, and sends it then.
 */
final class TimelyHttpComponentsConnector implements ClientHttpConnector, AutoCloseable {

	private final Set<HttpRequest> awaited = ConcurrentHashMap.newKeySet();

	private final HttpComponentsClientHttpConnector delegate;

	TimelyHttpComponentsConnector(HttpComponentsClientHttpConnectorBuilder builder, HttpClientSettings settings) {
		this.delegate = builder
			.withHttpClientCustomizer((httpClient) -> httpClient
				.addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "awaited", this::send))
			.build(settings);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return Mono.using(Disposables::swap, (registration) -> this.delegate.connect(method, uri, (request) -> {
			HttpRequest nativeRequest = request.getNativeRequest();
			this.awaited.add(nativeRequest);
			registration.update(() -> this.awaited.remove(nativeRequest));
			return requestCallback.apply(request);
		}), Disposable::dispose);
	}

	private void send(HttpRequest request, AsyncEntityProducer body, AsyncExecChain.Scope scope, AsyncExecChain chain,
			AsyncExecCallback callback) throws HttpException, IOException {
		if (this.awaited.contains(scope.originalRequest)) {
			chain.proceed(request, body, scope, callback);
		}
		else {
			callback.failed(new CancellationException("The exchange has ended"));
		}
	}

	@Override
	public void close() throws IOException {
		this.delegate.close();
	}

}
