package com.inqud.spring.client;

import java.io.IOException;
import java.time.Duration;

import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the response to a write without a body is its response, however fast it
 * comes: the head is the whole request.
 */
class BodilessWriteTests {

	private static final int CALLS = 300;

	@ParameterizedTest
	@EnumSource(Connector.class)
	void responseThatComesAtOnceIsTheResponse(Connector connector) throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = TestClient.create(server.url(), connector);
			StepVerifier.create(
					Flux.range(0, CALLS).concatMap((i) -> client.post().uri("/").retrieve().toBodilessEntity()).then())
				.expectComplete()
				.verify(Duration.ofSeconds(30));
			assertThat(server.requests()).hasSize(CALLS);
		}
	}

}
