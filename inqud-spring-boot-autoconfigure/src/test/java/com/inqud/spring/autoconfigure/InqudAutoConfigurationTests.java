package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLServerSocket;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudServerException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.authentication.InqudCredentialsProvider;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.InqudWebClientCustomizer;
import com.inqud.spring.client.acquiring.CryptoAcquiringOperations;
import com.inqud.spring.client.onramp.OnRampOperations;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentOperations;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.client.wallet.WalletOperations;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.SelfSigned;
import com.inqud.spring.test.TestConnectionDetails;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link InqudAutoConfiguration}.
 */
class InqudAutoConfigurationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(
			InqudSanitizingAutoConfiguration.class, InqudAutoConfiguration.class, WebClientAutoConfiguration.class,
			ReactiveHttpClientAutoConfiguration.class, HttpClientAutoConfiguration.class, SslAutoConfiguration.class,
			CodecsAutoConfiguration.class, JacksonAutoConfiguration.class);

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> RawHttpServer
				.json(200,
						request.method().equals("GET") ? "[{\"currency\":\"BTC\",\"balance\":1}]"
								: "{\"id\":\"PMT-1\",\"clientOrderId\":\"order-1\",\"more\":1}")
				.respond(request, socket));

	private final ApplicationContextRunner bareRunner = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ApplicationContextRunner contextRunner = configured(this.bareRunner);

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	private <R extends AbstractApplicationContextRunner<R, ?, ?>> R configured(R runner) {
		return runner.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
				"inqud.base-url=" + this.server.url());
	}

	@Test
	void signsByDefault() {
		this.contextRunner.run((context) -> {
			assertThat(balances(context.getBean(InqudOperations.class)))
				.containsExactly(new WalletBalance("BTC", BigDecimal.ONE));
			InqudToken.assertSigned(this.server.onlyRequest());
			assertThat(this.server.onlyRequest().target()).isEqualTo("/v1/user/wallet/balances");
		});
	}

	@Test
	void sendsTheSecretInSimpleMode() {
		this.contextRunner.withPropertyValues("inqud.auth-mode=simple").run((context) -> {
			balances(context.getBean(InqudOperations.class));
			InqudToken.assertCarriesSecret(this.server.onlyRequest());
		});
	}

	@Test
	void keepsThePathOfTheBaseUrl() {
		this.contextRunner.withPropertyValues("inqud.base-url=" + this.server.url() + "/prefix").run((context) -> {
			balances(context.getBean(InqudOperations.class));
			assertThat(this.server.onlyRequest().target()).isEqualTo("/prefix/v1/user/wallet/balances");
		});
	}

	@Test
	void callsInqudUnlessToldOtherwise() {
		this.bareRunner.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET)
			.run((context) -> assertThat(context.getBean(InqudConnectionDetails.class).getBaseUrl())
				.isEqualTo(URI.create("https://api.inqud.com")));
	}

	@Test
	void offersEachKindOfOperation() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(InqudOperations.class)
			.hasSingleBean(WalletOperations.class)
			.hasSingleBean(PaymentOperations.class)
			.hasSingleBean(CryptoAcquiringOperations.class)
			.hasSingleBean(OnRampOperations.class));
	}

	@Test
	void operationsDescribeThemselves() {
		this.contextRunner.run((context) -> {
			InqudOperations operations = context.getBean(InqudOperations.class);
			assertThat(operations)
				.hasToString("InqudOperations[account=default, baseUrl=" + this.server.url() + ", authMode=HMAC]")
				.isEqualTo(operations)
				.hasSameHashCodeAs(operations);
		});
	}

	@Test
	void leavesNoBeanBehindWhenSwitchedOff() {
		this.bareRunner.withPropertyValues("inqud.enabled=false")
			.run((context) -> assertThat(context.getBeanDefinitionNames())
				.filteredOn((name) -> name.toLowerCase().contains("inqud"))
				.containsExactlyInAnyOrder(InqudSanitizingAutoConfiguration.class.getName(),
						"inqudSanitizingFunction"));
	}

	@Test
	void backsOffWithoutWebClient() {
		this.bareRunner.withClassLoader(new FilteredClassLoader(WebClient.class))
			.run((context) -> assertThat(context).doesNotHaveBean(InqudAutoConfiguration.class));
	}

	@Test
	void runsInAServletApplication() {
		configured(new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS))
			.run((context) -> assertThat(balances(context.getBean(InqudOperations.class))).hasSize(1));
	}

	@Test
	void runsInAReactiveApplication() {
		configured(new ReactiveWebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS))
			.run((context) -> assertThat(balances(context.getBean(InqudOperations.class))).hasSize(1));
	}

	@Test
	void connectsWithTheConnectionDetailsOfTheApplication() {
		this.bareRunner.withPropertyValues("inqud.token-id=other", "inqud.secret=other")
			.withBean(InqudConnectionDetails.class, () -> new TestConnectionDetails(this.server.url()))
			.run((context) -> {
				assertThat(context).hasSingleBean(InqudConnectionDetails.class);
				balances(context.getBean(InqudOperations.class));
				InqudToken.assertSigned(this.server.onlyRequest());
			});
	}

	@Test
	void needsNoPropertiesWithTheConnectionDetailsOfTheApplication() {
		this.bareRunner.withBean(InqudConnectionDetails.class, () -> new TestConnectionDetails(this.server.url()))
			.run((context) -> assertThat(context).hasSingleBean(InqudOperations.class));
	}

	@Test
	void authenticatesWithTheFilterOfTheApplication() {
		this.bareRunner.withPropertyValues("inqud.base-url=" + this.server.url())
			.withBean(InqudAuthenticationFilterFunction.class,
					() -> new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
							AuthMode.SIMPLE, this.server.url()))
			.run((context) -> {
				assertThat(context).hasSingleBean(InqudAuthenticationFilterFunction.class);
				balances(context.getBean(InqudOperations.class));
				InqudToken.assertCarriesSecret(this.server.onlyRequest());
			});
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "http://api.example.com", "https://user:pw@api.example.com", "https://api.example.com?x=1" })
	void checksTheBaseUrlWithTheFilterOfTheApplicationAsWell(String baseUrl) {
		this.bareRunner.withPropertyValues("inqud.base-url=" + baseUrl)
			.withBean(InqudAuthenticationFilterFunction.class,
					() -> new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
							AuthMode.SIMPLE, this.server.url()))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InqudConfigurationException.class)
				.hasMessageNotContaining("pw"));
	}

	@Test
	void masksTheSecretOfThePropertiesAndThatOfTheConnectionDetails() {
		this.bareRunner.withPropertyValues("inqud.secret=of-the-properties")
			.withBean(InqudConnectionDetails.class, () -> new TestConnectionDetails(this.server.url()))
			.run((context) -> {
				SanitizingFunction sanitizing = context.getBean(SanitizingFunction.class);
				assertThat(sanitize(sanitizing, "of-the-properties")).isEqualTo("******");
				assertThat(sanitize(sanitizing, "prefix " + InqudToken.SECRET)).isEqualTo("******");
				assertThat(sanitize(sanitizing, "other")).isEqualTo("other");
				assertThat(sanitize(sanitizing, null)).isNull();
			});
	}

	@Test
	void masksNothingWithoutASecret() {
		this.bareRunner
			.withBean(InqudAuthenticationFilterFunction.class,
					() -> new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
							AuthMode.SIMPLE, URI.create("https://api.inqud.com")))
			.run((context) -> assertThat(sanitize(context.getBean(SanitizingFunction.class), "other"))
				.isEqualTo("other"));
	}

	private static Object sanitize(SanitizingFunction function, Object value) {
		return function.apply(new SanitizableData(null, "key", value)).getValue();
	}

	@Test
	void callsThroughTheWebClientOfTheApplication() {
		this.contextRunner
			.withBean("inqudWebClient", WebClient.class,
					() -> WebClient.builder().baseUrl(this.server.url() + "/own").build())
			.run((context) -> {
				balances(context.getBean(InqudOperations.class));
				assertThat(this.server.onlyRequest().target()).isEqualTo("/own/v1/user/wallet/balances");
			});
	}

	@Test
	void usesTheOperationsOfTheApplication() {
		Object target = new Object();
		InqudOperations operations = (InqudOperations) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { InqudOperations.class }, (proxy, method, args) -> method.invoke(target, args));
		this.contextRunner.withBean(InqudOperations.class, () -> operations)
			.run((context) -> assertThat(context.getBean(InqudOperations.class)).isSameAs(operations));
	}

	@Test
	void itsWebClientIsInjectedByNameOnly() {
		this.contextRunner.withUserConfiguration(OwnWebClient.class).run((context) -> {
			assertThat(context).hasNotFailed().hasBean("inqudWebClient");
			assertThat(context.getBean(NeedsWebClient.class).webClient()).isSameAs(context.getBean("ownWebClient"));
		});
	}

	@Test
	void leavesTheWebClientBuilderOfTheApplicationAlone() {
		this.contextRunner.withBean(WebClient.Builder.class, WebClient::builder).run((context) -> {
			balances(context.getBean(InqudOperations.class));
			context.getBean(WebClient.Builder.class)
				.build()
				.get()
				.uri(this.server.url())
				.retrieve()
				.toBodilessEntity()
				.block(TIMEOUT);
			assertThat(this.server.requests().get(1).headers()).doesNotContainKey("X-Token-API-Id");
		});
	}

	@Test
	void signsWhatItsCustomizersMakeOfARequest() {
		InqudWebClientCustomizer customizer = (builder) -> builder.defaultHeader("X-Custom", "yes")
			.filter((request, next) -> next.exchange(ClientRequest.from(request).header("X-Salt", "theirs").build()));
		this.contextRunner.withBean(InqudWebClientCustomizer.class, () -> customizer).run((context) -> {
			context.getBean(InqudOperations.class).payout(payoutRequest()).block(TIMEOUT);
			assertThat(this.server.onlyRequest().header("X-Custom")).isEqualTo("yes");
			InqudToken.assertSigned(this.server.onlyRequest());
		});
	}

	@Test
	void isObservedLikeTheOtherClientsOfTheApplication() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withConfiguration(AutoConfigurations.of(WebClientObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> registry)
			.run((context) -> {
				balances(context.getBean(InqudOperations.class));
				await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(registry)
					.hasObservationWithNameEqualTo("http.client.requests")
					.that()
					.hasBeenStopped()
					.hasLowCardinalityKeyValue("uri", "/v1/user/wallet/balances"));
			});
	}

	@Test
	void observationHasTheNameThatTheApplicationSets() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withBean(ObservationRegistry.class, () -> registry)
			.withPropertyValues("management.observations.http.client.requests.name=other.name")
			.run((context) -> {
				balances(context.getBean(InqudOperations.class));
				TestObservationRegistryAssert.assertThat(registry)
					.hasNumberOfObservationsWithNameEqualTo("other.name", 1)
					.hasNumberOfObservationsWithNameEqualTo("http.client.requests", 0);
			});
	}

	@Test
	void observationFollowsTheConventionOfTheApplication() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		this.contextRunner.withBean(ObservationRegistry.class, () -> registry)
			.withBean(ClientRequestObservationConvention.class,
					() -> new DefaultClientRequestObservationConvention("own.name"))
			.run((context) -> {
				balances(context.getBean(InqudOperations.class));
				TestObservationRegistryAssert.assertThat(registry)
					.hasNumberOfObservationsWithNameEqualTo("own.name", 1)
					.hasNumberOfObservationsWithNameEqualTo("inqud.calls", 1);
			});
	}

	@Test
	void asksTheCredentialsProviderOfTheApplicationAndNeedsNoToken() {
		InqudCredentialsProvider provider = (account) -> Mono
			.just(new InqudCredentials(InqudToken.ID, InqudToken.SECRET));
		this.bareRunner.withPropertyValues("inqud.base-url=" + this.server.url(), "inqud.webhook.secrets=secret")
			.withBean(InqudCredentialsProvider.class, () -> provider)
			.run((context) -> {
				balances(context.getBean(InqudOperations.class));
				InqudToken.assertSigned(this.server.onlyRequest());
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jackson.property-naming-strategy=SNAKE_CASE",
			"spring.jackson.default-property-inclusion=always", "spring.jackson.serialization.indent-output=true",
			"spring.jackson.deserialization.fail-on-unknown-properties=true",
			"spring.http.codecs.preferred-json-mapper=gson" })
	void keepsTheJsonOfInqudWhateverTheApplicationSets(String property) {
		this.contextRunner.withPropertyValues(property).run(this::assertSendsAndReadsTheJsonOfInqud);
	}

	@Test
	void keepsTheJsonOfInqudWhenTheApplicationHasAJsonMapper() {
		JsonMapper jsonMapper = JsonMapper.builder()
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.build();
		this.contextRunner.withBean(JsonMapper.class, () -> jsonMapper).run(this::assertSendsAndReadsTheJsonOfInqud);
	}

	@Test
	void waitsForAnAnswerAsLongAsTheReadTimeout() throws IOException {
		assertFailsOnSilence("inqud.read-timeout=100ms", InqudNoResponseException.class);
	}

	@Test
	void waitsForAnAnswerAsLongAsTheCallTimeout() throws IOException {
		assertFailsOnSilence("inqud.call-timeout=1s", InqudNoResponseException.class);
	}

	private void assertFailsOnSilence(String property, Class<? extends InqudException> expected) throws IOException {
		try (RawHttpServer silent = new RawHttpServer(RawHttpServer.silence())) {
			this.contextRunner
				.withPropertyValues(property, "inqud.base-url=" + silent.url(), "inqud.retry.max-attempts=1")
				.run((context) -> {
					InqudOperations operations = context.getBean(InqudOperations.class);
					assertThatExceptionOfType(expected).isThrownBy(() -> balances(operations));
					assertThat(silent.requests()).hasSize(1);
				});
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void waitsForAConnectionAsLongAsTheConnectTimeout(Connector connector) throws IOException {
		try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			InetSocketAddress address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
			List<SocketChannel> pending = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				SocketChannel channel = SocketChannel.open();
				channel.configureBlocking(false);
				channel.connect(address);
				pending.add(channel);
			}
			this.contextRunner
				.withPropertyValues("inqud.connect-timeout=100ms", connector.property(),
						"inqud.base-url=http://127.0.0.1:" + address.getPort(), "inqud.retry.max-attempts=1")
				.run((context) -> {
					InqudOperations operations = context.getBean(InqudOperations.class);
					assertThatExceptionOfType(InqudNotSentException.class)
						.isThrownBy(() -> operations.payout(payoutRequest()).block(TIMEOUT))
						.withMessageNotContaining("60000 ms");
					assertThatExceptionOfType(InqudNotSentException.class).isThrownBy(() -> balances(operations));
					WebClient client = context.getBean("inqudWebClient", WebClient.class);
					assertThatExceptionOfType(InqudNotSentException.class).isThrownBy(() -> client.post()
						.uri("/own")
						.body(Flux.just("several", "buffers"), String.class)
						.retrieve()
						.toBodilessEntity()
						.block(TIMEOUT));
				});
			for (SocketChannel channel : pending) {
				channel.close();
			}
		}
	}

	@Test
	void triesAsOftenAsItIsTold() throws IOException {
		try (RawHttpServer unavailable = new RawHttpServer(RawHttpServer.json(503, "{}"))) {
			this.contextRunner
				.withPropertyValues("inqud.base-url=" + unavailable.url(), "inqud.retry.max-attempts=5",
						"inqud.retry.initial-backoff=1ms", "inqud.retry.max-backoff=2ms")
				.run((context) -> {
					InqudOperations operations = context.getBean(InqudOperations.class);
					assertThatExceptionOfType(InqudServerException.class).isThrownBy(() -> balances(operations));
					assertThat(unavailable.requests()).hasSize(5);
				});
		}
	}

	@Test
	void sendsNoBodyThatIsTooLarge() {
		this.contextRunner.withPropertyValues("inqud.max-request-size=20B").run((context) -> {
			InqudOperations operations = context.getBean(InqudOperations.class);
			assertThatExceptionOfType(InqudNotSentException.class)
				.isThrownBy(() -> operations.payout(payoutRequest()).block(TIMEOUT));
			assertThat(this.server.requests()).isEmpty();
		});
	}

	@Test
	void readsNoAnswerThatIsTooLarge() {
		this.contextRunner.withPropertyValues("inqud.max-response-size=20B").run((context) -> {
			InqudOperations operations = context.getBean(InqudOperations.class);
			assertThatExceptionOfType(InqudUnreadableResponseException.class).isThrownBy(() -> balances(operations));
		});
	}

	@Test
	void readsAnAnswerThatIsLargerThanTheCodecsOfTheApplicationAllow() throws IOException {
		String id = "x".repeat(500_000);
		try (RawHttpServer generous = new RawHttpServer(RawHttpServer.json(200, "{\"id\":\"" + id + "\"}"))) {
			this.contextRunner
				.withPropertyValues("inqud.base-url=" + generous.url(), "spring.http.codecs.max-in-memory-size=1KB")
				.run((context) -> {
					Payment payment = context.getBean(InqudOperations.class).payout(payoutRequest()).block(TIMEOUT);
					assertThat(payment.id()).isEqualTo(id);
				});
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void followsNoRedirectWhateverTheApplicationSets(Connector connector) throws IOException {
		try (RawHttpServer moved = new RawHttpServer(
				RawHttpServer.response(307, "Location: " + this.server.url() + "\r\n", ""))) {
			this.contextRunner
				.withPropertyValues(connector.property(), "inqud.base-url=" + moved.url(),
						"spring.http.clients.redirects=follow")
				.withUserConfiguration(FollowingRedirects.class)
				.run((context) -> {
					InqudOperations operations = context.getBean(InqudOperations.class);
					assertThatExceptionOfType(InqudOutcomeUnknownException.class)
						.isThrownBy(() -> operations.payout(payoutRequest()).block(TIMEOUT))
						.withCauseExactlyInstanceOf(InqudApiException.class);
					assertThat(moved.requests()).hasSize(1);
					assertThat(this.server.connections()).isZero();
				});
		}
	}

	@Test
	void connectsWithTheSslBundle(@TempDir Path directory) throws IOException {
		SelfSigned certificate = new SelfSigned(directory);
		String bundle = "spring.ssl.bundle.jks.mutual.";
		String[] mutual = { bundle + "keystore.location=" + certificate.location(),
				bundle + "keystore.password=" + SelfSigned.PASSWORD,
				bundle + "truststore.location=" + certificate.location(),
				bundle + "truststore.password=" + SelfSigned.PASSWORD };
		SSLServerSocket socket = certificate.createServerSocket();
		socket.setNeedClientAuth(true);
		try (RawHttpServer secure = new RawHttpServer(socket,
				RawHttpServer.json(200, "[{\"currency\":\"BTC\",\"balance\":1}]"))) {
			ApplicationContextRunner runner = this.contextRunner.withPropertyValues(mutual)
				.withPropertyValues("inqud.base-url=https://localhost:" + secure.port(), "inqud.retry.max-attempts=1");
			runner.withPropertyValues("inqud.ssl.bundle=mutual")
				.run((context) -> assertThat(balances(context.getBean(InqudOperations.class))).hasSize(1));
			runner.run((context) -> {
				InqudOperations operations = context.getBean(InqudOperations.class);
				assertThatExceptionOfType(InqudNotSentException.class).isThrownBy(() -> balances(operations));
			});
			assertThat(secure.requests()).hasSize(1);
		}
	}

	private void assertSendsAndReadsTheJsonOfInqud(ApplicationContext context) {
		Payment payment = context.getBean(InqudOperations.class).payout(payoutRequest()).block(TIMEOUT);
		assertThat(payment.clientOrderId()).isEqualTo("order-1");
		assertThat(this.server.onlyRequest().text())
			.isEqualTo("{\"amount\":1000,\"currency\":\"USD\",\"method\":\"CC_VISAMC\",\"clientOrderId\":\"order-1\"}");
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder()
			.amount(new BigDecimal("1E+3"))
			.currency("USD")
			.method("CC_VISAMC")
			.clientOrderId("order-1")
			.build();
	}

	private static List<WalletBalance> balances(WalletOperations operations) {
		return operations.balances().collectList().block(TIMEOUT);
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnWebClient {

		@Bean
		WebClient ownWebClient() {
			return WebClient.create();
		}

		@Bean
		NeedsWebClient needsWebClient(WebClient webClient) {
			return new NeedsWebClient(webClient);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FollowingRedirects {

		@Bean
		ClientHttpConnectorBuilderCustomizer<ReactorClientHttpConnectorBuilder> reactor() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.followRedirect(true));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<JettyClientHttpConnectorBuilder> jetty() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.setFollowRedirects(true));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<HttpComponentsClientHttpConnectorBuilder> httpComponents() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.setRedirectStrategy(DefaultRedirectStrategy.INSTANCE));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<JdkClientHttpConnectorBuilder> jdk() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.followRedirects(HttpClient.Redirect.ALWAYS));
		}

	}

	record NeedsWebClient(WebClient webClient) {

	}

}
