package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.inqud.spring.InqudException;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.PayinRequest;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Test that neither secret, salt, signature nor card number shows anywhere.
 */
@ExtendWith(OutputCaptureExtension.class)
class RedactionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String CARD_NUMBER = "5555555555554444";

	private static final String SECRET_OF_ACCOUNT = "secret-of-the-account";

	private static final List<String> LOGGERS = List.of("org.springframework.web", "com.inqud");

	private static final List<Responder> RESPONDERS = List.of(
			RawHttpServer.json(200, "{\"id\":\"PMT-1\",\"balance\":1}"), RedactionTests::echo, RawHttpServer.reset(),
			RawHttpServer.silence(), RawHttpServer.json(200, ""),
			RawHttpServer.json(200, "{\"amount\":\"" + CARD_NUMBER + "x\",\"balance\":\"" + InqudToken.SECRET + "\"}"),
			RawHttpServer.json(200, "<" + CARD_NUMBER + InqudToken.SECRET),
			RawHttpServer.response(200, "Content-Type: text/x-" + CARD_NUMBER + "\r\n", CARD_NUMBER),
			RawHttpServer.response(302, "Location: http://" + CARD_NUMBER + ".example/\r\n", ""),
			RawHttpServer.json(401, "{}"), RawHttpServer.json(429, "{}"), RawHttpServer.json(502, "<html>"),
			RawHttpServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{").andClose(),
			RawHttpServer.raw("nonsense " + CARD_NUMBER + "\r\n\r\n").andClose());

	@AfterEach
	void resetLogging() {
		LoggingSystem loggingSystem = LoggingSystem.get(getClass().getClassLoader());
		LOGGERS.forEach((logger) -> loggingSystem.setLogLevel(logger, null));
	}

	@ParameterizedTest
	@EnumSource(AuthMode.class)
	void nothingSecretShows(AuthMode authMode, CapturedOutput output) throws Exception {
		StringBuilder shown = new StringBuilder();
		Set<String> hidden = new TreeSet<>(
				Set.of(InqudToken.SECRET, SECRET_OF_ACCOUNT, CARD_NUMBER, "5555 5555 5555 4444"));
		Responder[] responder = new Responder[1];
		try (RawHttpServer server = new RawHttpServer((request, socket) -> responder[0].respond(request, socket));
				ConfigurableApplicationContext context = run(server.url(), authMode)) {
			for (Responder next : RESPONDERS) {
				responder[0] = next;
				callEverything(context).forEach((failure) -> append(shown, failure));
			}
			responder[0] = RESPONDERS.get(0);
			for (String endpoint : List.of("env", "configprops", "beans", "conditions")) {
				shown.append(actuator(context, endpoint));
			}
			for (Class<?> type : List.of(InqudOperations.class, InqudConnectionDetails.class, InqudProperties.class,
					InqudAuthenticationFilterFunction.class)) {
				context.getBeansOfType(type).values().forEach(shown::append);
			}
			context.getBeansOfType(InqudOperations.class).values().forEach(shown::append);
			server.requests().forEach((request) -> {
				hidden.addAll(request.headers().getOrDefault("X-Salt", List.of()));
				hidden.addAll(request.headers().getOrDefault("X-HMAC-SHA256-Signature", List.of()));
			});
			assertThat(server.requests()).hasSizeGreaterThan(RESPONDERS.size() * 4);
		}
		shown.append(output.getAll());
		assertThat(shown).contains("ExchangeFunctions", "TRACE", "inqud.secret", "\"inqud.token-id\"",
				"inqud.accounts.eu.secret", "account=eu", InqudToken.ID);
		assertThat(shown.toString().lines().filter((line) -> hidden.stream().anyMatch(line::contains))).isEmpty();
		if (authMode == AuthMode.HMAC) {
			assertThat(hidden).hasSizeGreaterThan(RESPONDERS.size() * 8);
		}
	}

	private static List<Throwable> callEverything(ConfigurableApplicationContext context) {
		InqudOperations operations = context.getBean(InqudOperations.class);
		WebClient client = context.getBean("inqudWebClient", WebClient.class);
		Map<String, Object> payout = Map.of("cardNumber", CARD_NUMBER, "clientOrderId", "order " + CARD_NUMBER);
		List<Throwable> failures = new ArrayList<>();
		List<Runnable> calls = List.of(() -> operations.balances().blockLast(TIMEOUT),
				() -> operations.payout(payoutRequest()).block(TIMEOUT),
				() -> operations.payin(payinRequest()).block(TIMEOUT),
				() -> client.post().uri("/map").bodyValue(payout).retrieve().bodyToMono(Map.class).block(TIMEOUT),
				() -> client.post()
					.uri("/json")
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue("{\"cardNumber\":\"" + CARD_NUMBER + "\"}")
					.retrieve()
					.toBodilessEntity()
					.block(TIMEOUT),
				() -> client.post()
					.uri("/form")
					.body(BodyInserters.fromFormData("cardNumber", CARD_NUMBER))
					.retrieve()
					.toBodilessEntity()
					.block(TIMEOUT),
				() -> client.get()
					.uri("/things/{id}", "1")
					.header("X-Token-API-Secret", InqudToken.SECRET)
					.retrieve()
					.toBodilessEntity()
					.block(TIMEOUT),
				() -> client.get()
					.uri(URI.create("http://other.example"))
					.retrieve()
					.toBodilessEntity()
					.block(TIMEOUT));
		for (Runnable call : calls) {
			Throwable failure = catchThrowableOfType(RuntimeException.class, call::run);
			if (failure != null) {
				assertThat(failure).isInstanceOf(InqudException.class);
				failures.add(failure);
			}
		}
		return failures;
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber(CARD_NUMBER)
			.property("pan", CARD_NUMBER)
			.clientOrderId("order-1")
			.build();
	}

	private static PayinRequest payinRequest() {
		return PayinRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.property("cardNumber", CARD_NUMBER)
			.build();
	}

	private static void echo(RawHttpServer.Request request, Socket socket) throws IOException {
		Map<String, Object> answer = new HashMap<>();
		answer.put("code", request.headers().getOrDefault("X-Salt", List.of("none")).get(0));
		answer.put("message", request.headers() + request.text() + " 5555 5555 5555 4444");
		RawHttpServer.json(400, JsonMapper.shared().writeValueAsString(answer)).respond(request, socket);
	}

	private static void append(StringBuilder shown, Throwable failure) {
		StringWriter stackTrace = new StringWriter();
		failure.printStackTrace(new PrintWriter(stackTrace, true));
		shown.append(stackTrace.toString().replaceAll("checkpoint ⇢ .*", ""));
	}

	private static String actuator(ConfigurableApplicationContext context, String endpoint) throws Exception {
		String port = context.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
			.build();
		HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	private static ConfigurableApplicationContext run(URI baseUrl, AuthMode authMode) {
		SpringApplication application = new SpringApplication(Application.class);
		return application.run("--server.port=0", "--inqud.token-id=" + InqudToken.ID,
				"--inqud.secret=" + InqudToken.SECRET, "--other.name=prefix-" + InqudToken.SECRET,
				"--other.account=prefix-" + SECRET_OF_ACCOUNT, "--inqud.accounts.eu.token-id=TKN-2",
				"--inqud.accounts.eu.secret=" + SECRET_OF_ACCOUNT, "--inqud.base-url=" + baseUrl,
				"--inqud.auth-mode=" + authMode, "--inqud.read-timeout=100ms", "--inqud.retry.initial-backoff=1ms",
				"--logging.level.org.springframework.web=TRACE", "--logging.level.com.inqud=TRACE",
				"--spring.http.codecs.log-request-details=true", "--management.endpoints.web.exposure.include=*",
				"--management.endpoint.env.show-values=always", "--management.endpoint.configprops.show-values=always");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
