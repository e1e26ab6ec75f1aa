package com.inqud.spring.client.exchange;

import java.time.Duration;
import java.util.Objects;

import com.inqud.spring.client.TestClient;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.HttpMethod;
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
				TestClient.HTTP_SETTINGS, Duration.ofSeconds(30));
		HttpClient httpClient = (HttpClient) ReflectionTestUtils
			.getField(Objects.requireNonNull(ReflectionTestUtils.getField(connector, "delegate")), "httpClient");
		assertThat(httpClient.configuration().isRetryDisabled()).isTrue();
		assertThat(httpClient.configuration().followRedirectPredicate()).isNull();
	}

	@Test
	void leavesAnUnknownBuilderToItsSettings() {
		ClientHttpConnector connector = ClientHttpConnectorBuilder.jdk().build();
		assertThat(InqudClientHttpConnectors.create((settings) -> connector, TestClient.HTTP_SETTINGS,
				Duration.ofSeconds(30)))
			.isSameAs(connector);
	}

	@Test
	void closedJettyConnectorDoesNotStartAgain() throws Exception {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			ClientHttpConnector connector = InqudClientHttpConnectors.create(ClientHttpConnectorBuilder.jetty(),
					TestClient.HTTP_SETTINGS, Duration.ofSeconds(30));
			((AutoCloseable) connector).close();
			StepVerifier.create(connector.connect(HttpMethod.GET, server.url(), (request) -> request.setComplete()))
				.expectErrorMessage("The connector is closed")
				.verify(Duration.ofSeconds(20));
			assertThat(server.connections()).isZero();
		}
	}

}
