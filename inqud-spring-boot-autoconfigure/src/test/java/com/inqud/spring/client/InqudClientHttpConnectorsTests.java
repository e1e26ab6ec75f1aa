package com.inqud.spring.client;

import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InqudClientHttpConnectors} where the wire cannot show them.
 */
class InqudClientHttpConnectorsTests {

	@Test
	void reactorNettyDoesNotRetryWhateverTheApplicationSets() {
		ClientHttpConnector connector = InqudClientHttpConnectors.create(
				ClientHttpConnectorBuilder.reactor().withHttpClientCustomizer((client) -> client.disableRetry(false)),
				TestClient.HTTP_SETTINGS);
		HttpClient httpClient = (HttpClient) ReflectionTestUtils.getField(connector, "httpClient");
		assertThat(httpClient.configuration().isRetryDisabled()).isTrue();
		assertThat(httpClient.configuration().followRedirectPredicate()).isNull();
	}

	@Test
	void leavesAnUnknownBuilderToItsSettings() {
		ClientHttpConnector connector = ClientHttpConnectorBuilder.jdk().build();
		assertThat(InqudClientHttpConnectors.create((settings) -> connector, TestClient.HTTP_SETTINGS))
			.isSameAs(connector);
	}

}
