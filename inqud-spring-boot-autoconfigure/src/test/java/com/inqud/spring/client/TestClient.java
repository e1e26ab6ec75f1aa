package com.inqud.spring.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.client.exchange.InqudHttpServices;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.OpenConnectors;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Clients with short time limits, built as the auto-configuration builds them.
 */
public final class TestClient {

	public static final DataSize MAX_REQUEST_SIZE = DataSize.ofMegabytes(4);

	public static final HttpClientSettings HTTP_SETTINGS = HttpClientSettings.defaults()
		.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));

	public static final InqudCallSettings CALL_SETTINGS = new InqudCallSettings(Duration.ofSeconds(10),
			DataSize.ofMegabytes(4), 3, Duration.ofMillis(10), Duration.ofMillis(50));

	private TestClient() {
	}

	public static WebClient create(URI baseUrl) {
		return create(baseUrl, Connector.REACTOR);
	}

	public static WebClient create(URI baseUrl, Connector connector) {
		return create(baseUrl, connector.builder(), HTTP_SETTINGS, CALL_SETTINGS);
	}

	public static WebClient create(URI baseUrl, ClientHttpConnectorBuilder<?> connectorBuilder,
			HttpClientSettings httpSettings, InqudCallSettings callSettings) {
		return create(baseUrl, connectorBuilder, httpSettings, callSettings, UnaryOperator.identity());
	}

	public static WebClient create(URI baseUrl, ClientHttpConnectorBuilder<?> connectorBuilder,
			HttpClientSettings httpSettings, InqudCallSettings callSettings,
			UnaryOperator<WebClient.Builder> customizer) {
		return builder(baseUrl, authentication(baseUrl))
			.connector(OpenConnectors.create(connectorBuilder, httpSettings))
			.settings(callSettings)
			.customizer(customizer::apply)
			.buildWebClient();
	}

	public static WebClient create(URI baseUrl, ClientHttpConnector connector, InqudCallSettings callSettings) {
		return builder(baseUrl, authentication(baseUrl)).connector(connector).settings(callSettings).buildWebClient();
	}

	public static WebClient create(URI baseUrl, InqudAuthenticationFilterFunction authentication,
			InqudCallSettings callSettings, UnaryOperator<WebClient.Builder> customizer) {
		return builder(baseUrl, authentication).settings(callSettings).customizer(customizer::apply).buildWebClient();
	}

	/**
	 * Builder with a connector of Reactor Netty.
	 */
	public static InqudClientBuilder builder(URI baseUrl) {
		return builder(baseUrl, authentication(baseUrl));
	}

	public static InqudClientBuilder builder(URI baseUrl, InqudAuthenticationFilterFunction authentication) {
		return new InqudClientBuilder(baseUrl, authentication)
			.connector(OpenConnectors.create(Connector.REACTOR.builder(), HTTP_SETTINGS))
			.settings(CALL_SETTINGS);
	}

	private static InqudAuthenticationFilterFunction authentication(URI baseUrl) {
		return new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
				AuthMode.HMAC, baseUrl, MAX_REQUEST_SIZE);
	}

	public static InqudOperations operations(WebClient client) {
		return InqudHttpServices.create(client, InqudOperations.class);
	}

}
