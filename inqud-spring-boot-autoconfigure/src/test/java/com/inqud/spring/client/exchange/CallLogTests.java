package com.inqud.spring.client.exchange;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.inqud.spring.InqudAuthenticationException;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CallLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CallLogTests {

	private static final String PREFIX = "account default, hmac mode";

	private static final PayoutRequest PAYOUT = PayoutRequest.builder()
		.amount(BigDecimal.TEN)
		.currency("USD")
		.method("CC_VISAMC")
		.cardNumber("5555555555554444")
		.firstName("Johanna")
		.phoneNumber("+4930123456")
		.bankAccount("DE02120300000000202051")
		.clientOrderId("order-1")
		.property("taxNumber", "tax-77")
		.property("document", 4111111111111111L)
		.build();

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	@AfterEach
	void resetLogging() {
		level(null);
	}

	private void level(LogLevel level) {
		this.logging.setLogLevel("com.inqud", level);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void debugHasOneLineForEachAttempt(Connector connector, CapturedOutput output) throws Exception {
		level(LogLevel.DEBUG);
		AtomicInteger calls = new AtomicInteger();
		try (RawHttpServer server = new RawHttpServer((request, socket) -> RawHttpServer
			.json((calls.incrementAndGet() == 1) ? 503 : 200, "{\"id\":\"PMT-1\"}")
			.respond(request, socket))) {
			InqudOperations operations = TestClient.operations(TestClient.create(server.url(), connector));
			operations.payment("PMT-1").block(Payouts.TIMEOUT);
			operations.payout(PAYOUT).block(Payouts.TIMEOUT);
		}
		List<String> lines = lines(output);
		assertThat(lines).hasSize(3);
		assertThat(lines.get(0))
			.matches(PREFIX + ", attempt 1, \\d+ ms: GET /v1/user/payments/\\{id}: 503 Service Unavailable");
		assertThat(lines.get(1)).matches(PREFIX + ", attempt 2, \\d+ ms: GET /v1/user/payments/\\{id}: 200");
		assertThat(lines.get(2)).matches(PREFIX + ", attempt 1, \\d+ ms: POST /v1/user/payments/payout: 200");
	}

	@Test
	void debugHasALineForAFailureAndForACancellation(CapturedOutput output) throws Exception {
		level(LogLevel.DEBUG);
		try (RawHttpServer server = new RawHttpServer(
				(request, socket) -> ((server(request.target())) ? RawHttpServer.silence() : RawHttpServer.reset())
					.respond(request, socket))) {
			WebClient client = TestClient.create(server.url());
			Payouts.failure(TestClient.operations(client).payout(PAYOUT));
			TestClient.operations(client).balances().subscribe().dispose();
		}
		List<String> lines = lines(output);
		assertThat(lines).hasSize(2);
		assertThat(lines.get(0))
			.contains("ms: POST /v1/user/payments/payout: outcome unknown of \"order-1\": no response: ");
		assertThat(lines.get(1)).endsWith("ms: GET /v1/user/wallet/balances: cancelled");
	}

	private static boolean server(String target) {
		return target.endsWith("balances");
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void traceHasHeadersAndBodiesWithoutSecrets(Connector connector, CapturedOutput output) throws Exception {
		level(LogLevel.TRACE);
		String response = "{\"id\":\"PMT-1\",\"amount\":10,\"payUrl\":\"https://pay.example/key-of-the-payer\","
				+ "\"holder\":[\"Johanna\"],\"message\":\"" + InqudToken.SECRET + "\"}";
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.response(200,
				"Content-Type: application/json\r\nSet-Cookie: session=cookie-1\r\n", response))) {
			TestClient.operations(TestClient.create(server.url(), connector)).payout(PAYOUT).block(Payouts.TIMEOUT);
			server.requests().forEach((request) -> {
				assertThat(output).doesNotContain(request.headers().get("X-Salt").get(0));
				assertThat(output).doesNotContain(request.headers().get("X-HMAC-SHA256-Signature").get(0));
			});
		}
		String call = PREFIX + ": POST /v1/user/payments/payout: ";
		assertThat(output).contains(call + "request: headers [")
			.contains("X-Token-API-Id: " + InqudToken.ID)
			.contains("X-Salt: ******")
			.contains("\"amount\":\"10\"", "\"clientOrderId\":\"order-1\"", "\"cardNumber\":\"******\"")
			.contains(call + "response: 200, headers [")
			.contains("\"id\":\"PMT-1\"", "\"payUrl\":\"******\"", "\"holder\":[\"******\"]");
		assertThat(output).doesNotContain("5555555555554444", "4111111111111111", "Johanna", "4930123456", "DE0212",
				"tax-77", "key-of-the-payer", "cookie-1", InqudToken.SECRET);
	}

	@Test
	void traceOfABodyThatIsNoJson(CapturedOutput output) throws Exception {
		level(LogLevel.TRACE);
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(502, "<html>5555 5555 5555 4444 gone"))) {
			Payouts.failure(TestClient.operations(TestClient.create(server.url())).payout(PAYOUT));
		}
		assertThat(output).contains("response: 502").contains("body <html>****** gone");
	}

	@Test
	void nothingIsLoggedAtInfo(CapturedOutput output) throws Exception {
		level(LogLevel.INFO);
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(401, "{}"))) {
			Payouts.failure(TestClient.operations(TestClient.create(server.url())).payout(PAYOUT));
		}
		assertThat(lines(output)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void refusedCredentialsTellWhatToCheck(Connector connector) throws Exception {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(401, "{\"code\":\"X\",\"message\":\"no\"}"))) {
			Throwable failure = Payouts
				.failure(TestClient.operations(TestClient.create(server.url(), connector)).payout(PAYOUT));
			assertThat(failure).isInstanceOf(InqudAuthenticationException.class)
				.hasMessageStartingWith("POST /v1/user/payments/payout: 401 X \"no\" for " + PREFIX + ", token id "
						+ InqudToken.ID + ". Check in this order: ")
				.hasMessageNotContaining(InqudToken.SECRET);
			assertThat(failure.getMessage()).containsSubsequence("revoked", "white list", "auth-mode", "secret",
					"may make this call", "clock does not matter");
		}
	}

	private static List<String> lines(CapturedOutput output) {
		return output.getAll()
			.lines()
			.filter((line) -> line.contains(PREFIX))
			.map((line) -> line.substring(line.indexOf(PREFIX)))
			.toList();
	}

}
