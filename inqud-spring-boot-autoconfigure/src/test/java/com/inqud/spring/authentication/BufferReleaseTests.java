package com.inqud.spring.authentication;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.test.BufferLeaks;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@link InqudAuthenticationFilterFunction} releases the buffers of a request
 * body, however the request ends.
 */
class BufferReleaseTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final int REPETITIONS = 20;

	private BufferLeaks leaks;

	@BeforeEach
	void detectLeaks() {
		this.leaks = new BufferLeaks();
	}

	@AfterEach
	void stopDetection() {
		this.leaks.close();
	}

	@ParameterizedTest
	@MethodSource("com.inqud.spring.authentication.InqudAuthenticationFilterFunctionTests#bodies")
	void onSuccess(InqudAuthenticationFilterFunctionTests.Body body) throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = webClient(server.port());
			for (int i = 0; i < REPETITIONS; i++) {
				StepVerifier.create(body.request().prepare(client).retrieve().toBodilessEntity())
					.expectNextCount(1)
					.expectComplete()
					.verify(TIMEOUT);
			}
		}
		this.leaks.assertNone();
	}

	@Test
	void onConnectionReset() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.reset())) {
			expectErrors(server.port(), BufferReleaseTests::twoParts);
		}
		this.leaks.assertNone();
	}

	@Test
	void onConnectionRefused() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		expectErrors(port, BufferReleaseTests::twoParts);
		this.leaks.assertNone();
	}

	@Test
	void onErrorOfTheBody() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			Flux<String> body = Flux.just("first", "second").concatWith(Flux.error(new IllegalStateException()));
			expectErrors(server.port(), (spec) -> spec.body(body, String.class));
		}
		this.leaks.assertNone();
	}

	@Test
	void onBodyThatIsTooLarge() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = webClient(server.port());
			Flux<String> body = Flux.range(0, 5).map((i) -> "x".repeat(1024 * 1024));
			for (int i = 0; i < REPETITIONS; i++) {
				StepVerifier.create(client.post().uri("/").body(body, String.class).retrieve().toBodilessEntity())
					.expectErrorSatisfies(
							(ex) -> assertThat(ex).hasRootCauseInstanceOf(InqudRequestRefusedException.class))
					.verify(TIMEOUT);
			}
		}
		this.leaks.assertNone();
	}

	@Test
	void onErrorBeforeTheBodyIsWritten() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			expectErrors(server.port(), (spec) -> twoParts(spec
				.httpRequest((request) -> request.beforeCommit(() -> Mono.error(new IllegalStateException())))));
		}
		this.leaks.assertNone();
	}

	@Test
	void onCancelBeforeTheBodyIsWritten() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = webClient(server.port());
			for (int i = 0; i < REPETITIONS; i++) {
				Sinks.Empty<Void> committing = Sinks.empty();
				Mono<?> call = client.post().uri("/").httpRequest((request) -> request.beforeCommit(() -> {
					committing.tryEmitEmpty();
					return Mono.never();
				})).body(Flux.just("first", "second"), String.class).retrieve().toBodilessEntity();
				cancelOn(committing.asMono(), call);
			}
		}
		this.leaks.assertNone();
	}

	@Test
	void onCancelWhileTheBodyIsCollected() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = webClient(server.port());
			for (int i = 0; i < REPETITIONS; i++) {
				Sinks.Empty<Void> collecting = Sinks.empty();
				Flux<String> body = Flux.just("first", "second")
					.concatWith(Mono.<String>never().doOnSubscribe((subscription) -> collecting.tryEmitEmpty()));
				cancelOn(collecting.asMono(),
						client.post().uri("/").body(body, String.class).retrieve().toBodilessEntity());
			}
		}
		this.leaks.assertNone();
	}

	@Test
	void onBodyThatIsTooLargeWithBuffersInAQueue() throws IOException {
		NettyDataBufferFactory bufferFactory = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			Flux<DataBuffer> body = Flux.range(0, 10)
				.map((i) -> bufferFactory.allocateBuffer(1).write(new byte[1024 * 1024]))
				.map(DataBuffer.class::cast)
				.publishOn(Schedulers.parallel());
			expectErrors(server.port(), (spec) -> spec.body(BodyInserters.fromDataBuffers(body)));
		}
		this.leaks.assertNone();
	}

	@Test
	void onCancelWhileTheBodyGoesOn() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = webClient(server.port());
			for (int i = 0; i < REPETITIONS; i++) {
				Sinks.Empty<Void> collecting = Sinks.empty();
				Sinks.Empty<Void> ended = Sinks.empty();
				Flux<String> body = Flux.interval(Duration.ofMillis(1))
					.map((number) -> "part")
					.doOnNext((part) -> collecting.tryEmitEmpty())
					.doOnCancel(ended::tryEmitEmpty);
				cancelOn(collecting.asMono(),
						client.post().uri("/").body(body, String.class).retrieve().toBodilessEntity());
				StepVerifier.create(ended.asMono()).expectComplete().verify(TIMEOUT);
			}
		}
		this.leaks.assertNone();
	}

	@Test
	void onCancelWhileTheAnswerIsAwaited() throws IOException {
		Sinks.Many<Integer> arrived = Sinks.many().replay().latest();
		try (RawHttpServer server = new RawHttpServer(
				(request, socket) -> arrived.tryEmitNext(Integer.parseInt(request.target().substring(1))))) {
			WebClient client = webClient(server.port());
			for (int i = 0; i < REPETITIONS; i++) {
				int number = i;
				Mono<?> call = client.post()
					.uri("/" + i)
					.body(Flux.just("first", "second"), String.class)
					.retrieve()
					.toBodilessEntity();
				cancelOn(arrived.asFlux().filter((value) -> value == number).next().then(), call);
			}
		}
		this.leaks.assertNone();
	}

	private static void cancelOn(Mono<Void> signal, Mono<?> call) {
		StepVerifier.create(call.takeUntilOther(signal)).expectComplete().verify(TIMEOUT);
	}

	private static RequestHeadersSpec<?> twoParts(RequestBodySpec spec) {
		return spec.body(Flux.just("first", "second"), String.class);
	}

	private static void expectErrors(int port, Function<RequestBodySpec, RequestHeadersSpec<?>> request) {
		WebClient client = webClient(port);
		for (int i = 0; i < REPETITIONS; i++) {
			StepVerifier.create(request.apply(client.post().uri("/")).retrieve().toBodilessEntity())
				.expectError()
				.verify(TIMEOUT);
		}
	}

	private static WebClient webClient(int port) {
		URI baseUrl = URI.create("http://127.0.0.1:" + port);
		return WebClient.builder()
			.baseUrl(baseUrl.toString())
			.filter(new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
					AuthMode.HMAC, baseUrl, DataSize.ofMegabytes(4)))
			.build();
	}

}
