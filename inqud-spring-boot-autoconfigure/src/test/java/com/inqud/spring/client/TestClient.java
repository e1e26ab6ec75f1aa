package com.inqud.spring.client;

import java.net.URI;
import java.time.Duration;
import java.util.function.UnaryOperator;

import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.OpenConnectors;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Clients with short time limits.
 */
final class TestClient {

	static final DataSize MAX_REQUEST_SIZE = DataSize.ofMegabytes(4);

	static final HttpClientSettings HTTP_SETTINGS = HttpClientSettings.defaults()
		.withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));

	static final InqudCallSettings CALL_SETTINGS = new InqudCallSettings(Duration.ofSeconds(10),
			DataSize.ofMegabytes(4), 3, Duration.ofMillis(10), Duration.ofMillis(50));

	private TestClient() {
	}

	static WebClient create(URI baseUrl) {
		return create(baseUrl, Connector.REACTOR);
	}

	static WebClient create(URI baseUrl, Connector connector) {
		return create(baseUrl, connector.builder(), HTTP_SETTINGS, CALL_SETTINGS);
	}

	static WebClient create(URI baseUrl, ClientHttpConnectorBuilder<?> connectorBuilder,
			HttpClientSettings httpSettings, InqudCallSettings callSettings) {
		return create(baseUrl, connectorBuilder, httpSettings, callSettings, UnaryOperator.identity());
	}

	static WebClient create(URI baseUrl, ClientHttpConnectorBuilder<?> connectorBuilder,
			HttpClientSettings httpSettings, InqudCallSettings callSettings,
			UnaryOperator<WebClient.Builder> customizer) {
		return configure(customizer.apply(WebClient.builder()),
				new InqudWebClientConfigurer(baseUrl, OpenConnectors.create(connectorBuilder, httpSettings),
						authentication(baseUrl), callSettings, InqudObservations.none()));
	}

	static WebClient create(URI baseUrl, ClientHttpConnector connector, InqudCallSettings callSettings) {
		return configure(WebClient.builder(), new InqudWebClientConfigurer(baseUrl, connector, authentication(baseUrl),
				callSettings, InqudObservations.none()));
	}

	static WebClient create(URI baseUrl, InqudObservations observations) {
		return create(baseUrl, authentication(baseUrl), CALL_SETTINGS, observations, UnaryOperator.identity());
	}

	static WebClient create(URI baseUrl, InqudAuthenticationFilterFunction authentication,
			InqudCallSettings callSettings, InqudObservations observations,
			UnaryOperator<WebClient.Builder> customizer) {
		return configure(customizer.apply(WebClient.builder()),
				new InqudWebClientConfigurer(baseUrl, OpenConnectors.create(Connector.REACTOR.builder(), HTTP_SETTINGS),
						authentication, callSettings, observations));
	}

	private static WebClient configure(WebClient.Builder builder, InqudWebClientConfigurer configurer) {
		configurer.configure(builder);
		return builder.build();
	}

	private static InqudAuthenticationFilterFunction authentication(URI baseUrl) {
		return new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
				AuthMode.HMAC, baseUrl, MAX_REQUEST_SIZE);
	}

	static InqudOperations operations(WebClient client) {
		return HttpServiceProxyFactory.builderFor(WebClientAdapter.create(client))
			.build()
			.createClient(InqudOperations.class);
	}

}
