package com.inqud.spring.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import org.eclipse.jetty.client.Request;
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

	private static final int FAILING_CALLS = 30;

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

	/**
	 * Jetty follows a redirect that is asked for, and fails as soon as it sees one.
	 */
	@ParameterizedTest
	@EnumSource(Connector.class)
	void failureAfterTheHeadIsNoProofThatNothingWasSent(Connector connector) throws IOException {
		for (RawHttpServer.Responder responder : List.of(RawHttpServer.reset(),
				RawHttpServer.response(307, "Location: http://127.0.0.1:1/\r\n", ""),
				RawHttpServer.raw("nonsense\r\n\r\n").andClose())) {
			try (RawHttpServer server = new RawHttpServer(responder)) {
				WebClient client = TestClient.create(server.url(), connector);
				for (int i = 0; i < FAILING_CALLS; i++) {
					StepVerifier.create(client.post().uri("/").httpRequest((request) -> {
						if (request.getNativeRequest() instanceof Request jetty) {
							jetty.followRedirects(true);
						}
					}).retrieve().toBodilessEntity())
						.expectError(InqudOutcomeUnknownException.class)
						.verify(Duration.ofSeconds(30));
				}
				assertThat(server.requests()).hasSize(FAILING_CALLS);
			}
		}
	}

}
