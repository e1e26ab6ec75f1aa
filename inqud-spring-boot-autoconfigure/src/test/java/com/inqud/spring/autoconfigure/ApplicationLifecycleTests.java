package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what an application opens when it starts, and leaves behind when it is
 * closed.
 */
class ApplicationLifecycleTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InqudAutoConfiguration.class, WebClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class))
		.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
				"inqud.accounts.eu.token-id=TKN-2", "inqud.accounts.eu.secret=secret");

	@ParameterizedTest
	@EnumSource(Connector.class)
	void opensNoConnectionAtStart(Connector connector) throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			ApplicationContextRunner runner = runner(connector).withPropertyValues("inqud.base-url=" + server.url());
			runner.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.containsBean("inqudOperations")).isTrue();
				assertThat(context.getBeanFactory().containsSingleton("inqudClientHttpConnector")).isFalse();
				assertThat(server.connections()).isZero();
			});
			runner.withUserConfiguration(Injected.class).run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanFactory().containsSingleton("inqudClientHttpConnector")).isTrue();
			});
			assertThat(server.connections()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void leavesNeitherThreadsNorConnectionsBehind(Connector connector) throws IOException {
		Set<Thread> before = threads();
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			for (int i = 0; i < 10; i++) {
				runner(connector).withPropertyValues("inqud.base-url=" + server.url()).run((context) -> {
					balances(context.getBean(InqudOperations.class));
					balances(context.getBean("inqud.accounts.eu.inqudOperations", InqudOperations.class));
				});
			}
			assertThat(server.requests()).hasSize(20);
			await().atMost(TIMEOUT).pollInSameThread().untilAsserted(() -> {
				collectGarbage();
				assertThat(server.openConnections()).isZero();
			});
		}
		await().atMost(TIMEOUT).pollInSameThread().untilAsserted(() -> {
			collectGarbage();
			assertThat(threads()).isSubsetOf(before);
		});
	}

	@Test
	void callsWhenEverythingIsLazy() throws IOException {
		try (RawHttpServer inqud = new RawHttpServer(RawHttpServer.json(200, "[]"));
				ConfigurableApplicationContext application = WebStack.REACTIVE.run(Application.class,
						"--spring.main.lazy-initialization=true", "--inqud.token-id=" + InqudToken.ID,
						"--inqud.secret=" + InqudToken.SECRET, "--inqud.base-url=" + inqud.url())) {
			assertThat(application.getBeanFactory().containsSingleton("inqudOperations")).isFalse();
			balances(application.getBean(InqudOperations.class));
			InqudToken.assertSigned(inqud.onlyRequest());
		}
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void refusesToStartWithAnUnverifiedWebhookWhenEverythingIsLazy(WebStack stack) {
		assertThatException()
			.isThrownBy(() -> stack
				.run(Unverified.class, "--spring.main.lazy-initialization=true", "--inqud.webhook.secrets=secret")
				.close())
			.havingRootCause()
			.withMessageContaining("would take a request that has not been verified");
	}

	private ApplicationContextRunner runner(Connector connector) {
		return this.contextRunner.withPropertyValues(connector.property());
	}

	/**
	 * Living threads but those that Reactor, Netty and Java keep for the whole JVM.
	 */
	private static Set<Thread> threads() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> thread.getName()
			.matches("(parallel|globalEventExecutor|boundedElastic|ForkJoinPool\\.commonPool)-.*"));
		return threads;
	}

	/**
	 * Lets clients of the JDK end, which cannot be closed before Java 21.
	 */
	private static void collectGarbage() {
		System.gc();
	}

	private static void balances(InqudOperations operations) {
		operations.balances().collectList().block(TIMEOUT);
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		Injected(InqudOperations operations) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(UnverifiedController.class)
	static class Unverified {

	}

	@RestController
	static class UnverifiedController {

		@PostMapping("/webhooks")
		void onWebhook(@InqudWebhook @RequestBody String body) {
		}

	}

}
