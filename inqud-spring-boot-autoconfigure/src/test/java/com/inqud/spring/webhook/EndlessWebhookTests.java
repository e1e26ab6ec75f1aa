package com.inqud.spring.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.WebServer;
import com.inqud.spring.test.WebStack;
import org.eclipse.jetty.server.AbstractConnector;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.Order;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for webhooks whose body does not end.
 */
@ExtendWith(OutputCaptureExtension.class)
class EndlessWebhookTests {

	private static final Duration TIMEOUT = Duration.ofMillis(300);

	private static final int PAUSE = 20;

	private static final int MAX_SENT = 500;

	@ParameterizedTest
	@EnumSource
	void refusesABodyThatDrips(WebServer server, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = server.run(Application.class,
				"--inqud.webhook.secrets=" + InqudWebhooks.SECRET)) {
			assertThat(responseToEndlessBody(server, context, true)).startsWith("HTTP/1.1 408 ");
		}
		assertThat(output).contains("Refused a webhook to /webhook from 127.0.0.1: its body did not end in time");
	}

	@ParameterizedTest
	@EnumSource
	void refusesABodyThatStops(WebServer server, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = server.run(Application.class,
				"--inqud.webhook.secrets=" + InqudWebhooks.SECRET, "--server.tomcat.connection-timeout=500ms",
				"--jetty.idle-timeout=500")) {
			assertThat(responseToEndlessBody(server, context, false)).startsWith("HTTP/1.1 408 ");
		}
		assertThat(output).contains("Refused a webhook to /webhook from 127.0.0.1: its body did not end in time");
	}

	/**
	 * Sends a body that does not end, byte by byte or only its start, until the
	 * connection is closed or, on Tomcat or after a start only, until the response has
	 * come: whatever the response, Tomcat itself reads the rest of a body.
	 */
	private static String responseToEndlessBody(WebServer server, ConfigurableApplicationContext context, boolean drips)
			throws IOException {
		StringBuilder response = new StringBuilder();
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), WebStack.port(context))) {
			socket.setSoTimeout(drips ? PAUSE : 20_000);
			socket.getOutputStream()
				.write(("POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{")
					.getBytes(StandardCharsets.US_ASCII));
			int read = 0;
			int sent = 0;
			boolean untilClosed = drips && server != WebServer.TOMCAT;
			while (read != -1 && (untilClosed || response.indexOf("\r\n\r\n") == -1)) {
				try {
					read = socket.getInputStream().read();
					response.append((char) read);
				}
				catch (SocketTimeoutException ex) {
					assertThat(sent++).as("bytes sent before the connection is closed")
						.isLessThan(drips ? MAX_SENT : 0);
					socket.getOutputStream().write(' ');
				}
			}
		}
		catch (SocketException ex) {
			// The server has reset the connection
		}
		return response.toString();
	}

	@RestController
	@EnableAutoConfiguration
	@Import({ ServletConfiguration.class, ReactiveConfiguration.class })
	static class Application {

		@PostMapping("/webhook")
		String handle(@InqudWebhook byte[] body) {
			return "taken";
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletConfiguration implements WebMvcConfigurer {

		@Bean
		WebServerFactoryCustomizer<JettyServletWebServerFactory> idleTimeout(
				@Value("${jetty.idle-timeout:20000}") long idleTimeout) {
			return (factory) -> factory.addServerCustomizers((server) -> Stream.of(server.getConnectors())
				.map(AbstractConnector.class::cast)
				.forEach((connector) -> connector.setIdleTimeout(idleTimeout)));
		}

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new InqudWebhookServletArgumentResolver(
					(secret) -> new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET)), DataSize.ofMegabytes(1),
					(outcome) -> {
					}, TIMEOUT));
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveConfiguration implements WebFluxConfigurer {

		@Override
		public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
			configurer.addCustomResolver(new InqudWebhookReactiveArgumentResolver(
					(secret) -> new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET)), DataSize.ofMegabytes(1),
					(outcome) -> {
					}, ReactiveAdapterRegistry.getSharedInstance(), TIMEOUT));
		}

	}

}
