package com.inqud.spring.autoconfigure.webhook;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhook;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for webhooks in an application with Spring Security, where nothing but the
 * endpoint is public, {@code /error} included.
 */
class InqudWebhookSecurityTests {

	private static final String PATH = "/webhooks/inqud";

	@ParameterizedTest
	@EnumSource
	void answersAsWithoutSpringSecurity(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(Application.class,
				"--inqud.webhook.secrets=" + InqudWebhooks.SECRET, "--inqud.webhook.max-size=1KB")) {
			assertThat(InqudWebhooks.deliver(context, "/other", "{}").statusCode()).isEqualTo(403);
			assertThat(InqudWebhooks.deliver(context, PATH, "{\"id\":\"PMT-1\"}").body()).isEqualTo("PMT-1");
			assertThat(InqudWebhooks.deliver(context, PATH, "{").statusCode()).isEqualTo(400);
			assertThat(InqudWebhooks.deliver(context, PATH, " ".repeat(1025)).statusCode()).isEqualTo(413);
			byte[] body = "{\"id\":\"PMT-1\"}".getBytes(StandardCharsets.UTF_8);
			assertThat(InqudWebhooks.send(context, PATH, body, "Content-Type", "application/json").statusCode())
				.isEqualTo(401);
		}
	}

	@ParameterizedTest
	@EnumSource
	void handlerThatThrowsIsNoSuccessAndNoRedirect(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(Application.class,
				"--inqud.webhook.secrets=" + InqudWebhooks.SECRET)) {
			assertThat(InqudWebhooks.deliver(context, PATH, "{\"id\":\"PMT-throws\"}").statusCode()).isEqualTo(500);
		}
	}

	@ParameterizedTest
	@EnumSource
	void answersWithoutSecretAsWithoutSpringSecurity(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(Application.class, "--inqud.enabled=false")) {
			assertThat(InqudWebhooks.deliver(context, PATH, "{}").statusCode()).isEqualTo(503);
		}
	}

	@RestController
	@EnableAutoConfiguration
	@Import({ ServletSecurity.class, ReactiveSecurity.class })
	static class Application {

		@PostMapping({ PATH, "/other" })
		String handle(@InqudWebhook Payment payment) {
			Assert.state(!"PMT-throws".equals(payment.id()), "as it was asked to");
			return String.valueOf(payment.id());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletSecurity {

		@Bean
		@Order(1)
		SecurityFilterChain webhookSecurity(HttpSecurity http) throws Exception {
			return http.securityMatcher(PATH)
				.csrf(AbstractHttpConfigurer::disable)
				.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
				.build();
		}

		@Bean
		@Order(2)
		SecurityFilterChain otherSecurity(HttpSecurity http) throws Exception {
			return http
				.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
					.permitAll()
					.anyRequest()
					.authenticated())
				.build();
		}

		@Bean
		FilterRegistrationBean<Filter> security(@Qualifier("springSecurityFilterChain") Filter filter) {
			FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
			registration.setDispatcherTypes(EnumSet.allOf(DispatcherType.class));
			return registration;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebFluxSecurity
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveSecurity {

		@Bean
		@Order(1)
		SecurityWebFilterChain webhookSecurity(ServerHttpSecurity http) {
			return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher(PATH))
				.csrf(ServerHttpSecurity.CsrfSpec::disable)
				.authorizeExchange((exchanges) -> exchanges.anyExchange().permitAll())
				.build();
		}

		@Bean
		@Order(2)
		SecurityWebFilterChain otherSecurity(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated()).build();
		}

	}

}
