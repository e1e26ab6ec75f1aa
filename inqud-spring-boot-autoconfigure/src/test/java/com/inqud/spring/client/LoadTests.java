package com.inqud.spring.client;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.test.BufferLeaks;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test of many concurrent calls, of which some are cancelled and some are reset, against
 * a server that verifies every signature. {@code -Dload.requests} sets their number.
 */
class LoadTests {

	private static final int REQUESTS = Integer.getInteger("load.requests", 5_000);

	private static final int CONCURRENCY = 64;

	private final Set<String> salts = ConcurrentHashMap.newKeySet();

	private final Map<Integer, Sinks.Empty<Void>> cancellations = new ConcurrentHashMap<>();

	private final AtomicInteger arrived = new AtomicInteger();

	private final AtomicInteger wrong = new AtomicInteger();

	@Test
	@Timeout(value = 30, unit = TimeUnit.MINUTES)
	void signsEveryRequestRightAndLosesNothing() throws IOException {
		AtomicInteger answered = new AtomicInteger();
		AtomicInteger unknown = new AtomicInteger();
		AtomicInteger cancelled = new AtomicInteger();
		try (BufferLeaks leaks = new BufferLeaks()) {
			try (RawHttpServer server = RawHttpServer.forgetful(this::respond)) {
				WebClient client = TestClient.create(server.url());
				Flux.range(0, REQUESTS)
					.flatMap((number) -> call(client, number).doOnNext((answer) -> answered.incrementAndGet())
						.switchIfEmpty(Mono.fromRunnable(cancelled::incrementAndGet))
						.onErrorResume(InqudOutcomeUnknownException.class, (ex) -> {
							unknown.incrementAndGet();
							return Mono.empty();
						}), CONCURRENCY)
					.then()
					.block();
			}
			leaks.assertNone();
		}
		assertThat(this.wrong).hasValue(0);
		assertThat(this.salts).hasSize(this.arrived.get());
		assertThat(cancelled).hasValue(REQUESTS / 10);
		assertThat(unknown).hasValue(REQUESTS / 10);
		assertThat(answered).hasValue(REQUESTS - 2 * (REQUESTS / 10));
		assertThat(this.arrived.get()).isBetween(REQUESTS - REQUESTS / 20, REQUESTS);
	}

	private Mono<?> call(WebClient client, int number) {
		WebClient.RequestBodySpec request = client.post().uri("/{number}", number);
		WebClient.RequestHeadersSpec<?> spec = switch (number / 10 % 6) {
			case 0 -> request;
			case 1 -> request.contentType(MediaType.APPLICATION_JSON).bodyValue(Map.of("number", number));
			case 2 -> request.bodyValue("Jürgen 😀 ".repeat(50));
			case 3 -> request.bodyValue(new byte[4_000]);
			case 4 -> request.bodyValue(new byte[60_000]);
			default -> request.contentType(MediaType.APPLICATION_NDJSON)
				.body(Flux.range(number, 20).map((i) -> Map.of("number", i)), Map.class);
		};
		Mono<?> call = spec.retrieve().toBodilessEntity();
		return switch (number % 20) {
			case 3 -> call.takeUntilOther(cancellation(number).asMono());
			case 13 -> call.takeUntilOther(Mono.empty());
			default -> call;
		};
	}

	private Sinks.Empty<Void> cancellation(int number) {
		return this.cancellations.computeIfAbsent(number, (key) -> Sinks.empty());
	}

	private void respond(RawHttpServer.Request request, Socket socket) throws IOException {
		int number = Integer.parseInt(request.target().substring(1));
		this.arrived.incrementAndGet();
		this.salts.add(request.header("X-Salt"));
		try {
			InqudToken.assertSigned(request);
		}
		catch (AssertionError ex) {
			this.wrong.incrementAndGet();
		}
		switch (number % 10) {
			case 3 -> cancellation(number).tryEmitEmpty();
			case 7 -> RawHttpServer.reset().respond(request, socket);
			default -> RawHttpServer.json(200, "{}").respond(request, socket);
		}
	}

}
