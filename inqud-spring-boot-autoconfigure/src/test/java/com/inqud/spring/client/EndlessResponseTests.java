package com.inqud.spring.client;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a response without an end stops at a limit, long before the call timeout.
 * The client of the JDK stops reading, and closes the connection only when it is garbage.
 */
class EndlessResponseTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final int MAX_BYTES = 64 * 1024 * 1024;

	private static final InqudCallSettings SETTINGS = new InqudCallSettings(Duration.ofMinutes(5),
			DataSize.ofMegabytes(1), 1, Duration.ZERO, Duration.ZERO);

	@ParameterizedTest
	@MethodSource("endless")
	void stopsAtALimit(Endless endless, Connector connector) throws IOException {
		AtomicLong written = new AtomicLong();
		try (RawHttpServer server = new RawHttpServer((request, socket) -> write(endless, socket, written))) {
			WebClient client = TestClient.create(server.url(), connector.builder(),
					TestClient.HTTP_SETTINGS.withReadTimeout(Duration.ofMinutes(5)), SETTINGS);
			StepVerifier.create(TestClient.operations(client).payout(payoutRequest()))
				.expectError(InqudOutcomeUnknownException.class)
				.verify(TIMEOUT);
			if (connector != Connector.JDK) {
				await().atMost(TIMEOUT).until(() -> server.openConnections() == 0);
			}
			assertThat(written.get()).isLessThan(MAX_BYTES);
			assertStillWorks(client, server.url());
		}
	}

	static Stream<Arguments> endless() {
		return Stream.of(Endless.values())
			.flatMap((endless) -> Stream.of(Connector.values()).map((connector) -> Arguments.of(endless, connector)));
	}

	private static void write(Endless endless, Socket socket, AtomicLong written) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(endless.start.getBytes(StandardCharsets.US_ASCII));
		byte[] part = endless.part.repeat(64).getBytes(StandardCharsets.US_ASCII);
		while (written.addAndGet(part.length) < MAX_BYTES) {
			out.write(part);
		}
		socket.close();
	}

	private static void assertStillWorks(WebClient client, URI url) {
		StepVerifier.create(client.post().uri(url).bodyValue("{}").retrieve().toBodilessEntity())
			.expectError(InqudOutcomeUnknownException.class)
			.verify(TIMEOUT);
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.TEN).currency("USD").method("CC_VISAMC").build();
	}

	enum Endless {

		HEADERS("HTTP/1.1 200 OK\r\n", "X-More: " + "x".repeat(1_000) + "\r\n"),

		HEADER("HTTP/1.1 200 OK\r\nX-More: ", "x".repeat(1_000)),

		BODY("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n",
				" ".repeat(1_000)),

		CHUNKS("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
				"3E8\r\n" + " ".repeat(1_000) + "\r\n");

		private final String start;

		private final String part;

		Endless(String start, String part) {
			this.start = start;
			this.part = part;
		}

	}

}
