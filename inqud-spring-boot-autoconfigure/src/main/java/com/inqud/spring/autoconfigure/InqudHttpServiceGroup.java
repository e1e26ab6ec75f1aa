package com.inqud.spring.autoconfigure;

import com.inqud.spring.client.exchange.InqudHttpServices;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer;

/**
 * HTTP service groups that use an Inqud client: the group {@code inqud} for the default
 * account, and a group {@code inqud-<name>} for each other account. Other configuration
 * of a group's client has no effect, because that client is not used.
 */
final class InqudHttpServiceGroup {

	private static final String NAME = "inqud";

	private InqudHttpServiceGroup() {
	}

	private static void configure(HttpServiceGroupConfigurer.Groups<?> groups, BeanFactory beanFactory) {
		groups.filter((group) -> group.name().equals(NAME) || group.name().startsWith(NAME + "-"))
			.forEachProxyFactory((group, factory) -> {
				String webClient = webClient(group.name(), beanFactory);
				group.httpServiceTypes().forEach((type) -> check(group.name(), type));
				InqudHttpServices.configure(factory, () -> beanFactory.getBean(webClient, WebClient.class));
			});
	}

	/**
	 * Name of the client of a group.
	 */
	private static String webClient(String group, BeanFactory beanFactory) {
		String name = group.equals(NAME) ? InqudAutoConfiguration.WEB_CLIENT
				: InqudAccountsRegistrar.beanName(group.substring(NAME.length() + 1), WebClient.class);
		if (!beanFactory.containsBean(name)) {
			throw new InqudConfigurationException("HTTP service group '" + group + "'", "there is no account for it.",
					"Name the group 'inqud' for the default account, or 'inqud-<name>' for the account of"
							+ " 'inqud.accounts.<name>', and set the token and the secret of that account.");
		}
		return name;
	}

	private static void check(String group, Class<?> type) {
		InqudConfigurationException.translate("HTTP service group '" + group + "'",
				"Change the return type to void, a text, byte[], a Resource or a type that can be read from JSON, or to"
						+ " a Mono, a Flux, an Optional or a ResponseEntity of one of these.",
				() -> {
					InqudHttpServices.check(type);
					return type;
				});
	}

	/**
	 * Configurer of the group when its client type is {@code WEB_CLIENT}.
	 */
	record WebClientConfigurer(BeanFactory beanFactory) implements WebClientHttpServiceGroupConfigurer {

		@Override
		public void configureGroups(Groups<WebClient.Builder> groups) {
			configure(groups, this.beanFactory);
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

	/**
	 * Configurer of the group when its client type is {@code REST_CLIENT}, or not set.
	 */
	record RestClientConfigurer(BeanFactory beanFactory) implements RestClientHttpServiceGroupConfigurer {

		@Override
		public void configureGroups(Groups<RestClient.Builder> groups) {
			configure(groups, this.beanFactory);
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
