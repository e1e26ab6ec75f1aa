package com.inqud.spring.client;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import reactor.core.publisher.Mono;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * Connector that stops its Jetty client, with its threads and connections, when it is
 * closed. Spring's own starts the client, again if need be, and never stops it.
 */
final class StoppableJettyConnector implements ClientHttpConnector, AutoCloseable {

	private final AtomicReference<HttpClient> httpClient = new AtomicReference<>();

	private final ClientHttpConnector delegate;

	private volatile boolean closed;

	StoppableJettyConnector(JettyClientHttpConnectorBuilder builder, HttpClientSettings settings) {
		this.delegate = builder.withHttpClientCustomizer(this.httpClient::set).build(settings);
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return this.closed ? Mono.error(new IllegalStateException("The connector is closed"))
				: this.delegate.connect(method, uri, requestCallback);
	}

	@Override
	public void close() {
		this.closed = true;
		LifeCycle.stop(this.httpClient.get());
	}

}
