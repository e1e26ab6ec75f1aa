package com.inqud.spring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.InqudException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a call ends, and that the client still works, whatever a response or a
 * request contains.
 */
class ForeignTextTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final String DIGITS = "5".repeat(200_000);

	private static final String SEPARATED = "5 5-".repeat(50_000);

	private Responder responder = RawHttpServer.silence();

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> this.responder.respond(request, socket));

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("responses")
	void callEndsWhateverTheResponse(Responder next, Connector connector) {
		InqudOperations operations = operations(connector);
		this.responder = next;
		assertEnds(operations.payout(payoutRequest("order-1")));
		assertEnds(operations.payment("PMT-1"));
		assertStillWorks(operations);
	}

	static Stream<Arguments> responses() {
		List<Arguments> texts = Stream.of(DIGITS, SEPARATED)
			.map((text) -> Arguments.of(text.substring(0, 4), text))
			.toList();
		Stream<Arguments> bodies = texts.stream().flatMap((arguments) -> {
			String name = (String) arguments.get()[0];
			String text = (String) arguments.get()[1];
			return Stream.of(
					Arguments.of(Named.of("message " + name,
							RawHttpServer.json(400, "{\"code\":\"" + text + "\",\"message\":\"" + text + "\"}"))),
					Arguments.of(Named.of("short message " + name,
							RawHttpServer.json(400, "{\"message\":\"" + text.substring(0, 16_000) + "\"}"))),
					Arguments.of(Named.of("number " + name, RawHttpServer.json(400, "{\"message\":" + text + "}"))),
					Arguments
						.of(Named.of("wrong model " + name, RawHttpServer.json(200, "{\"amount\":\"" + text + "\"}"))),
					Arguments.of(Named.of("other reference " + name,
							RawHttpServer.json(200,
									"{\"id\":\"1\",\"clientOrderId\":\"" + text + "\",\"amount\":{}}"))),
					Arguments.of(Named.of("property " + name, RawHttpServer.json(200, "{\"" + text + "\":[}"))),
					Arguments.of(Named.of("no JSON " + name, RawHttpServer.json(200, text))));
		});
		Stream<Arguments> heads = Stream.of(5_000, 200_000)
			.map((length) -> DIGITS.substring(0, length))
			.flatMap((text) -> Stream.of(
					Arguments.of(Named.of("content type " + text.length(),
							RawHttpServer.response(200, "Content-Type: text/x-" + text + "\r\n", "{}"))),
					Arguments.of(Named.of("invalid content type " + text.length(),
							RawHttpServer.response(200, "Content-Type: " + text + "\r\n", "{}"))),
					Arguments.of(Named.of("location " + text.length(),
							RawHttpServer.response(302, "Location: http://" + text + "/\r\n", ""))),
					Arguments.of(Named.of("retry after " + text.length(),
							RawHttpServer.response(400, "Retry-After: " + text + "\r\n", "{}"))),
					Arguments.of(Named.of("status line " + text.length(),
							RawHttpServer.raw("HTTP/1.1 400 " + text + "\r\nContent-Length: 0\r\n\r\n"))),
					Arguments
						.of(Named.of("no HTTP " + text.length(), RawHttpServer.raw(text + "\r\n\r\n").andClose()))));
		return Stream.concat(bodies, heads)
			.flatMap((arguments) -> Stream.of(Connector.values())
				.map((connector) -> Arguments.of(arguments.get()[0], connector)));
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void callEndsWhateverTheReference(Connector connector) {
		InqudOperations operations = operations(connector);
		for (String reference : List.of(DIGITS, SEPARATED, "\u0000\n" + DIGITS)) {
			this.responder = RawHttpServer.reset();
			InqudException failure = assertEnds(operations.payout(payoutRequest(reference)));
			assertThat(failure).isInstanceOfSatisfying(InqudOutcomeUnknownException.class,
					(unknown) -> assertThat(unknown.getClientOrderId()).isEqualTo(reference));
		}
		this.responder = RawHttpServer.json(404, "{}");
		assertEnds(operations.payment(DIGITS.substring(0, 5_000)));
		assertStillWorks(operations);
	}

	/**
	 * Text that a message shows is known only after the response, on a thread of the
	 * connector.
	 */
	@ParameterizedTest
	@EnumSource(Connector.class)
	void messageThatEchoesTheSecretDoesNotShowIt(Connector connector) {
		InqudOperations operations = operations(connector);
		for (String echo : List.of("secret " + InqudToken.SECRET, InqudToken.SECRET.replace("I", "%49"),
				"card 5555  5555.5555\u00A04444")) {
			this.responder = RawHttpServer.json(400, "{\"code\":\"" + echo + "\",\"message\":\"" + echo + "\"}");
			assertThat(assertEnds(operations.payment("PMT-1"))).message()
				.contains("******")
				.doesNotContain("4444", InqudToken.SECRET.substring(30));
		}
	}

	private InqudOperations operations(Connector connector) {
		WebClient client = TestClient.create(this.server.url(), connector);
		return TestClient.operations(client);
	}

	private void assertStillWorks(InqudOperations operations) {
		this.responder = (request, socket) -> RawHttpServer.json(200, "{\"id\":\"PMT-2\"}").respond(request, socket);
		for (int i = 0; i < 2; i++) {
			Payment payment = operations.payout(payoutRequest("order-2")).block(TIMEOUT);
			assertThat(payment.id()).isEqualTo("PMT-2");
		}
	}

	private static InqudException assertEnds(Mono<?> call) {
		InqudException[] failure = new InqudException[1];
		StepVerifier.create(call).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(InqudException.class);
			assertThat(ex.getMessage()).hasSizeLessThan(1_200)
				.satisfies((message) -> assertThat(message.getBytes(StandardCharsets.UTF_8)).doesNotContain((byte) 10));
			failure[0] = (InqudException) ex;
		}).verify(TIMEOUT);
		return failure[0];
	}

	private static PayoutRequest payoutRequest(String reference) {
		return PayoutRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.clientOrderId(reference)
			.build();
	}

}
