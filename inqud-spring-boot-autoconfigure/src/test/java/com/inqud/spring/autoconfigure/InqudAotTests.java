package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.authentication.InqudCredentialsProvider;
import com.inqud.spring.autoconfigure.health.InqudHealthContributorAutoConfiguration;
import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.wallet.WalletOperations;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.aot.AotDetector;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.service.ReactiveHttpServiceClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.test.tools.CompileWithForkedClassLoader;
import org.springframework.core.test.tools.SourceFile;
import org.springframework.core.test.tools.TestCompiler;
import org.springframework.javapoet.ClassName;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for applications that were processed ahead of time.
 */
@CompileWithForkedClassLoader
class InqudAotTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String OF_THE_BUILD = "of-the-build";

	@Test
	void callsAreSigned() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			run(Application.class, (context) -> {
				balances(context.getBean(InqudOperations.class));
				InqudToken.assertSigned(server.requests().get(0));
				context.getBean(OwnOperations.class).own();
				InqudToken.assertSigned(server.requests().get(1));
				context.getBean(InqudOperations.class).paymentsByClientOrderId("order-1").collectList().block(TIMEOUT);
				InqudToken.assertSigned(server.requests().get(2));
			}, Map.of("inqud.base-url", server.url().toString(), "inqud.token-id", InqudToken.ID, "inqud.secret",
					InqudToken.SECRET));
		}
	}

	@Test
	void eachAccountSignsWithItsOwnToken() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			run(ApplicationWithAccounts.class, (context) -> {
				Accounts accounts = context.getBean(Accounts.class);
				balances(accounts.qualified());
				InqudToken.assertSigned(server.requests().get(0), "TKN-eu", "secret of eu");
				balances(accounts.annotated());
				InqudToken.assertSigned(server.requests().get(1), "TKN-us", "secret of us");
				accounts.webClient().get().uri("/own").retrieve().toBodilessEntity().block(TIMEOUT);
				InqudToken.assertSigned(server.requests().get(2), "TKN-us", "secret of us");
			}, Map.of("inqud.base-url", server.url().toString(), "inqud.accounts.eu.token-id", "TKN-eu",
					"inqud.accounts.eu.secret", "secret of eu", "inqud.accounts.us.token-id", "TKN-us",
					"inqud.accounts.us.secret", "secret of us"));
		}
	}

	@Test
	void providerIsAskedAndHealthIsChecked() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			run(ApplicationWithProvider.class, (context) -> {
				Health health = context.getBean(ReactiveHealthIndicator.class).health().block(TIMEOUT);
				assertThat(health).isEqualTo(Health.up().build());
				InqudToken.assertSigned(server.onlyRequest(), "TKN-default", "vault");
			}, Map.of("inqud.base-url", server.url().toString(), "management.health.inqud.enabled", "true"));
		}
	}

	/**
	 * Processes the application with other values of the properties, except what is
	 * switched on, and runs the result with these.
	 */
	@SuppressWarnings("unchecked")
	private static void run(Class<?> application, Consumer<ApplicationContext> test, Map<String, String> properties) {
		AnnotationConfigApplicationContext unprocessed = new AnnotationConfigApplicationContext();
		unprocessed.register(application);
		TestPropertyValues
			.of(properties.entrySet()
				.stream()
				.map((property) -> property.getKey() + "="
						+ (property.getValue().equals("true") ? "true" : OF_THE_BUILD)))
			.applyTo(unprocessed);
		TestGenerationContext generation = new TestGenerationContext();
		ClassName initializer = new ApplicationContextAotGenerator().processAheadOfTime(unprocessed, generation);
		generation.writeGeneratedContent();
		TestCompiler.forSystem().with(generation).compile((compiled) -> {
			assertThat(compiled.getSourceFiles()).extracting(SourceFile::getContent)
				.noneMatch((content) -> content.contains(OF_THE_BUILD));
			try (GenericApplicationContext processed = new GenericApplicationContext()) {
				TestPropertyValues.of(properties).applyTo(processed);
				compiled.getInstance(ApplicationContextInitializer.class, initializer.toString()).initialize(processed);
				TestPropertyValues.of(AotDetector.AOT_ENABLED + "=true").applyToSystemProperties(processed::refresh);
				test.accept(processed);
			}
		});
	}

	private static void balances(WalletOperations operations) {
		operations.balances().collectList().block(TIMEOUT);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ InqudAutoConfiguration.class, WebClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class,
			ReactiveHttpServiceClientAutoConfiguration.class, HttpServiceClientPropertiesAutoConfiguration.class })
	@ImportHttpServices(group = "inqud", types = OwnOperations.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ InqudAutoConfiguration.class, WebClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class })
	static class ApplicationWithAccounts {

		@Bean
		Accounts accounts(@Qualifier("eu") InqudOperations qualified, @InqudAccount("us") InqudOperations annotated,
				@InqudAccount("us") WebClient webClient) {
			return new Accounts(qualified, annotated, webClient);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ InqudAutoConfiguration.class, InqudHealthContributorAutoConfiguration.class,
			WebClientAutoConfiguration.class, ReactiveHttpClientAutoConfiguration.class,
			HttpClientAutoConfiguration.class })
	static class ApplicationWithProvider {

		@Bean
		InqudCredentialsProvider inqudCredentialsProvider() {
			return (account) -> Mono.just(new InqudCredentials("TKN-" + account, "vault"));
		}

	}

	record Accounts(InqudOperations qualified, InqudOperations annotated, WebClient webClient) {

	}

	interface OwnOperations {

		@GetExchange("/own")
		JsonNode own();

	}

}
