package com.inqud.spring.autoconfigure;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.util.StringUtils;

/**
 * Auto-configuration that masks the secrets of all accounts and webhooks in actuator
 * endpoints. It needs neither a client nor a web server.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(SanitizingFunction.class)
public final class InqudSanitizingAutoConfiguration {

	@Bean
	SanitizingFunction inqudSanitizingFunction(ConfigurableEnvironment environment,
			ObjectProvider<InqudConnectionDetails> connectionDetails) {
		return (data) -> {
			String value = String.valueOf(data.getValue());
			Stream<String> ofDetails = connectionDetails.stream()
				.filter((details) -> !(details instanceof PropertiesInqudConnectionDetails))
				.map(InqudConnectionDetails::getSecret);
			return Stream.concat(secrets(environment), ofDetails)
				.anyMatch((secret) -> StringUtils.hasText(secret) && value.contains(secret)) ? data.withSanitizedValue()
						: data;
		};
	}

	private static Stream<String> secrets(ConfigurableEnvironment environment) {
		return environment.getPropertySources()
			.stream()
			.filter(EnumerablePropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
			.filter(InqudSanitizingAutoConfiguration::isSecret)
			.distinct()
			.map(environment::getProperty)
			.filter(Objects::nonNull)
			.flatMap((value) -> Stream.of(StringUtils.commaDelimitedListToStringArray(value)))
			.map(String::strip);
	}

	private static boolean isSecret(String property) {
		String name = property.toLowerCase(Locale.ROOT);
		return name.startsWith("inqud") && name.contains("secret");
	}

}
