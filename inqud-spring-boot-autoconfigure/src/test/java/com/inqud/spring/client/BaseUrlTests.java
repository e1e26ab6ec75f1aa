package com.inqud.spring.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.client.exchange.InqudHttpServices;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.util.DefaultUriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that the path of the base URL arrives as it is written.
 */
class BaseUrlTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"));

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void encodedPathArrivesAsItIsWritten(Connector connector) {
		WebClient client = TestClient.create(URI.create(this.server.url() + "/a%20b%2Fc"), connector);
		TestClient.operations(client).paymentsByOrder("ORD 1/2").blockLast(TIMEOUT);
		assertThat(this.server.onlyRequest().target())
			.isEqualTo("/a%20b%2Fc/v1/user/payments/search?orderId=ORD%201%2F2");
		InqudToken.assertSigned(this.server.onlyRequest());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "/prefix", "/prefix/", "/a%20b", "/a%2Fb", "/a%20b/", "/%7Bx%7D", "/ü%25" })
	void everyKindOfUriIsBelowThePath(String path) {
		WebClient client = client(path);
		String prefix = URI.create(path.endsWith("/") ? path.substring(0, path.length() - 1) : path).toASCIIString();
		assertTarget(client.get().uri("/x"), prefix + "/x");
		assertTarget(client.get().uri("/x?back=https://shop.example/a"), prefix + "/x?back=https://shop.example/a");
		assertTarget(client.get().uri("/x/{id}?q={q}", "a b/c", "d&e"), prefix + "/x/a%20b%2Fc?q=d%26e");
		assertTarget(client.get().uri("/x/{id}", Map.of("id", "%20")), prefix + "/x/%2520");
		assertTarget(client.get().uri((builder) -> builder.path("/x").queryParam("q", "{q}").build("a b")),
				prefix + "/x?q=a%20b");
		assertTarget(client.get().uri((builder) -> builder.pathSegment("x", "a/b").build()), prefix + "/x/a%2Fb");
		assertTarget(client.get().uri("/x/{id}", (builder) -> builder.queryParam("q", 1).build("a b")),
				prefix + "/x/a%20b?q=1");
		assertTarget(client.get().uri(URI.create(this.server.url() + "/x%20y")), "/x%20y");
		assertTarget(client.get().uri(this.server.url() + "/x/{id}", "a/b"), "/x/a%2Fb");
		Exchange exchange = InqudHttpServices.create(client, Exchange.class);
		exchange.things("a b/c", "https://shop.example?a=b").block(TIMEOUT);
		assertThat(last()).isEqualTo(prefix + "/things/a%20b%2Fc?back=https%3A%2F%2Fshop.example%3Fa%3Db");
	}

	@ParameterizedTest
	@CsvSource({ "/a%20b, //other.example/x", "/a%20b, http://other.example/x", "/prefix, http://other.example/x",
			"/a%20b, http://127.0.0.1:1/x" })
	void otherOriginStaysAnotherOrigin(String path, String uri) {
		WebClient client = client(path);
		assertThatExceptionOfType(InqudNotSentException.class)
			.isThrownBy(() -> client.get().uri(uri).retrieve().toBodilessEntity().block(TIMEOUT));
		assertThat(this.server.connections()).isZero();
	}

	@Test
	void otherPortOfTheBuilderIsAnotherOrigin() {
		WebClient client = client("/a%20b");
		int longer = this.server.port() * 10 % 65_536;
		assertThatExceptionOfType(InqudNotSentException.class)
			.isThrownBy(() -> client.get()
				.uri((builder) -> builder.port(longer).path("/x").build())
				.retrieve()
				.toBodilessEntity()
				.block(TIMEOUT))
			.withMessageContaining("targets http://127.0.0.1:" + longer);
	}

	@Test
	void customizerCannotReplaceTheUriBuilderFactory() {
		DefaultUriBuilderFactory other = new DefaultUriBuilderFactory("http://127.0.0.1:1");
		TestClient.builder(this.server.url())
			.customizer((builder) -> builder.uriBuilderFactory(other).baseUrl("http://127.0.0.1:1"))
			.build()
			.balances()
			.blockLast(TIMEOUT);
		assertThat(last()).isEqualTo("/v1/user/wallet/balances");
	}

	private WebClient client(String path) {
		return TestClient.create(URI.create(this.server.url() + path));
	}

	private void assertTarget(WebClient.RequestHeadersSpec<?> request, String target) {
		request.retrieve().toBodilessEntity().block(TIMEOUT);
		assertThat(last()).isEqualTo(target);
	}

	private String last() {
		return this.server.requests().get(this.server.requests().size() - 1).target();
	}

	interface Exchange {

		@GetExchange("/things/{id}")
		Mono<Void> things(@PathVariable String id, @RequestParam String back);

	}

}
