package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.client.exchange.Payouts.Route;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.OpenConnectors;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a write is sent at most once, however often its {@code Mono} is subscribed
 * to.
 */
class SendOnceTests {

	private static final String REPEATED = "POST /v1/user/payments/payout: outcome unknown of \"order-1\": "
			+ "it is being sent, or has been sent, by another subscription";

	private final CountDownLatch release = new CountDownLatch(1);

	private RawHttpServer server;

	@AfterEach
	void closeServer() throws IOException {
		this.release.countDown();
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void failureAfterSendingIsRepeated(Route route, Connector connector) throws IOException {
		for (Responder responder : new Responder[] { RawHttpServer.reset(), RawHttpServer.json(503, "{}"),
				RawHttpServer.json(402, "{}"), RawHttpServer.json(200, "") }) {
			try (RawHttpServer once = new RawHttpServer(responder)) {
				Mono<Payment> payout = route.payout(TestClient.create(once.url(), connector));
				InqudException first = Payouts.inqudFailure(payout);
				assertThat(first).isInstanceOfAny(InqudOutcomeUnknownException.class, InqudApiException.class);
				assertThat(Payouts.failure(payout)).isSameAs(first);
				assertThat(Payouts.failure(payout.retry(3))).isSameAs(first);
				assertThat(once.requests()).hasSize(1).allSatisfy(InqudToken::assertSigned);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void retryOfTheApplicationSendsOnce(Route route, Connector connector) {
		URI url = start(RawHttpServer.reset());
		assertThat(Payouts.failure(route.payout(TestClient.create(url, connector)).retry(3)))
			.isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void secondSubscriptionWhileTheFirstIsInFlightEndsAtOnce(Route route, Connector connector) throws Exception {
		URI url = start(waiting());
		Mono<Payment> payout = route.payout(TestClient.create(url, connector));
		CompletableFuture<Payment> first = payout.toFuture();
		awaitRequest();
		assertRepeated(payout);
		assertRepeated(payout.retry(3));
		this.release.countDown();
		assertThat(first.get().id()).isEqualTo("PMT-1");
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void secondSubscriptionAfterACancelledOneEndsAtOnce(Route route, Connector connector) {
		URI url = start(waiting());
		Mono<Payment> payout = route.payout(TestClient.create(url, connector));
		Disposable first = payout.subscribe();
		awaitRequest();
		first.dispose();
		assertRepeated(payout);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void secondSubscriptionAfterSuccessEndsAtOnce(Route route, Connector connector) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		Mono<Payment> payout = route.payout(TestClient.create(url, connector));
		StepVerifier.create(payout.repeat(1))
			.expectNextCount(1)
			.expectErrorSatisfies(SendOnceTests::assertRepeated)
			.verify(Payouts.TIMEOUT);
		assertRepeated(payout);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void subscriptionsAtOnceSendOnce(Route route, Connector connector) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		Mono<Payment> payout = route.payout(TestClient.create(url, connector));
		assertThat(Payouts.failure(Mono.zip(payout, payout))).isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(this.server.requests()).hasSizeLessThanOrEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void cachedPayoutIsSentOnce(Route route, Connector connector) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		Mono<Payment> payout = route.payout(TestClient.create(url, connector)).cache();
		StepVerifier.create(Mono.zip(payout, payout)).expectNextCount(1).expectComplete().verify(Payouts.TIMEOUT);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void payoutThatWaitsForCredentialsIsInFlightUntilItIsCancelled(Route route, Connector connector) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		AtomicReference<Mono<InqudCredentials>> credentials = new AtomicReference<>();
		Sinks.One<InqudCredentials> late = Sinks.one();
		Sinks.Empty<Void> asked = Sinks.empty();
		credentials.set(late.asMono().doOnSubscribe((subscription) -> asked.tryEmitEmpty()));
		Mono<Payment> payout = route.payout(client(url, connector, Mono.defer(credentials::get)));
		Disposable first = payout.subscribe();
		asked.asMono().block(Payouts.TIMEOUT);
		assertThat(Payouts.failure(payout)).isInstanceOf(InqudOutcomeUnknownException.class);
		first.dispose();
		credentials.set(Mono.error(new IllegalStateException("the vault is sealed")));
		assertThat(Payouts.failure(payout)).isInstanceOf(InqudNotSentException.class);
		credentials.set(Mono.just(new InqudCredentials(InqudToken.ID, InqudToken.SECRET)));
		StepVerifier.create(payout).expectNextCount(1).expectComplete().verify(Payouts.TIMEOUT);
		assertRepeated(payout);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void payoutThatWaitsForAConnectionIsInFlightUntilItIsCancelled(Connector connector) throws IOException {
		try (ServerSocket stalled = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			URI url = URI.create("https://127.0.0.1:" + stalled.getLocalPort());
			Mono<Payment> payout = Payouts.payout(TestClient.create(url, connector));
			Disposable first = payout.subscribe();
			stalled.accept().getInputStream().read();
			assertThat(Payouts.failure(payout)).isInstanceOf(InqudOutcomeUnknownException.class);
			first.dispose();
			AtomicReference<Throwable> failure = new AtomicReference<>();
			payout.subscribe((payment) -> {
			}, failure::set).dispose();
			assertThat(failure).hasValue(null);
		}
	}

	@ParameterizedTest
	@MethodSource("routes")
	void payoutThatFoundNoServerIsSentWhenThereIsOne(Route route, Connector connector) throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		Mono<Payment> payout = route.payout(TestClient.create(URI.create("http://127.0.0.1:" + port), connector));
		assertThat(Payouts.failure(payout)).isInstanceOf(InqudNotSentException.class);
		assertThat(Payouts.failure(payout)).isInstanceOf(InqudNotSentException.class);
		this.server = new RawHttpServer(new ServerSocket(port, 10, InetAddress.getLoopbackAddress()),
				RawHttpServer.json(200, Payouts.PAID));
		StepVerifier.create(payout).expectNextCount(1).expectComplete().verify(Payouts.TIMEOUT);
		assertRepeated(payout);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void requestSpecThatIsUsedTwiceIsSentOnce(Connector connector) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		WebClient.RequestHeadersSpec<?> spec = TestClient.create(url, connector)
			.post()
			.uri(Payouts.PATH)
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(Payouts.request("order-1"));
		StepVerifier.create(spec.retrieve().bodyToMono(Payment.class))
			.expectNextCount(1)
			.expectComplete()
			.verify(Payouts.TIMEOUT);
		assertRepeated(spec.retrieve().bodyToMono(Payment.class));
		assertRepeated(spec.exchangeToMono((response) -> response.bodyToMono(Payment.class)));
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("routes")
	void payoutsOfTheirOwnAreAllSent(Route route, Connector connector) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		WebClient client = TestClient.create(url, connector);
		Mono<Payment> deferred = Mono.defer(() -> route.payout(client));
		StepVerifier.create(deferred.repeat(2)).expectNextCount(3).expectComplete().verify(Payouts.TIMEOUT);
		assertThat(this.server.requests()).hasSize(3);
	}

	private static void assertRepeated(Mono<?> payout) {
		assertRepeated(Payouts.failure(payout));
	}

	private static void assertRepeated(Throwable failure) {
		assertThat(failure).isInstanceOf(InqudOutcomeUnknownException.class).hasMessage(REPEATED);
	}

	static Stream<Arguments> routes() {
		return Stream.of(Route.values())
			.flatMap((route) -> Stream.of(Connector.values()).map((connector) -> Arguments.of(route, connector)));
	}

	private Responder waiting() {
		return (request, socket) -> {
			Payouts.await(this.release);
			RawHttpServer.json(200, Payouts.PAID).respond(request, socket);
		};
	}

	private void awaitRequest() {
		Awaitility.await().atMost(Payouts.TIMEOUT).until(() -> this.server.requests().size() == 1);
	}

	private static WebClient client(URI url, Connector connector, Mono<InqudCredentials> credentials) {
		return TestClient
			.builder(url,
					new InqudAuthenticationFilterFunction(credentials, AuthMode.HMAC, url, TestClient.MAX_REQUEST_SIZE))
			.connector(OpenConnectors.create(connector.builder(), TestClient.HTTP_SETTINGS))
			.buildWebClient();
	}

	private URI start(Responder responder) {
		this.server = new RawHttpServer(responder);
		return this.server.url();
	}

}
