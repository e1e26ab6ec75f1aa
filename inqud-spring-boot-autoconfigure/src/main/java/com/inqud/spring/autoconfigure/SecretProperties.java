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
	 * Refuses a value with an unresolved placeholder, and an encrypted value.
	 * @param subject the subject of the configuration, such as {@code "Inqud client"}
	 * @param property the name of the property
	 * @param value the value of the property, {@code null} if it is not set
	 * @throws InqudConfigurationException if the value is refused
	 */
	public static void check(String subject, String property, @Nullable String value) {
		String text = (value != null) ? value.strip() : "";
		int placeholder = text.indexOf("${");
		if (placeholder != -1 && text.indexOf('}', placeholder) != -1) {
			throw new InqudConfigurationException(subject,
					"'" + property + "' has a placeholder, ${…}, that was not resolved.",
					"Set the environment variable or the property that the placeholder names. If the variable is set,"
							+ " check its spelling, and whether this process receives it.");
		}
		if (text.startsWith("{cipher}") || (text.startsWith("ENC(") && text.endsWith(")"))) {
			throw new InqudConfigurationException(subject, "'" + property + "' is encrypted and was not decrypted.",
					"Add a library that decrypts it, such as Spring Cloud Config or Jasypt, with its key, or set the plain secret.");
		}
	}

	/**
	 * Whether 'inqud.webhook.secrets' is set. A value that cannot be bound counts as set,
	 * so that binding the properties reports it.
	 * @param environment the environment
	 * @return {@code true} if it is set
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
