package com.inqud.spring.sample;

import java.math.BigDecimal;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PaymentController} over HTTP, against the simulator.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PaymentControllerTests {

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void createClient() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
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
			.value((body) -> assertThat(body).matches("\\[\\{\"currency\":\"BTC\",\"balance\":105\\.82306278},"
					+ "\\{\"currency\":\"USD\",\"balance\":[0-9.]+},"
					+ "\\{\"currency\":\"ETHEREUM_USDT\",\"balance\":2500\\.5}]"));
	}

	@Test
	void payout() {
		postPayout(
				"""
						{"amount": 50, "currency": "USD", "method": "CC_VISAMC", "cardNumber": "5555555555554444", "clientOrderId": "order-1"}
						""")
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectBody()
			.jsonPath("$.id")
			.value((id) -> assertThat(id).asString().startsWith("PMT-"))
			.jsonPath("$.clientOrderId")
			.isEqualTo("order-1")
			.jsonPath("$.currency")
			.isEqualTo("USD")
			.jsonPath("$.method")
			.isEqualTo("CC_VISAMC")
			.jsonPath("$.status")
			.isEqualTo("NEW")
			.jsonPath("$.payUrl")
			.doesNotHaveJsonPath();
	}

	@ParameterizedTest
	@MethodSource
	void payoutKeepsTheAmount(String amount, String expected, @Autowired InqudSimulator simulator) {
		simulator.addMethod("{\"methodKey\":\"ANY_AMOUNT\",\"currency\":\"USD\",\"orderType\":\"PAYOUT\"}");
		postPayout("""
				{"amount": %s, "currency": "USD", "method": "ANY_AMOUNT"}
				""".formatted(amount)).expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("\"amount\":" + expected + ","));
	}

	static Stream<Arguments> payoutKeepsTheAmount() {
		return Stream.of(arguments("0.10000000000000000001", "0.10000000000000000001"), arguments("30.50", "30.50"),
				arguments("\"30.50\"", "30.50"), arguments("1E-10", "0.0000000001"), arguments("1E+1", "10"));
	}

	@Test
	void payoutThatInqudRefuses() {
		postPayout(
				"{\"amount\":9000,\"currency\":\"USD\",\"method\":\"CC_VISAMC\",\"cardNumber\":\"5555555555554444\"}")
			.expectStatus()
			.isEqualTo(HttpStatus.BAD_GATEWAY)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo("POST /v1/user/payments/payout: 402 INSUFFICIENT_FUNDS \"Not enough USD\"");
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
	void invalidPayout(String body, String detail) {
		postPayout(body).expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

	static Stream<Arguments> invalidPayout() {
		return Stream.of(arguments("{\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}", "amount must not be null"),
				arguments("{\"amount\":0,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}", "amount must be positive"),
				arguments("{\"amount\":1,\"method\":\"CC_VISAMC\"}", "currency or asset must not be blank"),
				arguments("{\"amount\":1,\"currency\":\"USD\"}", "method must not be blank"),
				arguments("{\"amount\":\"much\",\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}",
						"amount has a value of the wrong type"),
				arguments("{\"amount\":1,\"currency\":\"USD\",\"method\":{}}", "method has a value of the wrong type"),
				arguments("{\"amount\":", "The body must be a JSON object"),
				arguments("[]", "The body must be a JSON object"), arguments("", "The body must be a JSON object"));
	}

	@Test
	void payoutThatCannotBeSent() {
		postPayout("{\"amount\":1E20000,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}").expectStatus()
			.isBadRequest()
			.expectHeader()
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.detail")
			.value((detail) -> assertThat(detail).asString().contains("not sent"));
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

	private ResponseSpec postPayout(String body) {
		return this.client.post().uri("/payouts").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

}
