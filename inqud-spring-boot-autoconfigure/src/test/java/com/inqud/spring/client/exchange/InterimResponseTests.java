package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Request;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a response reaches the call that it answers, and no other.
 */
class InterimResponseTests {

	private static final InqudCallSettings SETTINGS = new InqudCallSettings(Duration.ofSeconds(1),
			DataSize.ofMegabytes(1), 1, Duration.ZERO, Duration.ZERO);

	private RawHttpServer server;

	@AfterEach
	void closeServer() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

	static Stream<Arguments> interim() {
		return Stream.of(Connector.values())
			.flatMap((connector) -> Stream.of(100, 102, 103, 199).map((status) -> Arguments.of(connector, status)));
	}

	/**
	 * The client of Jetty waits in vain after a status that it does not know, and after a
	 * second 100.
	 */
	@ParameterizedTest
	@MethodSource("interim")
	void interimResponsesAreNotTheResponse(Connector connector, int status) throws Exception {
		String interim = "HTTP/1.1 " + status + " Interim\r\nLink: </a>\r\n\r\n";
		for (int count : new int[] { 1, 3 }) {
			CountDownLatch ended = new CountDownLatch(1);
			Responder together = (request, socket) -> RawHttpServer.raw(interim.repeat(count) + paid(request))
				.respond(request, socket);
			Responder apart = (request, socket) -> {
				for (int i = 0; i < count; i++) {
					RawHttpServer.raw(interim).respond(request, socket);
				}
				await(ended);
				RawHttpServer.raw(paid(request)).respond(request, socket);
			};
			for (Responder responder : List.of(together, apart)) {
				try (RawHttpServer interims = new RawHttpServer(Payouts.warm(responder))) {
					WebClient client = client(interims.url(), connector);
					CompletableFuture<Payment> first = pay(client, "a").toFuture();
					first.whenComplete((payment, ex) -> ended.countDown());
					if (connector == Connector.JETTY && (status == 199 || status == 100 && count > 1)) {
						assertThat(first).failsWithin(Payouts.TIMEOUT)
							.withThrowableThat()
							.withCauseInstanceOf(InqudOutcomeUnknownException.class);
					}
					else {
						assertThat(first.get(30, TimeUnit.SECONDS).id()).isEqualTo("a");
						assertThat(pay(client, "b").block(Payouts.TIMEOUT).id()).isEqualTo("b");
					}
				}
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void switchedProtocolEndsTheConnection(Connector connector) {
		URI url = start((request, socket) -> {
			if (reference(request).equals("a")) {
				RawHttpServer
					.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n"
							+ paid(request))
					.respond(request, socket);
			}
			else {
				RawHttpServer.raw(paid(request)).respond(request, socket);
			}
		});
		WebClient client = client(url, connector);
		assertThat(Payouts.failure(pay(client, "a"))).isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(pay(client, "b").block(Payouts.TIMEOUT).id()).isEqualTo("b");
	}

	@ParameterizedTest
	@MethodSource("interim")
	void interimResponseAsTheLastWordIsAnUnknownOutcome(Connector connector, int status) {
		URI url = start(RawHttpServer.raw("HTTP/1.1 " + status + " Interim\r\n\r\n").andClose());
		assertThat(Payouts.failure(pay(client(url, connector), "a"))).isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(this.server.requests()).extracting(Request::target).containsOnlyOnce(Payouts.PATH);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void surplusResponseReachesNoOtherCall(Connector connector) {
		URI url = start((request, socket) -> RawHttpServer.raw(paid(request) + paid(request)).respond(request, socket));
		WebClient client = client(url, connector);
		for (String reference : List.of("a", "b", "c")) {
			Object outcome = pay(client, reference).map(Payment::id)
				.onErrorResume(InqudOutcomeUnknownException.class, (ex) -> Mono.just(reference))
				.block(Payouts.TIMEOUT);
			assertThat(outcome).isEqualTo(reference);
		}
	}

	/**
	 * More calls than the pool of any connector has connections.
	 */
	@ParameterizedTest
	@EnumSource(Connector.class)
	void surplusResponseReachesNoCallThatWaitsForTheConnection(Connector connector) {
		URI url = start((request, socket) -> RawHttpServer.raw(paid(request) + paid(request)).respond(request, socket));
		WebClient client = client(url, connector);
		int calls = (connector == Connector.REACTOR) ? 600 : 100;
		StepVerifier
			.create(Flux.range(0, calls)
				.map(String::valueOf)
				.flatMap((reference) -> pay(client, reference).map((payment) -> payment.id().equals(reference))
					.onErrorResume(InqudOutcomeUnknownException.class, (ex) -> Mono.just(true))
					.onErrorResume(InqudNotSentException.class, (ex) -> Mono.just(!arrived(reference))), calls)
				.filter((right) -> !right)
				.count())
			.expectNext(0L)
			.expectComplete()
			.verify(Payouts.TIMEOUT);
	}

	private boolean arrived(String reference) {
		return this.server.requests().stream().anyMatch((request) -> reference(request).equals(reference));
	}

	private static String paid(Request request) {
		String body = "{\"id\":\"" + reference(request) + "\"}";
		return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
				+ body;
	}

	private static String reference(Request request) {
		return String.valueOf(InqudJson.text(request.body(), "clientOrderId"));
	}

	private static void await(CountDownLatch ended) {
		try {
			ended.await(200, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static Mono<Payment> pay(WebClient client, String reference) {
		return client.post()
			.uri(Payouts.PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Payouts.request(reference))
			.retrieve()
			.bodyToMono(Payment.class);
	}

	private static WebClient client(URI url, Connector connector) {
		return Payouts.warmClient(url, connector, SETTINGS);
	}

	private URI start(Responder responder) {
		this.server = new RawHttpServer(Payouts.warm(responder));
		return this.server.url();
	}

}
