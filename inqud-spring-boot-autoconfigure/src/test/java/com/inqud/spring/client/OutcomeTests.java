package com.inqud.spring.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.InqudServerException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.BufferLeaks;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.OpenConnectors;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import com.inqud.spring.test.SelfSigned;
import io.netty.buffer.PooledByteBufAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a caller is told, and for how often a request is sent, when a call does
 * not succeed.
 */
class OutcomeTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final String PAYOUT = "POST /v1/user/payments/payout: ";

	private RawHttpServer server;

	@AfterEach
	void closeServer() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest
	@MethodSource("noUsableAnswerAndConnectors")
	void payoutWithoutUsableAnswerIsSentOnceAndItsOutcomeIsUnknown(Failure failure, Connector connector) {
		InqudException ex = fail(payout(start(failure.responder), connector));
		assertThat(ex).isInstanceOfSatisfying(InqudOutcomeUnknownException.class, (unknown) -> {
			assertThat(unknown.getMethod()).isEqualTo(HttpMethod.POST);
			assertThat(unknown.getPath()).isEqualTo("/v1/user/payments/payout");
			assertThat(unknown.getClientOrderId()).isEqualTo("order-1");
			assertThat(unknown).hasCauseInstanceOf(failure.cause)
				.message()
				.startsWith(PAYOUT + "outcome unknown of \"order-1\": ");
		});
		assertThat(this.server.requests()).hasSize(1).allSatisfy(InqudToken::assertSigned);
	}

	@ParameterizedTest
	@MethodSource("noUsableAnswerAndConnectors")
	void readWithoutUsableAnswerIsTriedAgain(Failure failure, Connector connector) {
		InqudException ex = fail(balances(start(failure.responder), connector));
		assertThat(ex).isInstanceOf(failure.cause);
		assertThat(this.server.requests()).allSatisfy(InqudToken::assertSigned);
		assertThat(this.server.requests().stream().map((request) -> request.header("X-Salt")).distinct())
			.hasSize(failure.retried ? 3 : 1);
		if (connector != Connector.JDK) {
			assertThat(this.server.requests()).hasSize(failure.retried ? 3 : 1);
		}
	}

	static Stream<Arguments> noUsableAnswerAndConnectors() {
		return Stream
			.of(new Failure("reset", RawHttpServer.reset(), InqudNoResponseException.class, true),
					new Failure("close", (request, socket) -> socket.close(), InqudNoResponseException.class, true),
					new Failure("cut-off head", RawHttpServer.raw("HTTP/1.1 200 OK\r\nContent-Le").andClose(),
							InqudNoResponseException.class, true),
					new Failure("cut-off body",
							RawHttpServer
								.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
										+ "Content-Length: 100\r\n\r\n{\"id\":")
								.andClose(),
							InqudUnreadableResponseException.class, true),
					new Failure("no JSON", RawHttpServer.response(200, "Content-Type: text/html\r\n", "<p>Hello"),
							InqudUnreadableResponseException.class, false),
					new Failure("no content type", RawHttpServer.response(200, "", "{}"),
							InqudUnreadableResponseException.class, false),
					new Failure("invalid content type", RawHttpServer.response(200, "Content-Type: JSON!\r\n", "{}"),
							InqudUnreadableResponseException.class, false),
					new Failure("broken JSON", RawHttpServer.json(200, "{\"id\":"),
							InqudUnreadableResponseException.class, false),
					new Failure("other model", RawHttpServer.json(200, "{\"amount\":{},\"balance\":{}}"),
							InqudUnreadableResponseException.class, false),
					new Failure("too large", RawHttpServer.json(200, " ".repeat(4 * 1024 * 1024) + "{}"),
							InqudUnreadableResponseException.class, false),
					new Failure("502", RawHttpServer.json(502, "{}"), InqudServerException.class, true),
					new Failure("503", RawHttpServer.json(503, "{}"), InqudServerException.class, true),
					new Failure("504", RawHttpServer.response(504, "", ""), InqudServerException.class, true))
			.flatMap((failure) -> Stream.of(Connector.values())
				.map((connector) -> Arguments.of(Named.of(failure.name, failure), connector)));
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void answerInManyPiecesIsReadWhole(Connector connector) {
		String answer = IntStream.range(0, 400_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
		WebClient client = TestClient.create(start(RawHttpServer.json(200, answer)), connector);
		StepVerifier.create(client.get().uri("/large").retrieve().bodyToMono(String.class))
			.expectNext(answer)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(classes = { PickyModel.class, BrokenModel.class })
	void answerThatAModelDoesNotAcceptIsNoUsableAnswer(Class<?> model) {
		WebClient client = TestClient.create(start(RawHttpServer.json(200, "{\"id\":\"PMT-1\"}")), Connector.REACTOR);
		assertThat(fail(client.post().uri("/v1/payouts").bodyValue("{}").retrieve().bodyToMono(model)))
			.isInstanceOf(InqudOutcomeUnknownException.class)
			.hasMessage("POST /v1/payouts: outcome unknown: unreadable response: 200, no such id");
	}

	record PickyModel(String id) {

		PickyModel {
			throw new AssertionError("no such id");
		}

	}

	record BrokenModel(String id) {

		BrokenModel {
			throw new NoClassDefFoundError("no such id");
		}

	}

	@Test
	void answerThatNobodyReadsMayBeAnything() {
		WebClient client = TestClient.create(start(RawHttpServer.json(200, "no JSON")), Connector.REACTOR);
		StepVerifier.create(client.post().uri("/").bodyValue("{}").retrieve().bodyToMono(Void.class))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void copiedResponseLeavesNoBufferBehind() {
		NettyDataBufferFactory bufferFactory = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
		WebClient client = TestClient.create(start(RawHttpServer.json(200, "{}")), Connector.REACTOR)
			.mutate()
			.filter((request, next) -> next.exchange(request)
				.map((response) -> response.mutate()
					.body((body) -> body.doOnNext(DataBufferUtils::release)
						.thenMany(Flux.range(0, 10))
						.map((i) -> bufferFactory.allocateBuffer(1).write(new byte[1024 * 1024]))
						.map(DataBuffer.class::cast)
						.publishOn(Schedulers.parallel()))
					.build()))
			.build();
		try (BufferLeaks leaks = new BufferLeaks()) {
			for (int i = 0; i < 20; i++) {
				StepVerifier.create(client.get().uri("/").retrieve().bodyToMono(String.class))
					.expectNextMatches((text) -> text.length() == 10 * 1024 * 1024)
					.expectComplete()
					.verify(TIMEOUT);
			}
			leaks.assertNone();
		}
	}

	@Test
	void emptyAnswerToAPayoutIsNoUsableAnswer() {
		assertThat(fail(payout(start(RawHttpServer.json(200, "")), Connector.REACTOR)))
			.isInstanceOf(InqudOutcomeUnknownException.class)
			.hasMessage(PAYOUT + "outcome unknown of \"order-1\": unreadable response: 200, it is empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", "null" })
	void emptyAnswerIsNoEmptyList(String body) {
		assertThat(fail(balances(start(RawHttpServer.json(200, body)), Connector.REACTOR)))
			.isInstanceOf(InqudUnreadableResponseException.class)
			.hasMessage("GET /v1/user/wallet/balances: unreadable response: 200, it is empty");
	}

	@Test
	void emptyListAndNoContentAreEmpty() {
		StepVerifier.create(balances(start(RawHttpServer.json(200, " [ ] ")), Connector.REACTOR))
			.expectComplete()
			.verify(TIMEOUT);
		try (RawHttpServer noContent = new RawHttpServer(RawHttpServer.raw("HTTP/1.1 204 No Content\r\n\r\n"))) {
			StepVerifier.create(balances(noContent.url(), Connector.REACTOR)).expectComplete().verify(TIMEOUT);
			assertThat(fail(payout(noContent.url(), Connector.REACTOR)))
				.isInstanceOf(InqudOutcomeUnknownException.class)
				.hasMessage(PAYOUT + "outcome unknown of \"order-1\": unreadable response: 204, it is empty");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@EnumSource(value = Connector.class, mode = EnumSource.Mode.EXCLUDE, names = "JDK")
	void readTimeoutWithinAnAnswerIsTriedAgain(Connector connector) {
		URI url = start(
				RawHttpServer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n["));
		WebClient client = TestClient.create(url, connector.builder(),
				TestClient.HTTP_SETTINGS.withReadTimeout(Duration.ofMillis(300)), TestClient.CALL_SETTINGS);
		fail(TestClient.operations(client).balances());
		assertThat(this.server.requests()).hasSizeBetween(2, 3);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void refusalThatIsCutOffIsNoRefusal(Connector connector) {
		URI url = start(RawHttpServer.raw("HTTP/1.1 402 No\r\nContent-Length: 100\r\n\r\n{\"code\":").andClose());
		assertThat(fail(payout(url, connector))).isInstanceOf(InqudOutcomeUnknownException.class)
			.hasMessageStartingWith(PAYOUT + "outcome unknown of \"order-1\": unreadable response: 402, cut off: ");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void refusalCountsHoweverLargeItsBodyIs() {
		URI url = start(RawHttpServer.response(402, "", "x".repeat(8 * 1024 * 1024)));
		assertThat(fail(payout(url, Connector.REACTOR))).isInstanceOf(InqudApiException.class)
			.hasMessage(PAYOUT + "402 Payment Required");
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void filterOfTheApplicationCannotSendAPayoutAgain(Connector connector) throws IOException {
		ExchangeFilterFunction again = (request, next) -> next.exchange(request)
			.retryWhen(Retry.backoff(2, Duration.ofMillis(1)));
		for (Responder responder : List.of(RawHttpServer.reset(), RawHttpServer.json(402, "{}"),
				RawHttpServer.json(503, "{}"))) {
			try (RawHttpServer once = new RawHttpServer(responder)) {
				InqudException expected = fail(payout(once.url(), connector));
				WebClient before = TestClient.create(once.url(), connector.builder(), TestClient.HTTP_SETTINGS,
						TestClient.CALL_SETTINGS, (builder) -> builder.filter(again));
				InqudException ex = fail(TestClient.operations(before).payout(payoutRequest()));
				assertThat(ex).hasSameClassAs(expected).hasMessageNotContaining("again");
				if (connector == Connector.REACTOR) {
					assertThat(ex).hasMessage(expected.getMessage());
				}
				WebClient after = TestClient.create(once.url(), connector).mutate().filter(again).build();
				assertThat(fail(TestClient.operations(after).payout(payoutRequest()))).hasSameClassAs(expected);
				assertThat(once.requests()).hasSize(3);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void filterOfTheApplicationCannotSendAPayoutTwiceAtOnce(Connector connector) throws IOException {
		CountDownLatch done = new CountDownLatch(1);
		try (RawHttpServer once = new RawHttpServer((request, socket) -> {
			await(done);
			RawHttpServer.json(200, "{\"id\":\"PMT-1\"}").respond(request, socket);
		})) {
			WebClient client = TestClient.create(once.url(), connector.builder(), TestClient.HTTP_SETTINGS,
					TestClient.CALL_SETTINGS, (builder) -> builder.filter((request, next) -> {
						Mono<ClientResponse> attempt = next.exchange(request).doOnError((ex) -> done.countDown());
						return Mono.firstWithValue(attempt, attempt);
					}));
			StepVerifier.create(TestClient.operations(client).payout(payoutRequest()))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
			assertThat(once.requests()).hasSize(1);
		}
	}

	/**
	 * The connector has five connections, all of them in use, when the requests are given
	 * up.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatWasNotSentInTimeIsNotSentLater(boolean triedAgain) {
		CountDownLatch done = new CountDownLatch(1);
		URI url = start((request, socket) -> {
			await(done);
			RawHttpServer.json(200, "{\"id\":\"PMT-1\"}").respond(request, socket);
		});
		ClientHttpConnector connector = OpenConnectors.create(ClientHttpConnectorBuilder.httpComponents(),
				TestClient.HTTP_SETTINGS);
		WebClient patient = TestClient.create(url, connector, TestClient.CALL_SETTINGS);
		Mono<?> others = Flux.range(0, 5)
			.flatMap((i) -> patient.post().uri("/other").bodyValue("{}").retrieve().toBodilessEntity())
			.then()
			.cache();
		others.subscribe();
		Awaitility.await().atMost(TIMEOUT).until(() -> this.server.requests().size() == 5);
		WebClient impatient = TestClient.create(url, connector, new InqudCallSettings(Duration.ofMillis(400),
				DataSize.ofMegabytes(1), 1, Duration.ZERO, Duration.ZERO));
		if (triedAgain) {
			impatient = impatient.mutate()
				.filter((request, next) -> next.exchange(request).timeout(Duration.ofMillis(100)).retry(1))
				.build();
		}
		assertThat(fail(TestClient.operations(impatient).payout(payoutRequest())))
			.isInstanceOf(InqudNotSentException.class);
		StepVerifier.create(impatient.post().uri("/no-body").retrieve().toBodilessEntity())
			.expectError()
			.verify(TIMEOUT);
		done.countDown();
		StepVerifier.create(others.then(TestClient.operations(patient).payout(payoutRequest())))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.server.requests()).extracting(RawHttpServer.Request::target)
			.containsOnlyOnce("/v1/user/payments/payout")
			.doesNotContain("/no-body");
	}

	@Test
	void notSentIsForgottenOnceItIsSent() {
		AtomicInteger asked = new AtomicInteger();
		Mono<InqudCredentials> credentials = Mono
			.defer(() -> (asked.getAndIncrement() == 0) ? Mono.error(new IllegalStateException("the vault is sealed"))
					: Mono.just(new InqudCredentials(InqudToken.ID, InqudToken.SECRET)));
		Sinks.Many<Boolean> arrived = Sinks.many().multicast().directBestEffort();
		URI url = start((request, socket) -> arrived.tryEmitNext(true));
		InqudAuthenticationFilterFunction authentication = new InqudAuthenticationFilterFunction(credentials,
				AuthMode.HMAC, url, TestClient.MAX_REQUEST_SIZE);
		WebClient client = TestClient.create(url, authentication, TestClient.CALL_SETTINGS,
				(builder) -> builder.filter((request, next) -> next.exchange(request)
					.takeUntilOther(arrived.asFlux().next())
					.switchIfEmpty(Mono.error(new IllegalStateException("given up")))
					.retry(2)));
		assertThat(fail(TestClient.operations(client).payout(payoutRequest())))
			.isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(this.server.requests()).hasSize(1);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void filterOfTheApplicationMaySendAgainWhatWasNotSent() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		AtomicInteger attempts = new AtomicInteger();
		WebClient client = TestClient.create(URI.create("http://127.0.0.1:" + port), Connector.REACTOR.builder(),
				TestClient.HTTP_SETTINGS, TestClient.CALL_SETTINGS,
				(builder) -> builder.filter((request, next) -> Mono.defer(() -> {
					attempts.incrementAndGet();
					return next.exchange(request);
				}).retry(2)));
		assertThat(fail(TestClient.operations(client).payout(payoutRequest())))
			.isInstanceOf(InqudNotSentException.class);
		assertThat(attempts).hasValue(3);
	}

	@Test
	void everySubscriptionToAReadIsACallOfItsOwn() {
		Flux<?> balances = balances(start(RawHttpServer.json(200, "[]")), Connector.REACTOR);
		StepVerifier.create(balances.repeat(2)).expectComplete().verify(TIMEOUT);
		assertThat(this.server.requests()).hasSize(3);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void readTimeoutEndsACall(Connector connector) {
		URI url = start(RawHttpServer.silence());
		WebClient client = TestClient.create(url, connector.builder(),
				TestClient.HTTP_SETTINGS.withReadTimeout(Duration.ofMillis(300)), TestClient.CALL_SETTINGS);
		assertThat(fail(TestClient.operations(client).payout(payoutRequest())))
			.isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(this.server.requests()).hasSizeLessThanOrEqualTo(1);
		assertThat(fail(TestClient.operations(client).balances())).isInstanceOf(InqudNoResponseException.class);
		assertThat(this.server.requests()).hasSizeBetween(2, 4);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void callTimeoutEndsAnAnswerThatDrips(Connector connector) {
		URI url = start((request, socket) -> {
			RawHttpServer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n[")
				.respond(request, socket);
			drip(socket);
		});
		WebClient client = TestClient.create(url, connector.builder(), TestClient.HTTP_SETTINGS,
				new InqudCallSettings(Duration.ofSeconds(1), DataSize.ofMegabytes(1), 3, Duration.ZERO, Duration.ZERO));
		assertThat(fail(TestClient.operations(client).payout(payoutRequest())))
			.isInstanceOf(InqudOutcomeUnknownException.class)
			.hasMessageEndingWith("the response was not complete within 1000 ms");
		assertThat(fail(TestClient.operations(client).balances())).isInstanceOf(InqudNoResponseException.class);
		assertThat(this.server.requests()).hasSize(2);
	}

	private static void drip(Socket socket) throws IOException {
		CountDownLatch never = new CountDownLatch(1);
		try {
			while (!never.await(20, TimeUnit.MILLISECONDS)) {
				socket.getOutputStream().write(' ');
				socket.getOutputStream().flush();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void otherMethodsThanGetAndHeadAreSentOnce(Connector connector) {
		for (Responder responder : List.of(RawHttpServer.reset(), RawHttpServer.response(503, "Retry-After: 0\r\n", ""),
				RawHttpServer.response(429, "Retry-After: 0\r\n", ""))) {
			for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
				try (RawHttpServer once = new RawHttpServer(responder)) {
					WebClient client = TestClient.create(once.url(), connector);
					fail(client.method(method).uri("/").bodyValue("{}").retrieve().toBodilessEntity());
					assertThat(once.requests()).as("%s", method).hasSize(1);
					fail(client.method(method).uri("/").retrieve().toBodilessEntity());
					assertThat(once.requests()).as("%s without body", method).hasSize(2);
				}
				catch (IOException ex) {
					throw new IllegalStateException(ex);
				}
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void refusedConnectionMeansNotSent(Connector connector) throws IOException {
		URI url;
		try (ServerSocket socket = new ServerSocket(0)) {
			url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
		}
		assertNotSent(payout(url, connector));
		assertNotSent(balances(url, connector));
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void unknownHostMeansNotSent(Connector connector) {
		URI url = URI.create("http://nowhere.invalid:1");
		assertNotSent(payout(url, connector));
		assertNotSent(balances(url, connector));
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void failedTlsHandshakeMeansNotSent(Connector connector, @TempDir Path directory) throws IOException {
		try (RawHttpServer untrusted = new RawHttpServer(new SelfSigned(directory).createServerSocket(),
				RawHttpServer.json(200, "{}"))) {
			URI url = URI.create("https://localhost:" + untrusted.port());
			assertNotSent(payout(url, connector));
			assertNotSent(balances(url, connector));
			assertThat(untrusted.requests()).isEmpty();
		}
	}

	@Test
	void exhaustedPoolMeansNotSent() {
		URI url = start(RawHttpServer.silence());
		ConnectionProvider pool = ConnectionProvider.builder("small")
			.maxConnections(1)
			.pendingAcquireTimeout(Duration.ofMillis(100))
			.build();
		WebClient client = TestClient.create(url, new ReactorClientHttpConnector(HttpClient.create(pool)),
				TestClient.CALL_SETTINGS);
		Mono<?> payout = Mono.defer(() -> TestClient.operations(client).payout(payoutRequest()));
		StepVerifier.create(Flux.merge(payout.onErrorComplete(InqudOutcomeUnknownException.class), payout))
			.expectError(InqudNotSentException.class)
			.verify(TIMEOUT);
		pool.dispose();
	}

	/**
	 * The connector subscribes to the body of a request that it refuses.
	 */
	@Test
	void fullQueueOfJettyMeansNotSent() {
		URI url = start(RawHttpServer.silence());
		WebClient client = TestClient.create(url,
				ClientHttpConnectorBuilder.jetty().withHttpClientCustomizer((httpClient) -> {
					httpClient.setMaxConnectionsPerDestination(1);
					httpClient.setMaxRequestsQueuedPerDestination(1);
				}), TestClient.HTTP_SETTINGS.withReadTimeout(TIMEOUT), TestClient.CALL_SETTINGS);
		Mono<?> payout = Mono.defer(() -> TestClient.operations(client).payout(payoutRequest()));
		Disposable sent = payout.subscribe();
		Awaitility.await().atMost(TIMEOUT).until(() -> this.server.requests().size() == 1);
		Disposable queued = payout.subscribe();
		assertNotSent(payout);
		assertNotSent(client.post()
			.uri("/")
			.body(Flux.just("several", "buffers"), String.class)
			.retrieve()
			.toBodilessEntity());
		queued.dispose();
		sent.dispose();
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void bodyThatIsTooLargeMeansNotSent(Connector connector) {
		WebClient client = TestClient.create(start(RawHttpServer.json(200, "{}")), connector);
		Flux<byte[]> body = Flux.range(0, 5).map((i) -> new byte[1024 * 1024]);
		assertNotSent(client.post().uri("/").body(body, byte[].class).retrieve().toBodilessEntity());
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void bodyThatCannotBeWrittenMeansNotSent() {
		WebClient client = TestClient.create(start(RawHttpServer.json(200, "{}")));
		assertNotSent(client.post()
			.uri("/")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(List.of(new BigDecimal("1E+10000")))
			.retrieve()
			.toBodilessEntity());
		assertThat(this.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://127.0.0.1:PORT", "http://localhost:PORT", "http://127.0.0.1:1",
			"http://user@127.0.0.2:PORT" })
	void otherOriginMeansNotSent(String other) throws IOException {
		try (RawHttpServer stranger = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = TestClient.create(start(RawHttpServer.json(200, "{}")));
			URI url = URI.create(other.replace("PORT", String.valueOf(this.server.port())));
			for (URI target : List.of(url, stranger.url())) {
				InqudException ex = fail(client.post().uri(target).bodyValue("{}").retrieve().toBodilessEntity());
				assertThat(ex).isInstanceOf(InqudNotSentException.class)
					.hasCauseInstanceOf(InqudRequestRefusedException.class);
			}
			assertThat(this.server.connections()).isZero();
			assertThat(stranger.connections()).isZero();
		}
	}

	@Test
	void otherOriginOfALaterFilterMeansNotSent() throws IOException {
		try (RawHttpServer stranger = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = TestClient.create(start(RawHttpServer.json(200, "{}")))
				.mutate()
				.filter((request, next) -> next.exchange(ClientRequest.from(request).url(stranger.url()).build()))
				.build();
			assertNotSent(TestClient.operations(client).payout(payoutRequest()));
			assertThat(stranger.requests()).isEmpty();
		}
	}

	@Test
	void nothingIsKnownOfTheReferenceWhereThereIsNone() {
		WebClient client = TestClient.create(start(RawHttpServer.reset()));
		for (Object body : List.of("{\"clientOrderId\":", "{\"clientOrderId\":null}", "[{\"clientOrderId\":\"a\"}]",
				"{\"nested\":{\"clientOrderId\":\"a\"}}", "")) {
			InqudException ex = fail(client.post()
				.uri("/")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(body)
				.retrieve()
				.toBodilessEntity());
			assertThat(ex).isInstanceOfSatisfying(InqudOutcomeUnknownException.class,
					(unknown) -> assertThat(unknown.getClientOrderId()).isNull());
		}
	}

	@Test
	void readIsTriedUntilItSucceeds() {
		URI url = start((request, socket) -> {
			Responder responder = switch (this.server.requests().size()) {
				case 1 -> RawHttpServer.reset();
				case 2 -> RawHttpServer.json(502, "");
				default -> RawHttpServer.json(200, "[]");
			};
			responder.respond(request, socket);
		});
		StepVerifier.create(balances(url, Connector.REACTOR)).expectComplete().verify(TIMEOUT);
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void headIsTriedAgain() {
		WebClient client = TestClient.create(start(RawHttpServer.response(503, "", "")));
		assertThat(fail(client.head().uri("/").retrieve().toBodilessEntity())).isInstanceOf(InqudServerException.class);
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void oneAttemptMeansNoRetry() {
		URI url = start(RawHttpServer.reset());
		WebClient client = TestClient.create(url, ClientHttpConnectorBuilder.reactor(), TestClient.HTTP_SETTINGS,
				new InqudCallSettings(TIMEOUT, DataSize.ofMegabytes(1), 1, Duration.ZERO, Duration.ZERO));
		fail(TestClient.operations(client).balances());
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404, 409, 422, 500, 501 })
	void otherStatusIsNotTriedAgain(int status) {
		fail(balances(start(RawHttpServer.json(status, "{}")), Connector.REACTOR));
		assertThat(this.server.requests()).hasSize(1);
	}

	private void assertNotSent(Publisher<?> call) {
		assertThat(fail(call)).isInstanceOf(InqudNotSentException.class)
			.message()
			.contains(": not sent: ")
			.doesNotContain("\n");
	}

	private URI start(Responder responder) {
		this.server = new RawHttpServer(responder);
		return this.server.url();
	}

	private static Mono<?> payout(URI url, Connector connector) {
		return TestClient.operations(TestClient.create(url, connector)).payout(payoutRequest());
	}

	private static Flux<?> balances(URI url, Connector connector) {
		return TestClient.operations(TestClient.create(url, connector)).balances();
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber("5555555555554444")
			.clientOrderId("order-1")
			.property("nested", List.of(1))
			.build();
	}

	/**
	 * Fails unless the call ends in one of our exceptions.
	 */
	private static InqudException fail(Publisher<?> call) {
		InqudException[] failure = new InqudException[1];
		StepVerifier.create(Flux.from(call).ignoreElements()).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(InqudException.class);
			failure[0] = (InqudException) ex;
		}).verify(TIMEOUT);
		return failure[0];
	}

	record Failure(String name, Responder responder, Class<? extends InqudException> cause, boolean retried) {

	}

}
