package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.InqudUnreadableResponseException;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what filters of the application cannot break.
 */
class ForeignFilterTests {

	private static final IllegalStateException OWN = new IllegalStateException("the filter's own");

	private RawHttpServer server;

	@AfterEach
	void closeServer() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

	/**
	 * Ways to send twice, each of them with a filter that leaves the attributes alone.
	 */
	static Stream<ExchangeFilterFunction> sendsTwice() {
		return Stream.of((request, next) -> next.exchange(request).retry(3),
				(request, next) -> next.exchange(request)
					.onErrorResume((ex) -> next.exchange(ClientRequest.from(request).build())),
				(request, next) -> next.exchange(request).flatMap((first) -> next.exchange(request)).retry(1),
				(request, next) -> Mono.zip(next.exchange(request), next.exchange(request)).map((both) -> both.getT1()),
				(request, next) -> next.exchange(request).repeat(2).last(),
				(request, next) -> Mono.fromFuture(() -> next.exchange(request).toFuture())
					.onErrorResume((ex) -> Mono.fromFuture(() -> next.exchange(request).toFuture())),
				(request, next) -> Mono.fromCallable(() -> next.exchange(request).block())
					.retry(3)
					.subscribeOn(Schedulers.boundedElastic()));
	}

	@ParameterizedTest
	@MethodSource("sendsTwice")
	void filterThatSendsTwiceSendsOnce(ExchangeFilterFunction filter) throws IOException {
		for (Responder responder : List.of(RawHttpServer.reset(), RawHttpServer.json(503, "{}"),
				RawHttpServer.json(200, Payouts.PAID))) {
			for (Position position : Position.values()) {
				for (Route route : Route.values()) {
					try (RawHttpServer once = new RawHttpServer(responder)) {
						Mono<Payment> payout = route.payout(position.add(once.url(), filter, Connector.REACTOR));
						Mono<Object> outcome = payout.<Object>map((payment) -> payment).onErrorResume(Mono::just);
						assertThat(outcome.block(Payouts.TIMEOUT)).isNotInstanceOf(InqudNotSentException.class);
						assertThat(once.requests()).hasSizeLessThanOrEqualTo(1);
					}
				}
			}
		}
	}

	/**
	 * What is known of a request is in its attributes.
	 */
	@ParameterizedTest
	@EnumSource(Position.class)
	void rebuiltRequestIsRefused(Position position) {
		ExchangeFilterFunction rebuilds = (request, next) -> next.exchange(rebuilt(request)).retry(3);
		WebClient client = position.add(start(RawHttpServer.reset()), rebuilds, Connector.REACTOR);
		for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
			assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudNotSentException.class)
				.hasCauseInstanceOf(InqudRequestRefusedException.class);
		}
		assertThat(Payouts.failure(Route.WEB_CLIENT.payout(client))).isInstanceOf(InqudException.class);
		assertThat(this.server.connections()).isZero();
	}

	@ParameterizedTest
	@EnumSource(Position.class)
	void rebuiltRequestThatFollowsOneThatWasSentIsNotTheOutcome(Position position) {
		ExchangeFilterFunction rebuilds = (request, next) -> next.exchange(request)
			.onErrorResume((ex) -> next.exchange(rebuilt(request)));
		WebClient client = position.add(start(RawHttpServer.reset()), rebuilds, Connector.REACTOR);
		for (Route route : Route.values()) {
			assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudOutcomeUnknownException.class);
		}
		assertThat(this.server.requests()).hasSize(Route.values().length);
	}

	/**
	 * A filter may ask Inqud something else before or after a payout.
	 */
	@ParameterizedTest
	@ValueSource(ints = { 404, 402, 503 })
	void failureOfAnotherCallInAFilterIsNotTheOutcomeOfThePayout(int status) throws IOException {
		try (RawHttpServer other = new RawHttpServer(RawHttpServer.json(status, "{}"))) {
			Mono<?> balances = TestClient.operations(TestClient.create(other.url())).balances().then();
			URI url = start(RawHttpServer.json(200, Payouts.PAID));
			WebClient after = Position.LAST.add(url,
					(request, next) -> next.exchange(request).delayUntil((response) -> balances), Connector.REACTOR);
			for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
				assertThat(Payouts.failure(route.payout(after))).isInstanceOf(InqudOutcomeUnknownException.class)
					.hasCauseInstanceOf(InqudApiException.class)
					.hasMessageStartingWith("POST /v1/user/payments/payout: ");
			}
			WebClient before = Position.LAST.add(url, (request, next) -> balances.then(next.exchange(request)),
					Connector.REACTOR);
			for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
				assertThat(Payouts.failure(route.payout(before))).isInstanceOf(InqudNotSentException.class)
					.hasCauseInstanceOf(InqudApiException.class);
			}
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void readThatAFilterMakesOfAPayoutDoesNotFreeIt() {
		URI url = start((request, socket) -> {
			if (request.method().equals("POST")) {
				RawHttpServer.reset().respond(request, socket);
			}
		});
		WebClient client = Position.LAST.add(url, (request, next) -> next.exchange(request)
			.onErrorResume((ex) -> next.exchange(
					ClientRequest.from(request).method(HttpMethod.GET).url(URI.create("http://127.0.0.1:1")).build()))
			.retry(2), Connector.REACTOR);
		for (Route route : Route.values()) {
			assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudException.class);
		}
		assertThat(this.server.requests()).hasSize(Route.values().length);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void bodyThatAFilterReplacesIsSigned(Connector connector) {
		WebClient client = Position.LAST
			.add(start(RawHttpServer.json(200, Payouts.PAID)), (request, next) -> next.exchange(
					ClientRequest.from(request).body(BodyInserters.fromValue("{\"clientOrderId\":\"other\"}")).build()),
					connector);
		StepVerifier.create(Payouts.payout(client)).expectNextCount(1).expectComplete().verify(Payouts.TIMEOUT);
		assertThat(this.server.onlyRequest().text()).isEqualTo("{\"clientOrderId\":\"other\"}");
		InqudToken.assertSigned(this.server.onlyRequest());
	}

	@Test
	void readThatAFilterTurnsIntoAWriteIsSentOnce() {
		WebClient client = Position.LAST.add(start(RawHttpServer.reset()),
				(request, next) -> next.exchange(ClientRequest.from(request).method(HttpMethod.POST).build()).retry(3),
				Connector.REACTOR);
		Flux<?> balances = TestClient.operations(client).balances();
		assertThat(Payouts.failure(balances)).isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(Payouts.failure(balances)).isInstanceOf(InqudOutcomeUnknownException.class);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void writeThatAFilterTurnsIntoAReadIsSignedAndSentAsSuch() {
		WebClient client = Position.LAST.add(start(RawHttpServer.json(200, Payouts.PAID)),
				(request, next) -> next
					.exchange(ClientRequest.from(request).method(HttpMethod.GET).body(BodyInserters.empty()).build()),
				Connector.REACTOR);
		StepVerifier.create(Payouts.payout(client)).expectNextCount(1).expectComplete().verify(Payouts.TIMEOUT);
		assertThat(this.server.onlyRequest().method()).isEqualTo("GET");
		InqudToken.assertSigned(this.server.onlyRequest());
	}

	@ParameterizedTest
	@EnumSource(Position.class)
	void otherOriginOfAFilterIsNotSent(Position position) throws IOException {
		try (RawHttpServer stranger = new RawHttpServer(RawHttpServer.json(200, Payouts.PAID))) {
			WebClient client = position.add(start(RawHttpServer.json(200, Payouts.PAID)),
					(request, next) -> next
						.exchange(ClientRequest.from(request).url(stranger.url().resolve("/payout")).build()),
					Connector.REACTOR);
			for (Route route : Route.values()) {
				assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudNotSentException.class);
			}
			assertThat(stranger.connections()).isZero();
			assertThat(this.server.connections()).isZero();
		}
	}

	/**
	 * Ways to copy or to read a response.
	 */
	static Stream<ExchangeFilterFunction> copies() {
		return Stream.of((request, next) -> next.exchange(request).map((response) -> response.mutate().build()),
				(request, next) -> next.exchange(request)
					.map((response) -> response.mutate()
						.body((body) -> body.map(ForeignFilterTests::copy))
						.header("X-Seen", "yes")
						.build()),
				(request, next) -> next.exchange(request)
					.flatMap((response) -> response.bodyToMono(String.class)
						.defaultIfEmpty("")
						.map((body) -> response.mutate().body(body).build())),
				(request, next) -> next.exchange(request)
					.flatMap((response) -> response.bodyToMono(byte[].class)
						.defaultIfEmpty(new byte[0])
						.map((body) -> response.mutate()
							.body(Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body))))
							.build())),
				(request, next) -> next.exchange(request)
					.flatMap((response) -> response.bodyToMono(String.class)
						.defaultIfEmpty("")
						.map((body) -> ClientResponse.create(response.statusCode(), response.strategies())
							.headers((headers) -> headers.addAll(response.headers().asHttpHeaders()))
							.body(body)
							.build())));
	}

	private static DataBuffer copy(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
	}

	@ParameterizedTest
	@MethodSource("copies")
	void copiedResponseIsReadStrictly(ExchangeFilterFunction filter) throws IOException {
		for (String body : List.of("", "null", "[]", "[null]", "{\"id\":", "<p>", "{\"id\":{}}",
				"{\"id\":\"a\"}{\"id\":\"b\"}")) {
			try (RawHttpServer wrong = new RawHttpServer(RawHttpServer.json(200, body))) {
				WebClient client = Position.LAST.add(wrong.url(), filter, Connector.REACTOR);
				for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
					Throwable failure = Payouts.failure(route.payout(client));
					assertThat(failure).as(body)
						.isInstanceOf(InqudOutcomeUnknownException.class)
						.hasMessageContaining("of \"order-1\": unreadable response: 200, ");
				}
				Throwable failure = Payouts.failure(Route.WEB_CLIENT.payout(client));
				assertThat((failure instanceof InqudException) ? failure : failure.getCause()).as(body)
					.isInstanceOf(InqudOutcomeUnknownException.class);
				if (!body.equals("[]")) {
					assertThat(Payouts.failure(TestClient.operations(client).payments())).as(body)
						.isInstanceOf(InqudUnreadableResponseException.class);
				}
			}
		}
		try (RawHttpServer right = new RawHttpServer(RawHttpServer.json(200, Payouts.PAID))) {
			WebClient client = Position.LAST.add(right.url(), filter, Connector.REACTOR);
			for (Route route : Route.values()) {
				StepVerifier.create(route.payout(client))
					.expectNextMatches((payment) -> payment.id().equals("PMT-1"))
					.expectComplete()
					.verify(Payouts.TIMEOUT);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Position.class)
	void swallowedResponseIsNoSuccess(Position position) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		WebClient client = position.add(url, (request, next) -> next.exchange(request).then(Mono.empty()),
				Connector.REACTOR);
		for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
			assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudOutcomeUnknownException.class)
				.hasCauseInstanceOf(IllegalStateException.class);
		}
		assertThat(Payouts.failure(TestClient.operations(client).balances()))
			.isInstanceOf(InqudNoResponseException.class);
		assertThat(Payouts.failure(Route.WEB_CLIENT.payout(client))).isInstanceOf(IllegalStateException.class);
		WebClient unsent = position.add(url, (request, next) -> Mono.empty(), Connector.REACTOR);
		assertThat(Payouts.failure(Payouts.payout(unsent))).isInstanceOf(InqudNotSentException.class);
	}

	/**
	 * Ways to fail before the exchange.
	 */
	static Stream<ExchangeFilterFunction> failsBefore() {
		return Stream.of((request, next) -> Mono.error(OWN), (request, next) -> {
			throw OWN;
		}, (request, next) -> Mono.<ClientResponse>error(OWN).switchIfEmpty(next.exchange(request)));
	}

	@ParameterizedTest
	@MethodSource("failsBefore")
	void failureBeforeTheExchangeIsNotSent(ExchangeFilterFunction filter) {
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		for (Position position : Position.values()) {
			WebClient client = position.add(url, filter, Connector.REACTOR);
			for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
				assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudNotSentException.class)
					.hasCause(OWN)
					.hasMessage("POST /v1/user/payments/payout: not sent: the filter's own");
			}
			assertThat(Payouts.failure(TestClient.operations(client).payment("PMT-1")))
				.isInstanceOf(InqudNotSentException.class)
				.hasCause(OWN)
				.hasMessage("GET /v1/user/payments/{id}: not sent: the filter's own");
			assertThat(Payouts.failure(Route.WEB_CLIENT.payout(client))).isSameAs(OWN);
		}
		assertThat(this.server.connections()).isZero();
	}

	/**
	 * Ways to fail after the exchange.
	 */
	static Stream<ExchangeFilterFunction> failsAfter() {
		return Stream.of((request, next) -> next.exchange(request).flatMap((response) -> Mono.error(OWN)),
				(request, next) -> next.exchange(request).map((response) -> {
					throw OWN;
				}), (request, next) -> next.exchange(request)
					.map((response) -> response.mutate().body((body) -> Flux.error(OWN)).build()));
	}

	@ParameterizedTest
	@MethodSource("failsAfter")
	void failureAfterTheExchangeIsAnUnknownOutcome(ExchangeFilterFunction filter) {
		URI url = start((request, socket) -> RawHttpServer
			.json(200, request.method().equals("GET") ? "{\"id\":\"PMT-1\"}" : Payouts.PAID)
			.respond(request, socket));
		for (Position position : Position.values()) {
			WebClient client = position.add(url, filter, Connector.REACTOR);
			for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
				assertThat(Payouts.failure(route.payout(client)))
					.isInstanceOfSatisfying(InqudOutcomeUnknownException.class,
							(ex) -> assertThat(ex.getClientOrderId()).isEqualTo("order-1"))
					.hasCause(OWN);
			}
			assertThat(Payouts.failure(TestClient.operations(client).payment("PMT-1")))
				.isInstanceOf(InqudNoResponseException.class)
				.hasCause(OWN);
			Throwable failure = Payouts.failure(Route.WEB_CLIENT.payout(client));
			assertThat((failure instanceof WebClientResponseException) ? failure.getCause() : failure).isSameAs(OWN);
		}
	}

	@Test
	void failureThatAFilterReplacesKeepsWhatBecameOfThePayout() throws IOException {
		ExchangeFilterFunction replaces = (request, next) -> next.exchange(request).onErrorMap((ex) -> OWN);
		for (Map.Entry<Responder, Class<?>> expected : Map
			.<Responder, Class<?>>of(RawHttpServer.json(402, "{}"), InqudApiException.class, RawHttpServer.reset(),
					InqudOutcomeUnknownException.class)
			.entrySet()) {
			try (RawHttpServer once = new RawHttpServer(expected.getKey())) {
				WebClient client = Position.LAST.add(once.url(), replaces, Connector.REACTOR);
				assertThat(Payouts.failure(Payouts.payout(client))).isInstanceOf(expected.getValue());
				assertThat(Payouts.failure(Route.WEB_CLIENT.payout(client))).isSameAs(OWN);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void blockingFilterSendsOnce(Connector connector) {
		WebClient client = Position.FIRST.add(start(RawHttpServer.reset()),
				(request,
						next) -> Mono.just(next.exchange(request)
							.toFuture()
							.exceptionallyCompose((ex) -> next.exchange(request).toFuture())
							.join()),
				connector);
		for (Route route : List.of(Route.OPERATIONS, Route.INTERFACE)) {
			assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudOutcomeUnknownException.class);
		}
		assertThat(Payouts.failure(Route.WEB_CLIENT.payout(client))).isInstanceOf(CompletionException.class);
		assertThat(this.server.requests()).hasSize(3);
	}

	/**
	 * The filter fails while the exchange that it has started waits for credentials.
	 */
	@ParameterizedTest
	@EnumSource(Connector.class)
	void exchangeThatAFilterLeavesBehindSendsNothingAfterNotSent(Connector connector) {
		Sinks.One<InqudCredentials> credentials = Sinks.one();
		Sinks.One<Throwable> left = Sinks.one();
		URI url = start(RawHttpServer.json(200, Payouts.PAID));
		WebClient client = TestClient
			.builder(url,
					new InqudAuthenticationFilterFunction(credentials.asMono(), AuthMode.HMAC, url,
							TestClient.MAX_REQUEST_SIZE))
			.connector(OpenConnectors.create(connector.builder(), TestClient.HTTP_SETTINGS))
			.customizer((builder) -> builder.filter((request, next) -> {
				next.exchange(request).subscribe((response) -> left.tryEmitEmpty(), left::tryEmitValue);
				return Mono.error(OWN);
			}))
			.buildWebClient();
		assertThat(Payouts.failure(Payouts.payout(client))).isInstanceOf(InqudNotSentException.class).hasCause(OWN);
		credentials.tryEmitValue(new InqudCredentials(InqudToken.ID, InqudToken.SECRET));
		assertThat(left.asMono().block(Payouts.TIMEOUT)).isInstanceOf(InqudNotSentException.class);
		assertThat(this.server.requests()).isEmpty();
	}

	private static ClientRequest rebuilt(ClientRequest request) {
		return ClientRequest.create(request.method(), request.url())
			.headers((headers) -> headers.addAll(request.headers()))
			.body(request.body())
			.build();
	}

	private URI start(Responder responder) {
		this.server = new RawHttpServer(responder);
		return this.server.url();
	}

	/**
	 * Place of a filter.
	 */
	enum Position {

		CUSTOMIZER {

			@Override
			WebClient add(URI url, ExchangeFilterFunction filter, Connector connector) {
				return TestClient.create(url, connector.builder(), TestClient.HTTP_SETTINGS, TestClient.CALL_SETTINGS,
						(builder) -> builder.filter(filter));
			}

		},

		LAST {

			@Override
			WebClient add(URI url, ExchangeFilterFunction filter, Connector connector) {
				return TestClient.create(url, connector).mutate().filter(filter).build();
			}

		},

		FIRST {

			@Override
			WebClient add(URI url, ExchangeFilterFunction filter, Connector connector) {
				return TestClient.create(url, connector).mutate().filters((filters) -> filters.add(0, filter)).build();
			}

		};

		abstract WebClient add(URI url, ExchangeFilterFunction filter, Connector connector);

	}

}
