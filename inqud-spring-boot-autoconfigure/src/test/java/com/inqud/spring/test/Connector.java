package com.inqud.spring.test;

import java.util.Locale;
import java.util.function.Supplier;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;

/**
 * Connectors that Spring Boot can detect.
 */
public enum Connector {

	REACTOR(ClientHttpConnectorBuilder::reactor),

	JETTY(ClientHttpConnectorBuilder::jetty),

	HTTP_COMPONENTS(ClientHttpConnectorBuilder::httpComponents),

	JDK(ClientHttpConnectorBuilder::jdk);

	private final Supplier<ClientHttpConnectorBuilder<?>> builder;

	Connector(Supplier<ClientHttpConnectorBuilder<?>> builder) {
		this.builder = builder;
	}

	public ClientHttpConnectorBuilder<?> builder() {
		return this.builder.get();
	}

	/**
	 * The property that lets Spring Boot use this connector.
	 */
	public String property() {
		return "spring.http.clients.reactive.connector=" + name().toLowerCase(Locale.ROOT);
	}

}
