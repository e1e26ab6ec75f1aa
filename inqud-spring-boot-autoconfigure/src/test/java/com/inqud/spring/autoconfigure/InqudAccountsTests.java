package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudServerException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.authentication.InqudCredentialsProvider;
import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudAccounts;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.wallet.WalletOperations;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import com.inqud.spring.test.TestConnectionDetails;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for several accounts in one application.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudAccountsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"));

	private final ApplicationContextRunner bareRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(InqudAutoConfiguration.class, WebClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class))
		.withPropertyValues("inqud.base-url=" + this.server.url());

	private final ApplicationContextRunner accountsRunner = this.bareRunner.withPropertyValues(
			"inqud.accounts.eu.token-id=TKN-eu", "inqud.accounts.eu.secret=secret of eu",
			"inqud.accounts.us.token-id=TKN-us", "inqud.accounts.us.secret=secret of us");

	private final ApplicationContextRunner contextRunner = this.accountsRunner
		.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET);

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@Test
	void eachAccountSignsWithItsOwnToken() {
		this.contextRunner.withUserConfiguration(Injection.class).run((context) -> {
			Injected injected = context.getBean(Injected.class);
			balances(injected.plain());
			InqudToken.assertSigned(this.server.requests().get(0));
			balances(injected.qualified());
			InqudToken.assertSigned(this.server.requests().get(1), "TKN-eu", "secret of eu");
			balances(injected.annotated());
			InqudToken.assertSigned(this.server.requests().get(2), "TKN-us", "secret of us");
			injected.webClient().get().uri("/own/{id}", 1).retrieve().toBodilessEntity().block(TIMEOUT);
			InqudToken.assertSigned(this.server.requests().get(3), "TKN-us", "secret of us");
			assertThat(this.server.requests().get(3).target()).isEqualTo("/own/1");
		});
	}

	@Test
	void plainPropertiesStayTheOnlyOnesWithoutAQualifier() {
		this.contextRunner.withUserConfiguration(Candidates.class).run((context) -> {
			assertThat(context.getBean(Candidates.class).operations()).extracting(Object::toString)
				.containsExactly("InqudOperations[account=default, baseUrl=" + this.server.url() + ", authMode=HMAC]");
			assertThat(context.getBean(WalletOperations.class)).isSameAs(context.getBean("inqudOperations"));
			assertThat(operations(context, "eu")).asString()
				.isEqualTo("InqudOperations[account=eu, baseUrl=" + this.server.url() + ", authMode=HMAC]");
		});
	}

	@Test
	void accountsShareOneConnector() {
		AtomicInteger exchanges = new AtomicInteger();
		ReactorClientHttpConnector own = new ReactorClientHttpConnector();
		this.contextRunner
			.withBean("inqudClientHttpConnector", ClientHttpConnector.class, () -> (method, uri, callback) -> {
				exchanges.incrementAndGet();
				return own.connect(method, uri, callback);
			})
			.run((context) -> {
				balances(context.getBean(InqudOperations.class));
				balances(operations(context, "eu"));
				balances(operations(context, "us"));
				assertThat(exchanges).hasValue(3);
			});
	}

	@Test
	void accountHasItsOwnModeAndBaseUrl() throws IOException {
		try (RawHttpServer other = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			this.contextRunner
				.withPropertyValues("inqud.accounts.eu.auth-mode=simple", "inqud.accounts.eu.base-url=" + other.url())
				.run((context) -> {
					balances(operations(context, "eu"));
					balances(operations(context, "us"));
					assertThat(other.onlyRequest().header("X-Token-API-Secret")).isEqualTo("secret of eu");
					InqudToken.assertSigned(this.server.onlyRequest(), "TKN-us", "secret of us");
				});
		}
	}

	@Test
	void accountTakesModeOfThePlainPropertiesAndUrlOfTheConnectionDetails() throws IOException {
		try (RawHttpServer standIn = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			this.accountsRunner.withPropertyValues("inqud.auth-mode=simple")
				.withBean(InqudConnectionDetails.class, () -> new TestConnectionDetails(standIn.url()))
				.run((context) -> {
					balances(operations(context, "eu"));
					balances(context.getBean(InqudOperations.class));
					assertThat(standIn.requests()).extracting((request) -> request.header("X-Token-API-Secret"))
						.containsExactly("secret of eu", InqudToken.SECRET);
					assertThat(this.server.connections()).isZero();
				});
		}
	}

	@Test
	void thereIsNoDefaultAccountWithoutPlainProperties() {
		for (ApplicationContextRunner runner : List.of(this.accountsRunner,
				this.accountsRunner.withPropertyValues("inqud.webhook.secrets=secret"))) {
			runner.withUserConfiguration(Candidates.class).run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean("inqudOperations")
					.doesNotHaveBean("inqudWebClient")
					.doesNotHaveBean("inqudAuthenticationFilterFunction")
					.hasBean("inqud.accounts.eu.inqudOperations");
				assertThat(context.getBean(Candidates.class).operations()).isEmpty();
			});
		}
	}

	@Test
	void oneOfThePlainPropertiesMeansThatThereShouldBeADefaultAccount() {
		this.accountsRunner.withPropertyValues("inqud.token-id=" + InqudToken.ID)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("the property 'inqud.secret' is not set"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "token-id", "secret" })
	void saysWhatIsMissing(String property) {
		this.accountsRunner.withPropertyValues("inqud.accounts.eu." + property + "=")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InqudConfigurationException.class)
				.hasMessageContaining("the property 'inqud.accounts.eu." + property + "' is not set"));
	}

	@Test
	void saysWhichAccountIsWrong() {
		Stream
			.of("inqud.accounts.us.base-url=http://api.example.com", "inqud.accounts.us.secret=hid\u0007den",
					"inqud.accounts.us.base-url=https://api.example.com?hidden")
			.forEach((property) -> this.contextRunner.withPropertyValues(property)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InqudConfigurationException.class)
					.hasMessageStartingWith("The Inqud client of the account 'us' could not be configured: ")
					.hasMessageNotContaining("hidden")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "default", "[a/b]" })
	void refusesANameThatCannotBe(String name) {
		this.contextRunner.withPropertyValues("inqud.accounts." + name + ".token-id=TKN-1")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InqudConfigurationException.class)
				.hasMessageContaining("an account cannot have the name '" + name.replaceAll("[\\[\\]]", "") + "'"));
	}

	@Test
	void providerSuppliesEveryAccountAndIsAskedForEachRequest() {
		ApplicationContextRunner withoutCredentials = this.bareRunner
			.withPropertyValues("inqud.accounts.eu.auth-mode=hmac");
		AtomicInteger asked = new AtomicInteger();
		InqudCredentialsProvider provider = (account) -> Mono
			.just(new InqudCredentials("TKN-" + account + "-" + asked.incrementAndGet(), "vault"));
		for (ApplicationContextRunner runner : List.of(this.contextRunner, withoutCredentials)) {
			runner.withBean(InqudCredentialsProvider.class, () -> provider).run((context) -> {
				for (int i = 0; i < 2; i++) {
					balances(context.getBean(InqudOperations.class));
					balances(operations(context, "eu"));
				}
			});
		}
		List<RawHttpServer.Request> requests = this.server.requests();
		assertThat(requests).hasSize(8);
		for (int i = 0; i < 8; i += 2) {
			InqudToken.assertSigned(requests.get(i), "TKN-default-" + (i + 1), "vault");
			InqudToken.assertSigned(requests.get(i + 1), "TKN-eu-" + (i + 2), "vault");
		}
	}

	@Test
	void accountsShareSizesAndRetries() throws IOException {
		Queue<Responder> responders = new ConcurrentLinkedQueue<>(List.of(RawHttpServer.json(503, "{}"),
				RawHttpServer.json(503, "{}"), RawHttpServer.json(200, " ".repeat(21))));
		try (RawHttpServer other = new RawHttpServer(
				(request, socket) -> responders.remove().respond(request, socket))) {
			this.contextRunner
				.withPropertyValues("inqud.base-url=" + other.url(), "inqud.retry.max-attempts=2",
						"inqud.retry.initial-backoff=1ms", "inqud.max-request-size=20B", "inqud.max-response-size=20B")
				.run((context) -> {
					InqudOperations eu = operations(context, "eu");
					assertThatExceptionOfType(InqudServerException.class).isThrownBy(() -> balances(eu));
					assertThat(other.requests()).hasSize(2);
					assertThatExceptionOfType(InqudUnreadableResponseException.class).isThrownBy(() -> balances(eu))
						.withMessageContaining("too large");
					assertThatExceptionOfType(InqudNotSentException.class)
						.isThrownBy(() -> context.getBean("inqud.accounts.eu.webClient", WebClient.class)
							.post()
							.uri("/own")
							.bodyValue("x".repeat(21))
							.retrieve()
							.toBodilessEntity()
							.block(TIMEOUT));
				});
		}
	}

	@Test
	void accountsShareTheCallTimeout() throws IOException {
		try (RawHttpServer silent = new RawHttpServer(RawHttpServer.silence())) {
			this.contextRunner.withPropertyValues("inqud.base-url=" + silent.url(), "inqud.call-timeout=100ms")
				.run((context) -> assertThatExceptionOfType(InqudException.class)
					.isThrownBy(() -> balances(operations(context, "eu")))
					.withMessageContaining("100 ms"));
		}
	}

	@Test
	void observationsTellTheAccounts() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withBean(ObservationRegistry.class, () -> registry).run((context) -> {
			balances(context.getBean(InqudOperations.class));
			balances(operations(context, "eu"));
			for (String account : List.of("default", "eu")) {
				TestObservationRegistryAssert.assertThat(registry)
					.hasAnObservation((observation) -> observation.hasNameEqualTo("inqud.calls")
						.hasLowCardinalityKeyValue("inqud.account", account))
					.hasAnObservation((observation) -> observation.hasNameEqualTo("http.client.requests")
						.hasHighCardinalityKeyValue("inqud.account", account)
						.doesNotHaveLowCardinalityKeyValueWithKey("inqud.account"));
			}
		});
	}

	@Test
	void beansOfTheApplicationStayOutOfIt() {
		WebClient own = WebClient.create("http://127.0.0.1:1");
		this.contextRunner.withBean("euWebClient", WebClient.class, () -> own)
			.withPropertyValues("inqud.accounts.inqud.token-id=TKN-inqud",
					"inqud.accounts.inqud.secret=secret of inqud")
			.run((context) -> {
				balances(operations(context, "eu"));
				balances(operations(context, "inqud"));
				InqudToken.assertSigned(this.server.requests().get(0), "TKN-eu", "secret of eu");
				InqudToken.assertSigned(this.server.requests().get(1), "TKN-inqud", "secret of inqud");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "EU", "e-u", "e_u" })
	void refusesNamesThatPropertiesDoNotDistinguish(String name) {
		this.contextRunner
			.withPropertyValues("inqud.accounts." + name + ".token-id=TKN-1",
					"inqud.accounts." + name + ".secret=secret")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InqudConfigurationException.class)
				.hasMessageContaining("cannot be told apart"));
	}

	@ParameterizedTest
	@CsvSource({ "eu-west,INQUD_ACCOUNTS_EUWEST_SECRET", "US,INQUD_ACCOUNTS_US_SECRET",
			"eu_west,INQUD_ACCOUNTS_EUWEST_SECRET" })
	void nameInAFileAndItsVariableAreOneAccount(String name, String variable) {
		this.bareRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of(variable, "from outside"))))
			.withPropertyValues("inqud.accounts." + name + ".token-id=TKN-1",
					"inqud.accounts." + name + ".secret=from the file",
					"inqud.accounts." + name + ".base-url=" + this.server.url())
			.run((context) -> {
				assertThat(context.getBean(InqudAccounts.class).names()).containsExactly(name);
				balances(operations(context, name));
				InqudToken.assertSigned(this.server.onlyRequest(), "TKN-1", "from outside");
			});
	}

	@Test
	void namesTheVariableOfAnAccount() {
		this.bareRunner.withPropertyValues("inqud.accounts.eu-west.token-id=TKN-1")
			.run((context) -> assertThat(((InqudConfigurationException) NestedExceptionUtils
				.getMostSpecificCause(context.getStartupFailure())).getAction())
				.contains("'inqud.accounts.eu-west.secret'")
				.contains("INQUD_ACCOUNTS_EUWEST_SECRET"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "false" })
	void refusesNamesThatYamlReadsAsSomethingElse(String name) {
		this.bareRunner.withPropertyValues("inqud.accounts." + name + ".token-id=TKN-1")
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InqudConfigurationException.class)
				.hasMessageContaining("cannot have the name '" + name + "'"));
	}

	@ParameterizedTest
	@CsvSource({ "inqud.token-id", "inqud.secret", "inqud.accounts.eu.token-id", "inqud.accounts.eu.secret" })
	void refusesWhatIsNoTokenAndNoSecret(String property) {
		for (String value : List.of("${UNSET_VARIABLE}", "ENC(hidden)", "{cipher}hidden")) {
			this.contextRunner
				.withPropertyValues("inqud.accounts.eu.token-id=TKN-eu", "inqud.accounts.eu.secret=secret of eu",
						property + "=" + value)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(InqudConfigurationException.class)
					.message()
					.contains("'" + property + "'")
					.doesNotContain("hidden", "UNSET"));
		}
	}

	@Test
	void placeholderDoesNotMatterToAProvider() {
		InqudCredentialsProvider provider = (account) -> Mono.just(new InqudCredentials("TKN-1", "vault"));
		this.bareRunner.withBean(InqudCredentialsProvider.class, () -> provider)
			.withPropertyValues("inqud.token-id=${UNSET_VARIABLE}", "inqud.secret=${UNSET_VARIABLE}")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void warnsOfANumberAsAName(CapturedOutput output) {
		this.bareRunner.withPropertyValues("inqud.accounts.7.token-id=TKN-1", "inqud.accounts.7.secret=secret")
			.run((context) -> assertThat(output).contains("such as 007 to 7"));
	}

	@Test
	void childContextReturnsNoOtherAccountThanTheDefault() {
		this.bareRunner
			.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
					"inqud.base-url=" + this.server.url())
			.run((parent) -> this.bareRunner.withParent(parent)
				.withPropertyValues("inqud.accounts.eu.token-id=TKN-eu", "inqud.accounts.eu.secret=secret of eu",
						"inqud.base-url=" + this.server.url())
				.run((child) -> {
					assertThat(child.getBean(InqudOperations.class)).isSameAs(parent.getBean(InqudOperations.class));
					balances(operations(child, "eu"));
					InqudToken.assertSigned(this.server.onlyRequest(), "TKN-eu", "secret of eu");
				}));
	}

	@Test
	void warnsOfCredentialsThatAreNotUsed(CapturedOutput output) {
		InqudCredentialsProvider provider = (account) -> Mono.just(new InqudCredentials("TKN-1", "vault"));
		this.bareRunner.withBean(InqudCredentialsProvider.class, () -> provider)
			.withPropertyValues("inqud.accounts.eu.secret=secret of eu", "inqud.accounts.us.auth-mode=hmac")
			.run((context) -> assertThat(output).contains("Inqud account 'eu' uses the credentials of the")
				.doesNotContain("account 'us'"));
	}

	@Test
	void leavesNoBeanBehindWhenSwitchedOff() {
		this.contextRunner.withPropertyValues("inqud.enabled=false")
			.run((context) -> assertThat(context.getBeanDefinitionNames())
				.noneMatch((name) -> name.toLowerCase().contains("inqud")));
	}

	private static InqudOperations operations(ApplicationContext context, String account) {
		return BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getAutowireCapableBeanFactory(),
				InqudOperations.class, account);
	}

	private static void balances(WalletOperations operations) {
		operations.balances().collectList().block(TIMEOUT);
	}

	@Configuration(proxyBeanMethods = false)
	static class Injection {

		@Bean
		Injected injected(InqudOperations plain, @Qualifier("eu") InqudOperations qualified,
				@InqudAccount("us") InqudOperations annotated, @InqudAccount("us") WebClient webClient) {
			return new Injected(plain, qualified, annotated, webClient);
		}

	}

	static class Candidates {

		private final List<InqudOperations> operations;

		Candidates(ObjectProvider<InqudOperations> operations) {
			this.operations = operations.stream().toList();
		}

		List<InqudOperations> operations() {
			return this.operations;
		}

	}

	record Injected(InqudOperations plain, InqudOperations qualified, InqudOperations annotated, WebClient webClient) {

	}

}
