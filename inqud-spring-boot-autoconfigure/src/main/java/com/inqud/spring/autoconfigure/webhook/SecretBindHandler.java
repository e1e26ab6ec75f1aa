package com.inqud.spring.autoconfigure.webhook;

import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Bind handler that replaces a failure to bind a webhook secret, because Spring Boot's
 * report would show the value.
 */
final class SecretBindHandler extends AbstractBindHandler {

	private static final List<ConfigurationPropertyName> SECRETS = Stream
		.of("inqud.webhook.secrets", "inqud.webhook.named-secrets")
		.map(ConfigurationPropertyName::of)
		.toList();

	SecretBindHandler(BindHandler parent) {
		super(parent);
	}

	@Override
	public @Nullable Object onFailure(ConfigurationPropertyName name, Bindable<?> target, BindContext context,
			Exception error) throws Exception {
		if (SECRETS.stream().anyMatch((secrets) -> secrets.equals(name) || secrets.isAncestorOf(name))) {
			String property = (error instanceof UnboundConfigurationPropertiesException ex) ? ex.getUnboundProperties()
				.stream()
				.map(ConfigurationProperty::getName)
				.map(ConfigurationPropertyName::toString)
				.findFirst()
				.orElseGet(name::toString) : name.toString();
			throw new InqudConfigurationException(InqudWebhookAutoConfiguration.SUBJECT,
					"'" + property + "' cannot be read as a part of a list of secrets.",
					"Make 'inqud.webhook.secrets' or 'inqud.webhook.named-secrets.<name>' a list of texts, with the indexes"
							+ " [0], [1] and so on, without gaps and without nested properties.");
		}
		return super.onFailure(name, target, context, error);
	}

}
