package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the HTTP methods that no operation of the client has, in an interface of the
 * application, and for the default methods of the client's own interfaces as beans.
 */
class InqudHttpServiceMethodsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private Responder responder = RawHttpServer.json(200, "{\"id\":\"PMT-1\"}");

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> this.responder.respond(request, socket));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
				"inqud.base-url=" + this.server.url(), "inqud.retry.initial-backoff=1ms");

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("calls")
	void callsAreSigned(String method, String body, Function<Settings, Mono<?>> call) {
		run((settings) -> {
			StepVerifier.create(call.apply(settings)).expectNextCount(1).expectComplete().verify(TIMEOUT);
			RawHttpServer.Request request = this.server.onlyRequest();
			InqudToken.assertSigned(request);
			assertThat(request.method()).isEqualTo(method);
			assertThat(request.target()).isEqualTo("/v1/user/settings/a%2Fb");
			assertThat(request.text()).isEqualTo(body);
		});
	}

	@ParameterizedTest
	@MethodSource("calls")
	void anUnknownOutcomeIsToldAndNothingIsRepeated(String method, String body, Function<Settings, Mono<?>> call) {
		for (Responder failure : new Responder[] { RawHttpServer.json(503, "{}"), RawHttpServer.reset(),
				RawHttpServer.json(200, "{}") }) {
			this.responder = failure;
			run((settings) -> {
				int before = this.server.requests().size();
				StepVerifier.create(call.apply(settings))
					.expectError(InqudOutcomeUnknownException.class)
					.verify(TIMEOUT);
				assertThat(this.server.requests()).hasSize(before + 1);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void aRefusalIsTold(String method, String body, Function<Settings, Mono<?>> call) {
		this.responder = RawHttpServer.json(404, "{\"message\":\"unknown\"}");
		run((settings) -> StepVerifier.create(call.apply(settings))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InqudApiException.class)
				.hasMessageStartingWith(method + " /v1/user/settings/{name}: 404"))
			.verify(TIMEOUT));
		assertThat(this.server.requests()).hasSize(1);
	}

	static Stream<Arguments> calls() {
		return Stream.of(call("DELETE", "", (settings) -> settings.delete("a/b")),
				call("PATCH", "{\"value\":\"é\"}", (settings) -> settings.patch("a/b", new Setting("é"))),
				call("PUT", "{\"value\":\"é\"}", (settings) -> settings.put("a/b", new Setting("é"))));
	}

	@Test
	void defaultMethodsOfTheClientWorkOnItsBean() {
		this.contextRunner.run((context) -> {
			InqudOperations operations = context.getBean(InqudOperations.class);
			this.responder = RawHttpServer.json(200, "{\"id\":\"PMT-1\",\"status\":\"SUCCESS\"}");
			StepVerifier.create(operations.paymentWhenFinal("PMT-1", TIMEOUT))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
			this.responder = RawHttpServer.json(200, "[{\"id\":\"PMT-1\",\"clientOrderId\":\"order-1\"}]");
			StepVerifier.create(operations.paymentsByClientOrderId("order-1"))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
		});
		assertThat(this.server.requests()).hasSize(2).allSatisfy(InqudToken::assertSigned);
	}

	private void run(Consumer<Settings> test) {
		this.contextRunner.run((context) -> test.accept(context.getBean(Settings.class)));
	}

	private static Arguments call(String method, String body, Function<Settings, Mono<?>> call) {
		return Arguments.of(method, body, call);
	}

	interface Settings {

		@DeleteExchange("/v1/user/settings/{name}")
		Mono<Payment> delete(@PathVariable String name);

		@PatchExchange("/v1/user/settings/{name}")
		Mono<Payment> patch(@PathVariable String name, @RequestBody Setting setting);

		@PutExchange("/v1/user/settings/{name}")
		Mono<Payment> put(@PathVariable String name, @RequestBody Setting setting);

	}

	record Setting(String value) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "inqud", types = Settings.class)
	static class Application {

	}

}
