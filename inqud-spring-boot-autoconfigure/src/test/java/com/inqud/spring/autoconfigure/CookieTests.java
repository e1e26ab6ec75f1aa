package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.net.CookieManager;
import java.time.Duration;

import com.inqud.spring.client.InqudAccounts;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.eclipse.jetty.http.HttpCookieStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ClientHttpConnectorBuilderCustomizer;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no cookie is kept, for the same account or for another.
 */
class CookieTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RawHttpServer server = new RawHttpServer(
			RawHttpServer.response(200, "Content-Type: application/json\r\nSet-Cookie: session=1; Path=/\r\n", "[]"));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner().withPropertyValues(
			"inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET, "inqud.accounts.eu.token-id=TKN-2",
			"inqud.accounts.eu.secret=other", "inqud.base-url=" + this.server.url());

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "REACTOR, enable", "REACTOR, enable-when-possible", "JETTY, enable", "HTTP_COMPONENTS, enable",
			"JDK, enable", "JDK, disable" })
	void keepsNoCookiesWhateverTheSettings(Connector connector, String handling) {
		assertNoCookies(this.contextRunner.withUserConfiguration(Application.class)
			.withPropertyValues(connector.property(), "spring.http.clients.cookie-handling=" + handling));
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void keepsNoCookiesWhateverTheCustomizersOfTheConnector(Connector connector) {
		assertNoCookies(this.contextRunner.withUserConfiguration(Application.class, KeepingCookies.class)
			.withPropertyValues(connector.property()));
	}

	private void assertNoCookies(ApplicationContextRunner runner) {
		runner.run((context) -> {
			InqudAccounts accounts = context.getBean(InqudAccounts.class);
			for (String account : accounts.names()) {
				InqudOperations operations = accounts.get(account);
				operations.balances().blockLast(TIMEOUT);
				operations.balances().blockLast(TIMEOUT);
			}
			assertThat(this.server.requests()).hasSize(4)
				.allSatisfy((request) -> assertThat(request.headers()).doesNotContainKey("Cookie"));
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class KeepingCookies {

		@Bean
		ClientHttpConnectorBuilderCustomizer<JettyClientHttpConnectorBuilder> jetty() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.setHttpCookieStore(new HttpCookieStore.Default()));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<HttpComponentsClientHttpConnectorBuilder> httpComponents() {
			return (builder) -> builder
				.withHttpClientCustomizer((client) -> client.setDefaultCookieStore(new BasicCookieStore()));
		}

		@Bean
		ClientHttpConnectorBuilderCustomizer<JdkClientHttpConnectorBuilder> jdk() {
			return (builder) -> builder.withHttpClientCustomizer((client) -> client.cookieHandler(new CookieManager()));
		}

	}

}
