package com.inqud.spring.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.eclipse.jetty.client.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no redirect is followed, whatever the application wants of its connectors.
 */
class RedirectTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@ParameterizedTest
	@MethodSource("redirects")
	void endsInAnExceptionAndGoesNowhere(HttpMethod method, int status, Connector connector) throws IOException {
		try (RawHttpServer other = new RawHttpServer(RawHttpServer.json(200, "{}"));
				RawHttpServer server = new RawHttpServer(
						RawHttpServer.response(status, "Location: " + other.url() + "/private?token=1\r\n", "moved"))) {
			WebClient client = TestClient.create(server.url(), followingRedirects(connector),
					TestClient.HTTP_SETTINGS.withRedirects(HttpRedirects.FOLLOW), TestClient.CALL_SETTINGS);
			WebClient.RequestBodySpec request = client.method(method).uri("/path");
			if (method == HttpMethod.POST) {
				request.bodyValue("{}");
			}
			StepVerifier.create(request.retrieve().toBodilessEntity()).expectErrorSatisfies((ex) -> {
				Throwable failure = (method == HttpMethod.POST) ? ex.getCause() : ex;
				assertThat(ex).isInstanceOf(
						(method == HttpMethod.POST) ? InqudOutcomeUnknownException.class : InqudApiException.class);
				assertThat(failure).isInstanceOf(InqudApiException.class)
					.hasMessage(method + " /path: " + status + ", redirects are not followed (to " + other.url() + ")");
				assertThat(((InqudApiException) failure).getStatusCode().value()).isEqualTo(status);
			}).verify(TIMEOUT);
			assertThat(server.requests()).hasSize(1);
			assertThat(other.connections()).isZero();
		}
	}

	/**
	 * The request of Jetty has a setting of its own.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 302, 303, 307 })
	void requestOfJettyCannotFollowARedirect(int status) throws IOException {
		try (RawHttpServer other = new RawHttpServer(RawHttpServer.json(200, "{}"));
				RawHttpServer server = new RawHttpServer(
						RawHttpServer.response(status, "Location: " + other.url() + "\r\n", ""))) {
			WebClient client = TestClient.create(server.url(), Connector.JETTY);
			for (HttpMethod method : List.of(HttpMethod.GET, HttpMethod.POST)) {
				StepVerifier
					.create(client.method(method)
						.uri("/path")
						.httpRequest((request) -> ((Request) request.getNativeRequest()).followRedirects(true))
						.retrieve()
						.toBodilessEntity())
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(
							(method == HttpMethod.POST) ? InqudOutcomeUnknownException.class : InqudException.class))
					.verify(TIMEOUT);
			}
			assertThat(server.requests()).isNotEmpty().allSatisfy(InqudToken::assertSigned);
			assertThat(server.requests()).filteredOn((request) -> request.method().equals("POST")).hasSize(1);
			assertThat(other.connections()).isZero();
		}
	}

	static Stream<Arguments> redirects() {
		return Arrays.stream(Connector.values())
			.flatMap((connector) -> Stream.of(301, 302, 303, 307, 308)
				.flatMap((status) -> Stream.of(HttpMethod.GET, HttpMethod.POST)
					.map((method) -> Arguments.of(method, status, connector))));
	}

	private static ClientHttpConnectorBuilder<?> followingRedirects(Connector connector) {
		return switch (connector) {
			case REACTOR ->
				ClientHttpConnectorBuilder.reactor().withHttpClientCustomizer((client) -> client.followRedirect(true));
			case JETTY -> ClientHttpConnectorBuilder.jetty()
				.withHttpClientCustomizer((client) -> client.setFollowRedirects(true));
			case HTTP_COMPONENTS -> ClientHttpConnectorBuilder.httpComponents()
				.withHttpClientCustomizer((client) -> client.setRedirectStrategy(DefaultRedirectStrategy.INSTANCE));
			case JDK -> ClientHttpConnectorBuilder.jdk()
				.withHttpClientCustomizer((client) -> client.followRedirects(HttpClient.Redirect.ALWAYS));
		};
	}

}
