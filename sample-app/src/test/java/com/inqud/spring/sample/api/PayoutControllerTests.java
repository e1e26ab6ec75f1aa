package com.inqud.spring.sample.api;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import com.inqud.spring.client.InqudWebClientCustomizer;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.SampleTest;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PayoutController} over HTTP, against the simulator.
 */
@SampleTest
class PayoutControllerTests {

	private static final String PAYOUT = "/v1/user/payments/payout";

	private static final String CARD_NUMBER = "5555555555554444";

	private static final String BODY = "{\"amount\": 50, \"currency\": \"USD\", \"method\": \"CC_VISAMC\", \"cardNumber\": \""
			+ CARD_NUMBER + "\"}";

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private AtomicBoolean disconnected;

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void createClient() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@AfterEach
	void connect() {
		this.disconnected.set(false);
	}

	@Test
	void balances() {
		this.client.get()
			.uri("/balances")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectBody(String.class)
			.isEqualTo("[{\"currency\":\"BTC\",\"balance\":105.82306278},{\"currency\":\"USD\",\"balance\":1000.00},"
					+ "{\"currency\":\"ETHEREUM_USDT\",\"balance\":2500.5}]");
	}

	@ParameterizedTest
	@CsvSource({ "401,502,credentials-refused", "403,502,credentials-refused", "500,502,inqud-failed",
			"404,502,inqud-failed" })
	void balancesThatInqudRefuses(int inqud, int status, String type) {
		this.simulator.nextCall().times(3).refuse(inqud, "CODE", "Message");
		expectProblem(this.client.get().uri("/balances").exchange(), status, type);
	}

	@Test
	void balancesWithTooManyRequests() {
		this.simulator.nextCall().times(3).rateLimit(Duration.ofSeconds(1));
		expectProblem(this.client.get().uri("/balances").exchange(), 429, "rate-limit").expectHeader()
			.valueEquals("Retry-After", "1");
	}

	@Test
	void balancesWithoutConnection() {
		this.disconnected.set(true);
		expectProblem(this.client.get().uri("/balances").exchange(), 503, "not-sent");
	}

	@Test
	void payoutIsCreated() {
		pay("order-1", BODY).expectStatus()
			.isCreated()
			.expectHeader()
			.location("http://localhost:" + this.port + "/payouts/order-1")
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectBody(String.class)
			.value((body) -> {
				assertThat(body).matches("\\{\"reference\":\"order-1\",\"amount\":50,\"currency\":\"USD\","
						+ "\"method\":\"CC_VISAMC\",\"recipient\":\"•••• 4444\",\"state\":\"ACCEPTED\","
						+ "\"paymentId\":\"PMT-[^\"]+\",\"status\":\"NEW\",\"createdAt\":\"[^\"]+\","
						+ "\"changedAt\":\"[^\"]+\",\"nextCheckAt\":\"[^\"]+\"}");
			});
		assertThat(this.simulator.payments()).singleElement()
			.satisfies((payment) -> assertThat(payment.clientOrderId()).isEqualTo("order-1"));
	}

	@Test
	void clientOrderIdIsAKey() {
		String body = BODY.replace("}", ", \"clientOrderId\": \"order-1\"}");
		pay(null, body).expectStatus().isCreated();
		pay(null, body).expectStatus().isOk();
		pay("order-1", body).expectStatus().isOk();
		pay("order-1", BODY).expectStatus().isOk();
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void sameKeyIsTheSamePayout() {
		pay("order-1", BODY).expectStatus().isCreated();
		pay("order-1", BODY.replace("50", "50.00")).expectStatus()
			.isOk()
			.expectHeader()
			.location("http://localhost:" + this.port + "/payouts/order-1")
			.expectBody()
			.jsonPath("$.state")
			.isEqualTo("ACCEPTED");
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "50,51", "USD,BTC", "CC_VISAMC,CRYPTOCOIN", "5555555555554444,4111111111111111",
			"5555555555554444,5105105105104444", "'}',', \"firstName\": \"John\"}'", "'}',', \"comment\": \"c\"}'",
			"'}',', \"more\": {\"a\": 1}}'" })
	void sameKeyWithOtherContentIsAConflict(String content, String other) {
		pay("order-1", BODY).expectStatus().isCreated();
		expectProblem(pay("order-1", BODY.replace(content, other)), 409, "key-in-use");
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void payoutThatInqudRefuses() {
		String body = BODY.replace("50", "9000");
		for (int i = 0; i < 2; i++) {
			expectProblem(pay("order-1", body), 422, "refused").expectHeader()
				.location("http://localhost:" + this.port + "/payouts/order-1")
				.expectBody()
				.jsonPath("$.detail")
				.isEqualTo("POST /v1/user/payments/payout: 402 INSUFFICIENT_FUNDS \"Not enough USD\"");
		}
		assertThat(this.simulator.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void credentialsThatInqudRefuses(int status) {
		this.simulator.nextCall(PAYOUT).refuse(status, "CODE", "Message");
		expectProblem(pay("order-1", BODY), 502, "credentials-refused");
		pay("order-1", BODY).expectStatus().isCreated();
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void tooManyRequests() {
		this.simulator.nextCall(PAYOUT).rateLimit(Duration.ofSeconds(30));
		expectProblem(pay("order-1", BODY), 429, "rate-limit").expectHeader()
			.value("Retry-After", (seconds) -> assertThat(Integer.parseInt(seconds)).isBetween(25, 30));
		pay("order-1", BODY).expectStatus().isCreated();
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void payoutThatIsNotSent() {
		this.disconnected.set(true);
		expectProblem(pay("order-1", BODY), 503, "not-sent");
		expectProblem(pay("order-1", BODY.replace("50", "51")), 409, "key-in-use");
		this.disconnected.set(false);
		pay("order-1", BODY).expectStatus().isCreated();
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void payoutWithUnknownOutcome() {
		this.simulator.nextCall(PAYOUT).loseResponse();
		for (int i = 0; i < 2; i++) {
			pay("order-1", BODY).expectStatus()
				.isAccepted()
				.expectHeader()
				.location("http://localhost:" + this.port + "/payouts/order-1")
				.expectBody()
				.jsonPath("$.state")
				.isEqualTo("UNKNOWN");
		}
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void readsAPayout() {
		pay("order-1", BODY);
		this.client.get()
			.uri("/payouts/order-1")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("\"reference\":\"order-1\"").doesNotContain(CARD_NUMBER));
		this.client.get().uri("/payouts/order-2").exchange().expectStatus().isNotFound();
	}

	@Test
	void listsPayouts() {
		for (int i = 1; i <= 21; i++) {
			pay("order-" + i, BODY.replace("50", "1")).expectStatus().isCreated();
		}
		pay("refused", BODY.replace("50", "9000"));
		this.client.get()
			.uri("/payouts")
			.exchange()
			.expectBody()
			.jsonPath("$.total")
			.isEqualTo(22)
			.jsonPath("$.pages")
			.isEqualTo(2)
			.jsonPath("$.payouts.length()")
			.isEqualTo(20)
			.jsonPath("$.payouts[0].reference")
			.isEqualTo("refused");
		this.client.get()
			.uri("/payouts?state=ACCEPTED&page=1")
			.exchange()
			.expectBody()
			.jsonPath("$.total")
			.isEqualTo(21)
			.jsonPath("$.payouts[0].reference")
			.isEqualTo("order-1");
		for (String query : new String[] { "state=LOST", "page=-1", "page=first" }) {
			this.client.get()
				.uri("/payouts?" + query)
				.exchange()
				.expectStatus()
				.isBadRequest()
				.expectHeader()
				.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		}
	}

	@ParameterizedTest
	@MethodSource
	void payoutKeepsTheAmount(String amount, String expected) {
		this.simulator.addMethod("{\"methodKey\":\"ANY_AMOUNT\",\"currency\":\"USD\",\"orderType\":\"PAYOUT\"}");
		pay("order-1", "{\"amount\": %s, \"currency\": \"USD\", \"method\": \"ANY_AMOUNT\"}".formatted(amount))
			.expectStatus()
			.isCreated()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("\"amount\":" + expected + ","));
		this.client.get()
			.uri("/payouts/order-1")
			.exchange()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("\"amount\":" + expected + ","));
		assertThat(this.simulator.payments()).singleElement()
			.satisfies((payment) -> assertThat(payment.amount()).isEqualByComparingTo(expected));
	}

	static Stream<Arguments> payoutKeepsTheAmount() {
		return Stream.of(arguments("0.10000000000000000001", "0.10000000000000000001"), arguments("30.50", "30.5"),
				arguments("\"30.50\"", "30.5"), arguments("1E-10", "0.0000000001"), arguments("1E+1", "10"));
	}

	@Test
	void payoutKeepsFurtherNumbers(@Autowired JsonMapper jsonMapper) {
		PayoutRequest request = jsonMapper.readValue("""
				{"amount": 1, "currency": "USD", "method": "CC_VISAMC", "limit": 0.10000000000000000001}
				""", PayoutRequest.class);
		assertThat(request.properties()).containsEntry("limit", new BigDecimal("0.10000000000000000001"));
	}

	@ParameterizedTest
	@MethodSource
	void invalidPayout(String key, String body, String detail) {
		pay(key, body).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value((text) -> assertThat(text).asString().contains(detail).doesNotContain(CARD_NUMBER));
		assertThat(this.simulator.requests()).isEmpty();
	}

	static Stream<Arguments> invalidPayout() {
		return Stream.of(arguments("1", "{\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}", "amount must not be null"),
				arguments("1", "{\"amount\":0,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}",
						"amount must be positive"),
				arguments("1", "{\"amount\":1,\"method\":\"CC_VISAMC\"}", "currency or asset must not be blank"),
				arguments("1", "{\"amount\":1,\"currency\":\"USD\"}", "method must not be blank"),
				arguments("1", "{\"amount\":\"much\",\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}",
						"amount has a value of the wrong type"),
				arguments("1", "{\"amount\":1,\"currency\":\"USD\",\"method\":{}}",
						"method has a value of the wrong type"),
				arguments("1", "{\"amount\":", "The body must be a JSON object"),
				arguments("1", "[]", "The body must be a JSON object"),
				arguments("1", "", "The body must be a JSON object"),
				arguments("1", BODY.replace("50", "1E20000"), "amount must have at most 20 digits"),
				arguments("1", BODY.replace("50", "1E-21"), "amount must have at most 20 digits"),
				arguments("1", BODY.replace("50", "123456789012345678901"), "amount must have at most 20 digits"),
				arguments("1", BODY.replace("USD", "US\\u0000D"), "currency must have"),
				arguments("1", BODY.replace("USD", "U".repeat(60_000)), "currency must have"),
				arguments("1", BODY.replace("CC_VISAMC", "CC_\\ud800"), "method must have"),
				arguments(null, BODY, "The header Idempotency-Key or the property clientOrderId is missing"),
				arguments("1", BODY.replace("}", ", \"clientOrderId\": \"2\"}"),
						"The header Idempotency-Key and the property clientOrderId differ"),
				arguments("1".repeat(101), BODY, "clientOrderId must have"),
				arguments("a/b", BODY, "clientOrderId must have"), arguments("..", BODY, "clientOrderId must have"),
				arguments(null, BODY.replace("}", ", \"clientOrderId\": \"<b>\\n\"}"), "clientOrderId must have"));
	}

	@Test
	void payoutThatIsNotJson() {
		this.client.post()
			.uri("/payouts")
			.contentType(MediaType.TEXT_PLAIN)
			.body("amount=1")
			.exchange()
			.expectStatus()
			.isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
	}

	private ResponseSpec expectProblem(ResponseSpec response, int status, String type) {
		response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.type")
			.isEqualTo("urn:inqud-sample:" + type);
		return response;
	}

	private ResponseSpec pay(String key, String body) {
		RestTestClient.RequestBodySpec request = this.client.post()
			.uri("/payouts")
			.contentType(MediaType.APPLICATION_JSON);
		if (key != null) {
			request.header("Idempotency-Key", key);
		}
		return request.body(body).exchange();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class ConnectionConfiguration {

		@Bean
		AtomicBoolean disconnected() {
			return new AtomicBoolean();
		}

		@Bean
		InqudWebClientCustomizer connection(AtomicBoolean disconnected) {
			return (builder) -> builder.filter((request, next) -> disconnected.get()
					? Mono.error(new IOException("No route to host")) : next.exchange(request));
		}

	}

}
