package com.inqud.spring.autoconfigure;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;

/**
 * Checks of the properties that hold secrets. No message shows a value.
 *
 * @since 0.1.0
 */
public final class SecretProperties {

	private static final Bindable<List<String>> LIST = Bindable.listOf(String.class);

	private static final Bindable<Map<String, List<String>>> NAMED_LISTS = Bindable
		.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class), LIST.getType()));

	private SecretProperties() {
	}

	/**
	 * Refuses a value that stands for a secret and is none: one with a placeholder that
	 * was not replaced, or one that is encrypted.
	 * @param subject the subject of the configuration, such as {@code "Inqud client"}
	 * @param property the name of the property
	 * @param value the value of the property
	 * @throws InqudConfigurationException if the value is no secret
	 */
	public static void check(String subject, String property, @Nullable String value) {
		String text = (value != null) ? value.strip() : "";
		int placeholder = text.indexOf("${");
		if (placeholder != -1 && text.indexOf('}', placeholder) != -1) {
			throw new InqudConfigurationException(subject,
					"'" + property + "' has a placeholder, ${…}, for which there is no value.",
					"Set the environment variable or the property that the placeholder names. If the variable is set,"
							+ " see whether it is spelled the same and whether it reaches this process.");
		}
		if (text.startsWith("{cipher}") || (text.startsWith("ENC(") && text.endsWith(")"))) {
			throw new InqudConfigurationException(subject, "'" + property + "' is encrypted and was not decrypted.",
					"Add what decrypts it, such as Spring Cloud Config or Jasypt, with its key, or set the secret itself.");
		}
	}

	/**
	 * Whether 'inqud.webhook.secrets' has a secret, or something that was meant to be
	 * one: a failure to bind it is reported by the properties themselves.
	 * @param environment the environment
	 * @return whether there is one
	 */
	public static boolean hasDefaultWebhookSecrets(Environment environment) {
		return !bind(environment, "inqud.webhook.secrets", LIST, List.of(), List.of("")).isEmpty();
	}

	static boolean hasWebhookSecrets(Environment environment) {
		return hasDefaultWebhookSecrets(environment)
				|| !bind(environment, "inqud.webhook.named-secrets", NAMED_LISTS, Map.of(), Map.of("", List.of()))
					.isEmpty();
	}

	private static <T> T bind(Environment environment, String property, Bindable<T> target, T empty, T unbindable) {
		try {
			return Binder.get(environment).bind(property, target).orElse(empty);
		}
		catch (BindException ex) {
			return unbindable;
		}
	}

}
