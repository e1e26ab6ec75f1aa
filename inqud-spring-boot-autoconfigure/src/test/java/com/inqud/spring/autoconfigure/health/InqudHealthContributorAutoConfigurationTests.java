package com.inqud.spring.autoconfigure.health;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import com.inqud.spring.autoconfigure.InqudAutoConfiguration;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.WebStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InqudHealthContributorAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudHealthContributorAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String BALANCES = "[{\"currency\":\"BTC\",\"balance\":105.82306278}]";

	private final ApplicationContextRunner bareRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InqudHealthContributorAutoConfiguration.class,
				InqudAutoConfiguration.class, WebClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class))
		.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
				"inqud.retry.max-attempts=1");

	private final ApplicationContextRunner contextRunner = this.bareRunner
		.withPropertyValues("management.health.inqud.enabled=true");

	private RawHttpServer server;

	@AfterEach
	void closeServer() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

	@Test
	void isUpAndShowsNoBalances() {
		check(RawHttpServer.json(200, BALANCES), (health) -> assertThat(health).isEqualTo(Health.up().build()));
		InqudToken.assertSigned(this.server.onlyRequest());
		assertThat(this.server.onlyRequest().target()).isEqualTo("/v1/user/wallet/balances");
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void authenticationIsRefused(int status, CapturedOutput output) {
		check(RawHttpServer.json(status, "{\"message\":\"token " + InqudToken.SECRET + "\"}"),
				(health) -> assertDown(health, Map.of("reason", "authentication refused", "status", status)));
		assertThat(output).containsPattern("WARN .*InqudOperations\\[account=default.* failed: GET .*: " + status)
			.doesNotContain(InqudToken.SECRET);
	}

	@Test
	void isUnreachableWhenNobodyListens() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		this.contextRunner.withPropertyValues("inqud.base-url=http://127.0.0.1:" + port)
			.run((context) -> assertDown(health(context.getBean(ReactiveHealthIndicator.class)),
					Map.of("reason", "unreachable")));
	}

	@Test
	void isUnreachableWhenNobodyAnswers() {
		check(RawHttpServer.reset(), (health) -> assertDown(health, Map.of("reason", "unreachable")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 429, 500, 503 })
	void answerIsUnexpected(int status) {
		check(RawHttpServer.json(status, BALANCES),
				(health) -> assertDown(health, Map.of("reason", "unexpected response", "status", status)));
	}

	@Test
	void answerIsUnreadable() {
		check(RawHttpServer.json(200, "[{\"balance\":\"105.8x\"}]"),
				(health) -> assertDown(health, Map.of("reason", "unexpected response")));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "other=1", "management.health.inqud.enabled=false", "management.health.defaults.enabled=true" })
	void isOffUnlessAskedFor(String property) {
		this.bareRunner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReactiveHealthContributor.class));
	}

	@Test
	void backsOffWithoutActuator() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(InqudHealthContributorAutoConfiguration.class));
	}

	@Test
	void backsOffWithoutClient() {
		this.contextRunner.withPropertyValues("inqud.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ReactiveHealthContributor.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "inqudHealthIndicator", "inqudHealthContributor" })
	void usesTheIndicatorOfTheApplication(String name) {
		ReactiveHealthIndicator own = () -> null;
		this.contextRunner.withBean(name, ReactiveHealthIndicator.class, () -> own)
			.run((context) -> assertThat(context.getBean(ReactiveHealthContributor.class)).isSameAs(own));
	}

	@Test
	void checksEachAccount() {
		this.server = new RawHttpServer((request, socket) -> RawHttpServer
			.json(request.header("X-Token-API-Id").equals("TKN-2") ? 401 : 200, BALANCES)
			.respond(request, socket));
		this.contextRunner
			.withPropertyValues("inqud.base-url=" + this.server.url(), "inqud.accounts.eu.token-id=TKN-2",
					"inqud.accounts.eu.secret=secret")
			.run((context) -> {
				CompositeReactiveHealthContributor composite = context
					.getBean(CompositeReactiveHealthContributor.class);
				assertThat(composite.stream().map((entry) -> entry.name())).containsExactly("default", "eu");
				assertThat(health(composite.getContributor("default")).getStatus()).isEqualTo(Status.UP);
				assertThat(health(composite.getContributor("eu")).getDetails()).containsEntry("reason",
						"authentication refused");
			});
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void isPartOfTheHealthEndpoint(WebStack stack) throws Exception {
		this.server = new RawHttpServer(RawHttpServer.json(200, BALANCES));
		try (ConfigurableApplicationContext application = stack.run(Application.class,
				"--inqud.token-id=" + InqudToken.ID, "--inqud.secret=" + InqudToken.SECRET,
				"--inqud.base-url=" + this.server.url(), "--management.health.inqud.enabled=true",
				"--management.endpoint.health.show-details=always")) {
			assertThat(InqudWebhooks.get(application, "/actuator/health")).contains("\"inqud\":{\"status\":\"UP\"}");
		}
	}

	private void check(RawHttpServer.Responder responder, Consumer<Health> check) {
		this.server = new RawHttpServer(responder);
		this.contextRunner.withPropertyValues("inqud.base-url=" + this.server.url())
			.run((context) -> check.accept(health(context.getBean(ReactiveHealthIndicator.class))));
	}

	private static Health health(ReactiveHealthContributor indicator) {
		return ((ReactiveHealthIndicator) indicator).health().block(TIMEOUT);
	}

	private static void assertDown(Health health, Map<String, Object> details) {
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).isEqualTo(details);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration" })
	static class Application {

	}

}
