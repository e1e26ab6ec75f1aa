package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.MediaType;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test of concurrent payouts, of which some are cancelled, reset or given up at the
 * deadline. {@code -Dstress.requests} sets their number.
 */
class StressTests {

	private static final int REQUESTS = Integer.getInteger("stress.requests", 400);

	private static final int CONCURRENCY = 64;

	private final Set<String> arrived = ConcurrentHashMap.newKeySet();

	private final Set<String> twice = ConcurrentHashMap.newKeySet();

	private final Map<Integer, Sinks.Empty<Void>> cancellations = new ConcurrentHashMap<>();

	@ParameterizedTest
	@EnumSource(Connector.class)
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void everyPayoutEndsInWhatBecameOfIt(Connector connector) throws IOException {
		try (RawHttpServer server = RawHttpServer.forgetful(this::respond)) {
			WebClient client = TestClient.create(server.url(), connector.builder(), TestClient.HTTP_SETTINGS,
					new InqudCallSettings(Duration.ofSeconds(1), DataSize.ofMegabytes(1), 1, Duration.ZERO,
							Duration.ZERO));
			Map<String, Long> outcomes = Flux.range(0, REQUESTS)
				.flatMap((number) -> outcome(client, number).map((outcome) -> {
					assertThat(outcome).as("payout %s", number).doesNotStartWith("wrong");
					return outcome;
				}).timeout(Duration.ofSeconds(20)), CONCURRENCY)
				.collect(Collectors.groupingBy((outcome) -> outcome, Collectors.counting()))
				.block();
			assertThat(this.twice).isEmpty();
			assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(REQUESTS);
			assertThat(outcomes).containsKeys("paid", "unknown", "cancelled");
			assertThat(outcomes.get("cancelled")).isEqualTo(REQUESTS / 10);
		}
	}

	private Mono<String> outcome(WebClient client, int number) {
		String reference = "order-" + number;
		Mono<Payment> payout = client.post()
			.uri(Payouts.PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Payouts.request(reference))
			.retrieve()
			.bodyToMono(Payment.class);
		if (number % 10 == 3) {
			payout = payout.takeUntilOther((number % 20 == 3)
					? cancellation(number).asMono().timeout(Duration.ofMillis(500), Mono.empty()) : Mono.empty());
		}
		return payout.map((payment) -> payment.id().equals(reference) ? "paid" : "wrong " + payment.id())
			.switchIfEmpty(Mono.just("cancelled"))
			.onErrorResume(InqudOutcomeUnknownException.class, (ex) -> Mono.just("unknown"))
			.onErrorResume(InqudNotSentException.class,
					(ex) -> Mono.just(this.arrived.contains(reference) ? "wrong: not sent" : "not sent"));
	}

	private Sinks.Empty<Void> cancellation(int number) {
		return this.cancellations.computeIfAbsent(number, (key) -> Sinks.empty());
	}

	private void respond(RawHttpServer.Request request, Socket socket) throws IOException {
		String reference = String.valueOf(InqudJson.text(request.body(), "clientOrderId"));
		if (!this.arrived.add(reference)) {
			this.twice.add(reference);
		}
		int number = Integer.parseInt(reference.substring("order-".length()));
		String body = "{\"id\":\"" + reference + "\"}";
		switch (number % 10) {
			case 3 -> cancellation(number).tryEmitEmpty();
			case 7 -> RawHttpServer.reset().respond(request, socket);
			default -> {
				if (number % 50 != 5) {
					RawHttpServer.json(200, body).respond(request, socket);
				}
			}
		}
	}

}
