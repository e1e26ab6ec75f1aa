package com.inqud.spring.test.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportSelector;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

/**
 * Configuration that makes an application call an {@link InqudSimulator} in development,
 * without code in {@code src/main}:
 * {@code SpringApplication.from(App::main).with(InqudSimulatorConfiguration.class)}.
 * <p>
 * Payments change by themselves, and webhooks are sent to the application's server. Base
 * URLs, tokens and webhook secret come from the simulator, for all accounts, and override
 * the application's properties.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InqudSimulatorProperties.class)
@Import(InqudSimulatorConfiguration.PropertiesSelector.class)
public class InqudSimulatorConfiguration {

	private static final Log logger = LogFactory.getLog(InqudSimulatorConfiguration.class);

	@Bean
	@ConditionalOnMissingBean
	InqudSimulator inqudSimulator(InqudSimulatorProperties properties, Environment environment) {
		InqudSimulator.Builder builder = SimulatorProperties.simulator(environment)
			.port(properties.port())
			.progressAfter(properties.progressAfter());
		if (properties.unreliableWebhooks()) {
			builder.unreliableWebhooks();
		}
		if (properties.ledger() != null) {
			builder.ledger(properties.ledger());
		}
		InqudSimulator simulator = builder.start();
		logger.info("Simulator of Inqud at " + simulator.baseUrl() + " with token " + InqudSimulator.DEFAULT_TOKEN_ID
				+ ". No money moves");
		return simulator;
	}

	@Bean
	@Primary
	@ConditionalOnMissingBean(SimulatorConnectionDetails.class)
	InqudConnectionDetails inqudSimulatorConnectionDetails(InqudSimulator simulator) {
		return new SimulatorConnectionDetails(simulator.baseUrl());
	}

	@Bean
	ApplicationListener<WebServerInitializedEvent> inqudSimulatorWebhooks(InqudSimulator simulator,
			InqudSimulatorProperties properties, Environment environment) {
		return (event) -> {
			if (!StringUtils.hasText(event.getApplicationContext().getServerNamespace())) {
				String contextPath = environment.getProperty("server.servlet.context-path", "")
						+ environment.getProperty("spring.webflux.base-path", "");
				simulator.sendWebhooksTo(URI.create(
						"http://127.0.0.1:" + event.getWebServer().getPort() + contextPath + properties.webhookPath()));
			}
		};
	}

	/**
	 * Selector that imports nothing. It adds the properties while configuration classes
	 * are parsed, before conditions on them are evaluated.
	 */
	static class PropertiesSelector implements ImportSelector, EnvironmentAware {

		@Override
		public void setEnvironment(Environment environment) {
			int port = environment.getProperty("inqud.simulator.port", Integer.class, 0);
			SimulatorProperties.addTo((ConfigurableEnvironment) environment, (port != 0) ? port : freePort());
		}

		private static int freePort() {
			try (ServerSocket socket = new ServerSocket(0)) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public String[] selectImports(AnnotationMetadata importingClassMetadata) {
			return new String[0];
		}

	}

}
