package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.service.registry.ImportHttpServices;
import org.springframework.web.util.DefaultUriBuilderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InqudHttpServiceGroup} with interfaces of an application.
 */
class InqudHttpServiceGroupTests {

	private Responder responder = RawHttpServer.json(200, "\"ORD-1\"");

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> this.responder.respond(request, socket));

	private final RawHttpServer other = new RawHttpServer(RawHttpServer.json(200, "\"other\""));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withPropertyValues(
			"inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
			"inqud.base-url=" + this.server.url(), "inqud.retry.initial-backoff=1ms",
			"spring.http.serviceclient.inqud.base-url=" + this.other.url(),
			"spring.http.serviceclient.inqud.redirects=follow", "spring.http.serviceclient.inqud.read-timeout=1ms",
			"spring.jackson.property-naming-strategy=SNAKE_CASE");

	@AfterEach
	void closeServers() throws IOException {
		this.server.close();
		this.other.close();
		assertThat(this.other.connections()).isZero();
	}

	@ParameterizedTest
	@ValueSource(classes = { DefaultClient.class, RestClients.class, WebClients.class })
	void callsThroughTheInqudClient(Class<?> application) {
		this.contextRunner.withUserConfiguration(application).run((context) -> {
			Exchange exchange = context.getBean(Exchange.class);
			assertThat(exchange.exchange(new Order("BTC-USD", null))).isEqualTo("\"ORD-1\"");
			assertThat(exchange.exchangeLater(new Order("BTC-USD", null)).block(Duration.ofSeconds(20)))
				.isEqualTo("\"ORD-1\"");
			assertThat(this.server.requests()).hasSize(2).allSatisfy((request) -> {
				InqudToken.assertSigned(request);
				assertThat(request.target()).isEqualTo("/v1/user/exchange");
				assertThat(request.text()).isEqualTo("{\"symbolPair\":\"BTC-USD\"}");
			});
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { DefaultClient.class, WebClients.class })
	void keepsItsProtections(Class<?> application) {
		this.contextRunner.withUserConfiguration(application).run((context) -> {
			Exchange exchange = context.getBean(Exchange.class);
			this.responder = RawHttpServer.response(307, "Location: " + this.other.url() + "\r\n", "");
			assertThatExceptionOfType(InqudOutcomeUnknownException.class)
				.isThrownBy(() -> exchange.exchange(new Order("A", null)))
				.withCauseExactlyInstanceOf(InqudApiException.class);
			this.responder = RawHttpServer.reset();
			assertThatExceptionOfType(InqudOutcomeUnknownException.class)
				.isThrownBy(() -> exchange.exchange(new Order("A", null)));
			assertThat(this.server.requests()).hasSize(2);
			this.responder = RawHttpServer.json(503, "{}");
			assertThatExceptionOfType(InqudApiException.class).isThrownBy(() -> exchange.rate("A"))
				.withMessage("GET /v1/user/exchange/rates/{symbolPair}: 503 Service Unavailable");
			assertThat(this.server.requests()).hasSize(5);
			assertThatExceptionOfType(InqudNotSentException.class).isThrownBy(exchange::elsewhere);
		});
	}

	@Test
	void groupOfAnAccountIsSignedWithItsSecret() {
		this.contextRunner.withUserConfiguration(OfAnAccount.class)
			.withPropertyValues("inqud.accounts.eu.token-id=TKN-eu", "inqud.accounts.eu.secret=secret of eu")
			.run((context) -> {
				context.getBean(Exchange.class).exchange(new Order("A", null));
				InqudToken.assertSigned(this.server.onlyRequest(), "TKN-eu", "secret of eu");
			});
	}

	@Test
	void groupWithoutAnAccountIsRefused() {
		this.contextRunner.withUserConfiguration(OfAnAccount.class)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InqudConfigurationException.class)
				.hasMessageContaining("HTTP service group 'inqud-eu' could not be configured: there is no account"));
	}

	@Test
	void keepsItsProtectionsFromConfigurersOfTheApplication() {
		this.contextRunner.withUserConfiguration(WebClients.class, Meddling.class).run((context) -> {
			context.getBean(Exchange.class).exchange(new Order("A", null));
			InqudToken.assertSigned(this.server.onlyRequest());
		});
	}

	@Test
	void leavesRoomForDecoratorsOfTheApplication() {
		this.contextRunner.withUserConfiguration(WebClients.class)
			.withBean(Decorating.class, Decorating::new)
			.run((context) -> {
				context.getBean(Exchange.class).exchangeLater(new Order("A", null)).block(Duration.ofSeconds(20));
				assertThat(context.getBean(Decorating.class).calls).hasValue(1);
				InqudToken.assertSigned(this.server.onlyRequest());
			});
	}

	@Test
	void encodesPathVariables() {
		this.contextRunner.withUserConfiguration(WebClients.class).run((context) -> {
			Exchange exchange = context.getBean(Exchange.class);
			exchange.rate("../x?y#z");
			assertThat(this.server.onlyRequest().target()).isEqualTo("/v1/user/exchange/rates/..%2Fx%3Fy%23z");
			for (String value : List.of("", " ", ".", "..")) {
				assertThatIllegalArgumentException().isThrownBy(() -> exchange.rate(value))
					.withMessageStartingWith("symbolPair must not");
			}
			assertThatIllegalArgumentException().isThrownBy(() -> exchange.optional(Optional.of("..")));
			assertThatIllegalArgumentException().isThrownBy(() -> exchange.map(Map.of("symbolPair", "..")));
			assertThat(this.server.requests()).hasSize(1);
			exchange.optional(Optional.of("a/b"));
			exchange.map(Map.of("symbolPair", "a/b"));
			assertThat(this.server.requests()).extracting(RawHttpServer.Request::target)
				.endsWith("/v1/user/exchange/rates/a%2Fb", "/v1/user/exchange/rates/a%2Fb");
		});
	}

	@Test
	void requestParameterOfTheApplicationMayBeBlank() {
		this.contextRunner.withUserConfiguration(WebClients.class).run((context) -> {
			context.getBean(Exchange.class).page("");
			assertThat(this.server.onlyRequest().target()).isEqualTo("/v1/user/exchange/rates?cursor=");
		});
	}

	@Test
	void encodesPathVariablesWhateverTheUriBuilderFactoryOfTheApplication() {
		DefaultUriBuilderFactory none = new DefaultUriBuilderFactory("http://localhost:1");
		none.setEncodingMode(DefaultUriBuilderFactory.EncodingMode.NONE);
		this.contextRunner.withUserConfiguration(WebClients.class)
			.withBean(WebClientCustomizer.class, () -> (builder) -> builder.uriBuilderFactory(none))
			.run((context) -> {
				context.getBean(Exchange.class).rate("../x");
				assertThat(this.server.onlyRequest().target()).isEqualTo("/v1/user/exchange/rates/..%2Fx");
			});
	}

	interface Exchange {

		@GetExchange("/v1/user/exchange/rates/{symbolPair}")
		String optional(@PathVariable Optional<String> symbolPair);

		@GetExchange("/v1/user/exchange/rates/{symbolPair}")
		String map(@PathVariable Map<String, String> variables);

		@GetExchange("/v1/user/exchange/rates")
		String page(@RequestParam String cursor);

		@PostExchange("/v1/user/exchange")
		String exchange(@RequestBody Order order);

		@PostExchange("/v1/user/exchange")
		Mono<String> exchangeLater(@RequestBody Order order);

		@GetExchange("/v1/user/exchange/rates/{symbolPair}")
		String rate(@PathVariable String symbolPair);

		@GetExchange("http://localhost:1/elsewhere")
		Map<String, Object> elsewhere();

	}

	record Order(String symbolPair, String side) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "inqud", types = Exchange.class)
	static class DefaultClient {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "inqud", types = Exchange.class, clientType = HttpServiceGroup.ClientType.REST_CLIENT)
	static class RestClients {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "inqud-eu", types = Exchange.class)
	static class OfAnAccount {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "inqud", types = Exchange.class, clientType = HttpServiceGroup.ClientType.WEB_CLIENT)
	static class WebClients {

	}

	@Configuration(proxyBeanMethods = false)
	static class Meddling {

		@Bean
		WebClientHttpServiceGroupConfigurer meddling() {
			return (groups) -> groups.filterByName("inqud")
				.forEachClient((group, builder) -> builder.baseUrl("http://localhost:1")
					.filters(List::clear)
					.clientConnector(new JdkClientHttpConnector(HttpClient.newHttpClient())));
		}

	}

	static class Decorating implements WebClientHttpServiceGroupConfigurer {

		private final AtomicInteger calls = new AtomicInteger();

		@Override
		public void configureGroups(Groups<WebClient.Builder> groups) {
			groups.forEachProxyFactory((group, factory) -> factory.exchangeAdapterDecorator(Counting::new));
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE + 1;
		}

		private final class Counting extends ReactorHttpExchangeAdapterDecorator {

			private Counting(HttpExchangeAdapter delegate) {
				super(delegate);
			}

			@Override
			public <T> Mono<T> exchangeForBodyMono(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
				Decorating.this.calls.incrementAndGet();
				return super.exchangeForBodyMono(values, bodyType);
			}

		}

	}

}
