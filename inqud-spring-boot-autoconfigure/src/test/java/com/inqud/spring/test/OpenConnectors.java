package com.inqud.spring.test;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.inqud.spring.client.exchange.InqudClientHttpConnectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Connectors of a test, which are closed after it, with their threads, where they can be.
 * JUnit finds this extension by itself.
 */
public final class OpenConnectors implements AfterEachCallback {

	private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(30);

	private static final Queue<AutoCloseable> OPEN = new ConcurrentLinkedQueue<>();

	public static ClientHttpConnector create(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings) {
		ClientHttpConnector connector = InqudClientHttpConnectors.create(builder, settings, MAX_IDLE_TIME);
		if (connector instanceof AutoCloseable closeable) {
			OPEN.add(closeable);
		}
		return connector;
	}

	@Override
	public void afterEach(ExtensionContext context) throws Exception {
		AutoCloseable connector = OPEN.poll();
		if (connector != null) {
			try {
				connector.close();
			}
			finally {
				afterEach(context);
			}
		}
	}

}
