package com.inqud.spring.test.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.test.webhook.InqudWebhookSigner;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Properties that point an application to a simulator. They precede the application's own
 * properties, which need not be resolvable.
 */
final class SimulatorProperties {

	private static final String SOURCE = "inqudSimulator";

	private static final ConfigurationPropertyName ACCOUNTS = ConfigurationPropertyName.of("inqud.accounts");

	private SimulatorProperties() {
	}

	/**
	 * Builder for a simulator that knows the accounts of an application.
	 */
	static InqudSimulator.Builder simulator(Environment environment) {
		InqudSimulator.Builder builder = InqudSimulator.builder()
			.account(InqudSimulator.DEFAULT_TOKEN_ID, InqudSimulator.DEFAULT_SECRET);
		accounts(environment).forEach((name) -> builder.account(tokenId(name), secret(name)));
		return builder;
	}

	/**
	 * Adds the properties to an environment.
	 * @param port the port of the simulator
	 */
	static void addTo(ConfigurableEnvironment environment, int port) {
		String baseUrl = "http://127.0.0.1:" + port;
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("inqud.simulator.port", port);
		properties.put("inqud.base-url", baseUrl);
		properties.put("inqud.token-id", InqudSimulator.DEFAULT_TOKEN_ID);
		properties.put("inqud.secret", InqudSimulator.DEFAULT_SECRET);
		properties.put("inqud.webhook.secrets", InqudWebhookSigner.DEFAULT_SECRET);
		accounts(environment).forEach((name) -> {
			properties.put("inqud.accounts." + name + ".base-url", baseUrl);
			properties.put("inqud.accounts." + name + ".token-id", tokenId(name));
			properties.put("inqud.accounts." + name + ".secret", secret(name));
		});
		environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, properties));
	}

	private static String tokenId(String account) {
		return "TKN-simulator-" + account;
	}

	private static String secret(String account) {
		return "secret-of-" + account;
	}

	private static Set<String> accounts(Environment environment) {
		Set<String> accounts = new TreeSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream()
					.filter(ACCOUNTS::isAncestorOf)
					.map((name) -> name.getElement(ACCOUNTS.getNumberOfElements(),
							ConfigurationPropertyName.Form.DASHED))
					.forEach(accounts::add);
			}
		}
		return accounts;
	}

}
