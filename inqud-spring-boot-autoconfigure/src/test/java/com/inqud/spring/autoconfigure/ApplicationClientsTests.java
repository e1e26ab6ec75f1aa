package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.InqudWebClientCustomizer;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.client.ApiVersionInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing of the application's other clients reaches Inqud, and nothing of
 * ours reaches them.
 */
class ApplicationClientsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RawHttpServer server = new RawHttpServer(
			RawHttpServer.response(200, "Content-Type: application/json\r\nSet-Cookie: session=1; Path=/\r\n",
					"{\"id\":\"PMT-1\",\"clientOrderId\":\"order-1\"}"));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withPropertyValues(
			"inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
			"inqud.base-url=" + this.server.url());

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void nothingOfTheOtherClientsReachesInqud(Connector connector) {
		this.contextRunner.withUserConfiguration(OtherClients.class)
			.withPropertyValues(connector.property(), "spring.http.clients.redirects=follow",
					"spring.http.clients.read-timeout=1ms", "spring.jackson.property-naming-strategy=SNAKE_CASE",
					"spring.http.serviceclient.inqud.default-header.X-Other=yes",
					"spring.http.serviceclient.inqud.apiversion.default=1",
					"spring.http.serviceclient.inqud.apiversion.insert.path-segment=0")
			.run((context) -> {
				InqudOperations operations = context.getBean(InqudOperations.class);
				operations.payout(payoutRequest()).block(TIMEOUT);
				operations.payout(payoutRequest()).block(TIMEOUT);
				assertThat(this.server.requests()).hasSize(2).allSatisfy((request) -> {
					InqudToken.assertSigned(request);
					assertThat(request.target()).isEqualTo("/v1/user/payments/payout");
					assertThat(request.text()).isEqualTo("{\"amount\":10,\"currency\":\"USD\","
							+ "\"method\":\"CC_VISAMC\",\"clientOrderId\":\"order-1\"}");
					assertThat(request.headers().keySet()).isSubsetOf("Accept", "Accept-Encoding", "Connection",
							"Content-Length", "Content-Type", "Host", "HTTP2-Settings", "Upgrade", "User-Agent",
							"X-HMAC-SHA256-Signature", "X-Salt", "X-Token-API-Id");
				});
			});
	}

	@Test
	void customizersOfItsOwnApplyInTheirOrder() {
		this.contextRunner.withUserConfiguration(Customizers.class).run((context) -> {
			context.getBean(InqudOperations.class).payout(payoutRequest()).block(TIMEOUT);
			InqudToken.assertSigned(this.server.onlyRequest());
			assertThat(this.server.onlyRequest().headers().get("X-Customized")).containsExactly("first", "second");
		});
	}

	@Test
	void applicationThatCollectsItsFiltersDoesNotSignRequestsToOthers() {
		this.contextRunner.withUserConfiguration(Collecting.class).run((context) -> {
			assertThat(context).hasSingleBean(InqudAuthenticationFilterFunction.class);
			assertThat(context.getBean(Collector.class).filters()).hasSize(1)
				.noneMatch(InqudAuthenticationFilterFunction.class::isInstance);
		});
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.clientOrderId("order-1")
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OtherClients {

		@Bean
		WebClientCustomizer other() {
			return (builder) -> builder.defaultHeader("X-Other", "yes")
				.defaultCookie("other", "yes")
				.apiVersionInserter(ApiVersionInserter.usePathSegment(0))
				.defaultApiVersion(1)
				.codecs((codecs) -> codecs.defaultCodecs()
					.jacksonJsonEncoder(new JacksonJsonEncoder(
							JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build())))
				.filter(bearerToken());
		}

		/**
		 * Builder of a client that calls services by their names.
		 */
		@Bean
		@Scope("prototype")
		WebClient.Builder loadBalanced() {
			return WebClient.builder()
				.filter((request, next) -> Mono
					.just(ClientResponse.create(HttpStatus.SERVICE_UNAVAILABLE).body("no instances").build()));
		}

		@Bean
		ExchangeFilterFunction bearerToken() {
			return (request, next) -> next
				.exchange(ClientRequest.from(request).headers((headers) -> headers.setBearerAuth("token")).build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Customizers {

		@Bean
		@Order(2)
		InqudWebClientCustomizer second() {
			return adding("second");
		}

		@Bean
		@Order(1)
		InqudWebClientCustomizer first() {
			return adding("first");
		}

		private static InqudWebClientCustomizer adding(String value) {
			return (builder) -> builder.filter((request, next) -> next
				.exchange(ClientRequest.from(request).header("X-Customized", value).build()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Collecting {

		@Bean
		ExchangeFilterFunction own() {
			return (request, next) -> next.exchange(request);
		}

		@Bean
		Collector collector(List<ExchangeFilterFunction> filters, ObjectProvider<ExchangeFilterFunction> provider) {
			assertThat(provider.orderedStream()).isEqualTo(filters);
			return new Collector(filters);
		}

	}

	record Collector(List<ExchangeFilterFunction> filters) {

	}

}
