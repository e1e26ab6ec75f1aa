package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.InqudClientBuilder;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Observations}.
 */
class ObservationsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String NAME = "http.client.requests";

	private static final String CALLS = "inqud.calls";

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final TraceHeader traceHeader = new TraceHeader();

	private RawHttpServer server;

	ObservationsTests() {
		this.registry.observationConfig()
			.observationHandler(this.traceHeader)
			.observationHandler(new DefaultMeterObservationHandler(this.meters));
	}

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("calls")
	void tellsOfTheUriTemplateAndNeverOfIds(String uri, Function<InqudOperations, Publisher<?>> call) {
		String model = "{\"id\":\"PMT-1\",\"currency\":\"BTC\",\"balance\":1,\"cryptoCurrencies\":[]}";
		boolean list = uri.endsWith("balances") || uri.endsWith("search");
		complete(call.apply(operations(RawHttpServer.json(200, list ? "[" + model + "]" : model))));
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo(NAME, 1)
			.forAllObservationsWithNameEqualTo(NAME,
					(observation) -> observation.hasLowCardinalityKeyValue("uri", uri)
						.hasLowCardinalityKeyValue("client.name", "127.0.0.1")
						.hasLowCardinalityKeyValue("status", "200")
						.hasLowCardinalityKeyValue("outcome", "SUCCESS")
						.hasHighCardinalityKeyValue("inqud.account", "main")
						.doesNotHaveError());
		assertThat(tags(NAME)).containsExactlyInAnyOrder("client.name", "error", "exception", "method", "outcome",
				"status", "uri");
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo(CALLS, 1)
			.forAllObservationsWithNameEqualTo(CALLS,
					(observation) -> observation.hasLowCardinalityKeyValue("uri", uri)
						.hasLowCardinalityKeyValue("inqud.account", "main")
						.hasLowCardinalityKeyValue("status", "200"));
		assertThat(tags(CALLS)).containsExactlyInAnyOrder("client.name", "error", "exception", "inqud.account",
				"method", "outcome", "status", "uri");
		assertThat(this.meters.getMeters().toString()).doesNotContain("CAP-1", "PMT-1", "ORD-1");
	}

	static Stream<Arguments> calls() {
		String acquiring = "/v1/user/crypto-acquiring/";
		return Stream.of(call("/v1/user/wallet/balances", InqudOperations::balances),
				call("/v1/user/payments/{id}", (operations) -> operations.payment("PMT-1")),
				call("/v1/user/payments/search", (operations) -> operations.paymentsByOrder("ORD-1")),
				call("/v1/user/payments/payout", (operations) -> operations.payout(payoutRequest())),
				call(acquiring + "{projectId}/checkouts/{id}", (operations) -> operations.checkout("CAP-1", "PMT-1")),
				call(acquiring + "rates/{baseAsset}/{quoteAsset}", (operations) -> operations.rate("CAP-1", "PMT-1")),
				call("/v1/user/on-ramp/{projectId}/checkouts/{id}",
						(operations) -> operations.onRampCheckout("CAP-1", "PMT-1")));
	}

	private static Arguments call(String uri, Function<InqudOperations, Publisher<?>> call) {
		return Arguments.of(uri, Named.of("call", call));
	}

	@Test
	void eachAttemptIsASpanWithItsOwnTraceHeader() {
		AtomicInteger attempts = new AtomicInteger();
		InqudOperations operations = operations(
				(request, socket) -> RawHttpServer.json((attempts.incrementAndGet() < 3) ? 503 : 200, "[]")
					.respond(request, socket));
		Observation parent = Observation.start("parent", this.registry);
		complete(operations.balances()
			.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, parent)));
		parent.stop();
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo(NAME, 3);
		assertThat(this.traceHeader.parents).containsExactly("parent", CALLS, CALLS, CALLS);
		assertThat(this.server.requests()).hasSize(3).allSatisfy(InqudToken::assertSigned);
		assertThat(this.server.requests()).extracting((request) -> request.header("traceparent"))
			.containsExactlyElementsOf(this.traceHeader.values.subList(1, 4))
			.doesNotHaveDuplicates();
	}

	@Test
	void countsRetries() {
		complete(operations(RawHttpServer.json(503, "[]")).balances().onErrorComplete());
		assertThat(this.server.requests()).hasSize(3);
		assertThat(this.meters.get(NAME).tag("uri", "/v1/user/wallet/balances").tag("status", "503").timer().count())
			.isEqualTo(3);
		assertThat(this.meters.get(NAME + ".retry").tag("uri", "/v1/user/wallet/balances").counter().count())
			.isEqualTo(2);
	}

	@Test
	void countsNoRetryWhereThereIsNone() {
		complete(operations(RawHttpServer.json(503, "{}")).payout(payoutRequest()).onErrorComplete());
		assertThat(this.meters.get(NAME).timer().count()).isEqualTo(1);
		assertThat(this.meters.find(NAME + ".retry").counters()).isEmpty();
	}

	@Test
	void tellsOfARefusal() {
		complete(operations(RawHttpServer.json(402, "{}")).payout(payoutRequest()).onErrorComplete());
		assertThat(this.registry).forAllObservationsWithNameEqualTo(NAME,
				(observation) -> observation.hasLowCardinalityKeyValue("status", "402")
					.hasLowCardinalityKeyValue("outcome", "CLIENT_ERROR")
					.hasLowCardinalityKeyValue("exception", "InqudApiException")
					.assertThatError()
					.isInstanceOf(InqudApiException.class));
	}

	@Test
	void tellsOfAnAnswerThatDoesNotCome() {
		complete(operations(RawHttpServer.reset()).payout(payoutRequest()).onErrorComplete());
		assertThat(this.registry).hasNumberOfObservationsWithNameEqualTo(NAME, 1)
			.forAllObservationsWithNameEqualTo(NAME,
					(observation) -> observation.hasLowCardinalityKeyValue("exception", "InqudOutcomeUnknownException")
						.hasLowCardinalityKeyValue("outcome", "UNKNOWN"));
	}

	@Test
	void endsWhenTheCallIsCancelled() {
		Sinks.Empty<Void> arrived = Sinks.empty();
		InqudOperations operations = operations((request, socket) -> arrived.tryEmitEmpty());
		complete(operations.balances().takeUntilOther(arrived.asMono()));
		for (String name : List.of(NAME, CALLS)) {
			assertThat(this.registry).hasObservationWithNameEqualTo(name).that().hasBeenStopped();
		}
	}

	@Test
	void namesAsTheConventionSays() {
		this.server = new RawHttpServer(RawHttpServer.json(200, "[]"));
		complete(observed(TestClient.builder(this.server.url()))
			.observationConvention(new DefaultClientRequestObservationConvention("other.name"))
			.build()
			.balances());
		assertThat(this.registry).hasNumberOfObservationsEqualTo(2)
			.hasNumberOfObservationsWithNameEqualTo(CALLS, 1)
			.hasNumberOfObservationsWithNameEqualTo("other.name", 1);
	}

	@Test
	void credentialsAreGotWithinTheAttempt() {
		this.server = new RawHttpServer(RawHttpServer.json(200, "[]"));
		List<String> within = new CopyOnWriteArrayList<>();
		Mono<InqudCredentials> credentials = Mono.deferContextual((context) -> {
			Observation observation = context.get(ObservationThreadLocalAccessor.KEY);
			within.add(observation.getContextView().getName());
			return Mono.just(new InqudCredentials(InqudToken.ID, InqudToken.SECRET));
		});
		complete(observed(TestClient.builder(this.server.url(), new InqudAuthenticationFilterFunction(credentials,
				AuthMode.HMAC, this.server.url(), TestClient.MAX_REQUEST_SIZE)))
			.build()
			.balances());
		assertThat(within).containsExactly(NAME);
	}

	@Test
	void tellsNobodyOfAnythingUnlessAsked() {
		this.server = new RawHttpServer(RawHttpServer.json(200, "[]"));
		complete(TestClient.builder(this.server.url()).build().balances());
		assertThat(this.server.onlyRequest().headers()).doesNotContainKey("traceparent");
	}

	private InqudOperations operations(RawHttpServer.Responder responder) {
		this.server = new RawHttpServer(responder);
		return observed(TestClient.builder(this.server.url())).build();
	}

	private InqudClientBuilder observed(InqudClientBuilder builder) {
		return builder.observationRegistry(this.registry).account("main");
	}

	private List<String> tags(String meter) {
		return this.meters.get(meter).timer().getId().getTags().stream().map(Tag::getKey).toList();
	}

	/**
	 * Waits for the end of the call and then of its observations.
	 */
	private void complete(Publisher<?> call) {
		StepVerifier.create(Flux.from(call).ignoreElements()).expectComplete().verify(TIMEOUT);
		await().atMost(TIMEOUT).until(() -> this.traceHeader.stopped.get() == this.traceHeader.values.size());
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.TEN).currency("USD").method("CC_VISAMC").build();
	}

	/**
	 * What a tracer does with an observation that sends something.
	 */
	private static final class TraceHeader implements ObservationHandler<SenderContext<Object>> {

		private final List<String> values = new CopyOnWriteArrayList<>();

		private final AtomicInteger stopped = new AtomicInteger();

		private final List<String> parents = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(SenderContext<Object> context) {
			String value = "00-1-" + this.values.size() + "-01";
			this.values.add(value);
			ObservationView parent = context.getParentObservation();
			this.parents.add((parent != null) ? parent.getContextView().getName() : "none");
			context.getSetter().set(context.getCarrier(), "traceparent", value);
		}

		@Override
		public void onStop(SenderContext<Object> context) {
			this.stopped.incrementAndGet();
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof SenderContext;
		}

	}

}
