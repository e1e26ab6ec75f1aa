package com.inqud.spring.autoconfigure;

import java.util.function.Supplier;

import com.inqud.spring.client.exchange.InqudHttpServices;

import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroupConfigurer;

/**
 * HTTP service group whose interfaces are called through the Inqud client. Whatever else
 * configures the client of the group has no effect: it is not used.
 */
final class InqudHttpServiceGroup {

	private static final String NAME = "inqud";

	private InqudHttpServiceGroup() {
	}

	private static void configure(HttpServiceGroupConfigurer.Groups<?> groups, Supplier<WebClient> webClient) {
		groups.filterByName(NAME).forEachProxyFactory((group, factory) -> {
			group.httpServiceTypes().forEach(InqudHttpServiceGroup::check);
			InqudHttpServices.configure(factory, webClient);
		});
	}

	private static void check(Class<?> type) {
		InqudConfigurationException.translate("HTTP service group '" + NAME + "'",
				"Let the method return void, a text, byte[], a Resource or a type that JSON can be read as, or a"
						+ " Mono, a Flux, an Optional or a ResponseEntity of it.",
				() -> {
					InqudHttpServices.check(type);
					return type;
				});
	}

	/**
	 * Configurer of the group when its client type is {@code WEB_CLIENT}.
	 */
	record WebClientConfigurer(Supplier<WebClient> webClient) implements WebClientHttpServiceGroupConfigurer {

		@Override
		public void configureGroups(Groups<WebClient.Builder> groups) {
			configure(groups, this.webClient);
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

	/**
	 * Configurer of the group when its client type is {@code REST_CLIENT}, or not given.
	 */
	record RestClientConfigurer(Supplier<WebClient> webClient) implements RestClientHttpServiceGroupConfigurer {

		@Override
		public void configureGroups(Groups<RestClient.Builder> groups) {
			configure(groups, this.webClient);
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

}
