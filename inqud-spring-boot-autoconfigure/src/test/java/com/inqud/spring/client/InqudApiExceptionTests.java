package com.inqud.spring.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudAuthenticationException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudRateLimitException;
import com.inqud.spring.InqudServerException;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InqudApiException} and its kin, as a caller meets them.
 */
class InqudApiExceptionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String CALL = "POST /v1/things/{id}: ";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			400 | InqudApiException
			401 | InqudAuthenticationException
			402 | InqudApiException
			403 | InqudAuthenticationException
			404 | InqudApiException
			422 | InqudApiException
			429 | InqudRateLimitException
			500 | InqudServerException
			501 | InqudServerException
			599 | InqudServerException
			304 | InqudApiException
			""")
	void hasATypeForItsStatus(int status, String type) {
		assertFailure(RawHttpServer.response(status, "", ""), (ex) -> {
			assertThat(ex.getClass().getSimpleName()).isEqualTo(type);
			assertThat(ex.getStatusCode().value()).isEqualTo(status);
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"code":"INSUFFICIENT_FUNDS","message":"Not enough USD"} | 402 INSUFFICIENT_FUNDS "Not enough USD"
			{"code":17,"message":"Not enough USD"}                   | 402 17 "Not enough USD"
			{"message":"Not enough USD"}                             | 402 "Not enough USD"
			{"code":"INSUFFICIENT_FUNDS"}                            | 402 INSUFFICIENT_FUNDS
			{"code":null,"message":{"en":"no"}}                      | 402 Payment Required
			["no"]                                                   | 402 Payment Required
			"no"                                                     | 402 Payment Required
			{"code":                                                 | 402 Payment Required
			<html>no</html>                                          | 402 Payment Required
			''                                                       | 402 Payment Required
			""")
	void saysInOneLineWhatInqudAnswered(String body, String expected) {
		assertFailure(RawHttpServer.json(402, body), (ex) -> {
			assertThat(ex).hasMessage(CALL + expected);
			assertThat(ex.getResponseBody()).isEqualTo(body);
		});
	}

	@Test
	void keepsCodeAndMessageAsTheyCame() {
		assertFailure(RawHttpServer.json(402, "{\"code\":\"NO\\nWAY\",\"message\":\"Not\\tenough\"}"), (ex) -> {
			assertThat(ex.getErrorCode()).isEqualTo("NO\nWAY");
			assertThat(ex.getErrorMessage()).isEqualTo("Not\tenough");
			assertThat(ex).hasMessage(CALL + "402 NO WAY \"Not enough\"");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\r\\n2026 ERROR forged", "\\u001b[31mred", "\\u0000", "\\u202Eesrever", "\\u2028",
			"\\u0085" })
	void neutralisesWhatCouldForgeALog(String text) {
		assertFailure(RawHttpServer.json(400, "{\"message\":\"a" + text + "b\"}"),
				(ex) -> assertThat(ex.getMessage()).doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028]"));
	}

	@Test
	void masksWhatAnAnswerEchoes() {
		String signature = "a76ea460b362bba5c6605dfbba2f59493f3c9d6b132678f0c245d7aab2099bec";
		assertFailure(
				RawHttpServer.json(400,
						"{\"code\":\"" + signature + "\",\"message\":\"5555555555554444 5555 5555 5555 4444 "
								+ "5555-5555-5555-4444 " + InqudToken.SECRET + " in PMT-1\"}"),
				(ex) -> assertThat(ex).hasMessage(CALL + "400 ****** \"****** ****** ****** ****** in PMT-1\""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "abcdefghijklmnopqrstuvwxyz01234567890123",
			"0123456789abcdef0123456789abcdef0123456789abcdef0123456789ABCDEF",
			"c2VjcmV0IGFuZCBtb3JlIHRleHQgdGhhdCBpcyBsb25nIGVub3VnaA==" })
	void masksWhatMayBeASecret(String secret) {
		assertFailure(RawHttpServer.json(400, "{\"message\":\"token (" + secret + ")\"}"),
				(ex) -> assertThat(ex).hasMessage(CALL + "400 \"token (******)\""));
	}

	@Test
	void showsAnIdentifier() {
		String id = "PMT-6c1296b8-6929-443b-ac06-f732e0e27be1";
		assertFailure(RawHttpServer.json(404, "{\"message\":\"no " + id + " here\"}"),
				(ex) -> assertThat(ex).hasMessage(CALL + "404 \"no " + id + " here\""));
	}

	@Test
	void showsALongPath() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(404, "{}"))) {
			Mono<?> call = TestClient.create(server.url())
				.get()
				.uri("/v1/user/exchange/orders/history/and/more")
				.retrieve()
				.toBodilessEntity();
			StepVerifier.create(call)
				.expectErrorSatisfies((ex) -> assertThat(ex)
					.hasMessage("GET /v1/user/exchange/orders/history/and/more: 404 Not Found"))
				.verify(TIMEOUT);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example/x", "/relative", "not a url", "mailto:a@b.example" })
	void namesNoTargetOfARedirectThatHasNoOrigin(String location) {
		assertFailure(RawHttpServer.response(302, "Location: " + location + "\r\n", ""),
				(ex) -> assertThat(ex).hasMessage(CALL + "302, redirects are not followed"));
	}

	@Test
	void shortensALongMessage() {
		assertFailure(RawHttpServer.json(400, "{\"message\":\"" + "long ".repeat(1000) + "\"}"),
				(ex) -> assertThat(ex.getMessage()).hasSizeLessThan(400).endsWith("…\""));
	}

	@Test
	void keepsTheFirst16KiBOfTheBody() {
		assertFailure(RawHttpServer.response(500, "", "x".repeat(20_000)),
				(ex) -> assertThat(ex.getResponseBody()).isEqualTo("x".repeat(16 * 1024)));
	}

	@Test
	void keepsHeadersWithoutCookies() {
		assertFailure(
				RawHttpServer.response(500, "X-Request-Id: 7\r\nSet-Cookie: session=1\r\nset-cookie2: a=b\r\n", ""),
				(ex) -> {
					HttpHeaders headers = ex.getHeaders();
					assertThat(headers.getFirst("X-Request-Id")).isEqualTo("7");
					assertThat(headers.headerNames()).noneMatch((name) -> name.toLowerCase().contains("cookie"));
				});
	}

	@Test
	void tellsHowLongToWaitInSeconds() {
		assertRetryAfter("120", Duration.ofSeconds(120), Duration.ofSeconds(120));
	}

	@Test
	void tellsHowLongToWaitUntilADate() {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME
			.format(Instant.now().plusSeconds(100).atOffset(ZoneOffset.UTC));
		assertRetryAfter(date, Duration.ofSeconds(60), Duration.ofSeconds(100));
	}

	@Test
	void tellsNotToWaitForADateInThePast() {
		assertRetryAfter("Wed, 21 Oct 2015 07:28:00 GMT", Duration.ZERO, Duration.ZERO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "-5", "99999999999999999999", "1.5" })
	void ignoresATimeToWaitThatMakesNoSense(String value) {
		assertFailure(RawHttpServer.response(429, "Retry-After: " + value + "\r\n", ""),
				(ex) -> assertThat(((InqudRateLimitException) ex).getRetryAfter()).isNull());
	}

	private static void assertRetryAfter(String value, Duration least, Duration most) {
		assertFailure(RawHttpServer.response(429, "Retry-After: " + value + "\r\n", ""),
				(ex) -> assertThat(((InqudRateLimitException) ex).getRetryAfter()).isBetween(least, most));
	}

	@Test
	void waitsBeforeARetryAsLongAsInqudAsks() throws IOException {
		try (RawHttpServer server = new RawHttpServer(
				onceThenOk(RawHttpServer.response(429, "Retry-After: 1\r\n", "")))) {
			Duration duration = get(server, Duration.ofSeconds(10));
			assertThat(duration).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		}
	}

	@Test
	void doesNotWaitBeforeARetryLongerThanTheMaximum() throws IOException {
		try (RawHttpServer server = new RawHttpServer(
				onceThenOk(RawHttpServer.response(503, "Retry-After: 3600\r\n", "")))) {
			assertThat(get(server, Duration.ofMillis(100))).isGreaterThanOrEqualTo(Duration.ofMillis(100));
		}
	}

	private static Responder onceThenOk(Responder first) {
		boolean[] answered = new boolean[1];
		return (request, socket) -> {
			Responder responder = answered[0] ? RawHttpServer.json(200, "{}") : first;
			answered[0] = true;
			responder.respond(request, socket);
		};
	}

	private static Duration get(RawHttpServer server, Duration maxBackoff) {
		WebClient client = TestClient.create(server.url(), ClientHttpConnectorBuilder.reactor(),
				TestClient.HTTP_SETTINGS,
				new InqudCallSettings(TIMEOUT, DataSize.ofMegabytes(1), 2, Duration.ZERO, maxBackoff));
		Duration duration = StepVerifier.create(client.get().uri("/").retrieve().toBodilessEntity())
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(server.requests()).hasSize(2);
		return duration;
	}

	@Test
	void namesNoValueOfAUriVariable() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(404, "{}"))) {
			Mono<?> call = TestClient.create(server.url())
				.get()
				.uri("/v1/things/{id}?name={name}", "PMT-private", "Private")
				.retrieve()
				.bodyToMono(JsonNode.class);
			StepVerifier.create(call)
				.expectErrorSatisfies((ex) -> assertThat(ex).hasMessage("GET /v1/things/{id}: 404 Not Found"))
				.verify(TIMEOUT);
		}
	}

	@Test
	void reachesACallerOfExchange() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(404, "{}"))) {
			Mono<?> call = TestClient.create(server.url())
				.get()
				.uri("/")
				.exchangeToMono((response) -> response.bodyToMono(String.class));
			StepVerifier.create(call).expectError(InqudApiException.class).verify(TIMEOUT);
		}
	}

	private static void assertFailure(Responder responder, Consumer<InqudApiException> requirements) {
		try (RawHttpServer server = new RawHttpServer(responder)) {
			Mono<?> call = TestClient.create(server.url())
				.post()
				.uri("/v1/things/{id}", "private")
				.bodyValue("{}")
				.retrieve()
				.bodyToMono(JsonNode.class);
			StepVerifier.create(call).expectErrorSatisfies((ex) -> {
				Throwable failure = (ex instanceof InqudOutcomeUnknownException) ? ex.getCause() : ex;
				assertThat(failure).isInstanceOf(InqudApiException.class);
				requirements.accept((InqudApiException) failure);
			}).verify(TIMEOUT);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
