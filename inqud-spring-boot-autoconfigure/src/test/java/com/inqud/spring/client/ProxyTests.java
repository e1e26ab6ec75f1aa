package com.inqud.spring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import org.apache.hc.core5.http.HttpHost;
import org.eclipse.jetty.client.HttpProxy;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.transport.ProxyProvider;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what a proxy responds to CONNECT is no response of Inqud.
 */
class ProxyTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@ParameterizedTest
	@MethodSource("refusals")
	void refusedConnectMeansNotSent(RawHttpServer.Responder refusal, Connector connector) throws IOException {
		try (RawHttpServer proxy = new RawHttpServer(refusal)) {
			WebClient client = TestClient.create(URI.create("https://api.example"), through(proxy.port(), connector),
					TestClient.HTTP_SETTINGS, TestClient.CALL_SETTINGS);
			for (int i = 0; i < 2; i++) {
				StepVerifier.create(TestClient.operations(client).payout(payoutRequest()))
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InqudNotSentException.class)
						.message()
						.startsWith("POST /v1/user/payments/payout: not sent: "))
					.verify(TIMEOUT);
			}
			assertThat(proxy.requests()).isNotEmpty().allSatisfy((request) -> {
				assertThat(request.method()).isEqualTo("CONNECT");
				assertThat(request.target()).isEqualTo("api.example:443");
				assertThat(request.headers().keySet()).noneMatch((name) -> name.startsWith("X-"));
				assertThat(request.body()).isEmpty();
			});
		}
	}

	static Stream<Arguments> refusals() {
		return Stream
			.of(Named.of("407",
					RawHttpServer.response(407, "Proxy-Authenticate: Basic realm=\"proxy\"\r\n", "{}").andClose()),
					Named.of("407 without a challenge", RawHttpServer.json(407, "{}").andClose()),
					Named.of("503", RawHttpServer.json(503, "{}").andClose()),
					Named.of("402", RawHttpServer.json(402, "{\"code\":\"REFUSED\"}").andClose()),
					Named.of("302", RawHttpServer.response(302, "Location: http://127.0.0.1:1/\r\n", "").andClose()),
					Named.of("reset", RawHttpServer.reset()),
					Named.of("close", (RawHttpServer.Responder) (request, socket) -> socket.close()))
			.flatMap((refusal) -> Stream.of(Connector.values()).map((connector) -> Arguments.of(refusal, connector)));
	}

	private static ClientHttpConnectorBuilder<?> through(int port, Connector connector) {
		return switch (connector) {
			case REACTOR -> ClientHttpConnectorBuilder.reactor()
				.withHttpClientCustomizer((client) -> client
					.proxy((proxy) -> proxy.type(ProxyProvider.Proxy.HTTP).host("127.0.0.1").port(port)));
			case JETTY -> ClientHttpConnectorBuilder.jetty()
				.withHttpClientCustomizer(
						(client) -> client.getProxyConfiguration().addProxy(new HttpProxy("127.0.0.1", port)));
			case HTTP_COMPONENTS -> ClientHttpConnectorBuilder.httpComponents()
				.withHttpClientCustomizer((client) -> client.setProxy(new HttpHost("127.0.0.1", port)));
			case JDK -> ClientHttpConnectorBuilder.jdk()
				.withHttpClientCustomizer(
						(client) -> client.proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", port))));
		};
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.TEN).currency("USD").method("CC_VISAMC").build();
	}

}
