package com.inqud.spring.autoconfigure.webhook;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import com.inqud.spring.autoconfigure.SecretProperties;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the webhooks that Inqud sends.
 *
 * @param secrets Webhook secrets. A signature with any of them is accepted, so set both
 * the old and the new one while a secret is being changed. They are not the token secret,
 * and are independent of "inqud.enabled" and "inqud.token-id".
 * @param namedSecrets Webhook secrets by name, for handlers that use them instead of
 * "inqud.webhook.secrets".
 * @param maxSize Maximum size of a webhook. A larger one is refused and not read.
 * @since 0.1.0
 */
@ConfigurationProperties("inqud.webhook")
public record InqudWebhookProperties(@DefaultValue List<String> secrets,
		@DefaultValue Map<String, List<String>> namedSecrets, @DefaultValue("256KB") DataSize maxSize) {

	/**
	 * Creates the properties.
	 * @throws InqudConfigurationException if a secret is a placeholder or encrypted
	 */
	public InqudWebhookProperties {
		secrets = List.copyOf(secrets);
		namedSecrets = namedSecrets.entrySet()
			.stream()
			.collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, (named) -> List.copyOf(named.getValue())));
		forEachSecret(secrets, namedSecrets,
				(property, secret) -> SecretProperties.check(InqudWebhookAutoConfiguration.SUBJECT, property, secret));
	}

	private static void forEachSecret(List<String> secrets, Map<String, List<String>> namedSecrets,
			BiConsumer<String, String> consumer) {
		forEachSecret("inqud.webhook.secrets", secrets, consumer);
		namedSecrets.forEach((name, named) -> forEachSecret("inqud.webhook.named-secrets." + name, named, consumer));
	}

	private static void forEachSecret(String property, List<String> secrets, BiConsumer<String, String> consumer) {
		for (int i = 0; i < secrets.size(); i++) {
			consumer.accept(property + "[" + i + "]", secrets.get(i));
		}
	}

	/**
	 * Returns all secrets, named or not.
	 */
	Stream<String> allSecrets() {
		return Stream.concat(this.secrets.stream(), this.namedSecrets.values().stream().flatMap(List::stream));
	}

	/**
	 * Description without the secrets.
	 */
	@Override
	public String toString() {
		return "InqudWebhookProperties[secrets=******, namedSecrets=******, maxSize=" + this.maxSize + "]";
	}

}
