package com.inqud.spring.autoconfigure.webhook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Verifiers by the name of their secrets. The name of the default secrets is empty.
 */
final class InqudWebhookVerifiers implements Function<String, @Nullable InqudWebhookVerifier> {

	private final @Nullable InqudWebhookVerifier defaultVerifier;

	private final Map<String, InqudWebhookVerifier> named = new TreeMap<>();

	InqudWebhookVerifiers(@Nullable InqudWebhookVerifier defaultVerifier, InqudWebhookProperties properties) {
		this.defaultVerifier = defaultVerifier;
		properties.namedSecrets().forEach((name, secrets) -> {
			if (!secrets.isEmpty()) {
				this.named.put(name, verifier("inqud.webhook.named-secrets." + name, secrets));
			}
		});
	}

	/**
	 * Creates a verifier.
	 * @param property the name of the property that has the secrets
	 * @param secrets the secrets
	 * @throws InqudConfigurationException if a secret is invalid
	 */
	static InqudWebhookVerifier verifier(String property, List<String> secrets) {
		for (int i = 0; i < secrets.size(); i++) {
			List<String> secret = List.of(secrets.get(i));
			String name = property + "[" + i + "]";
			try {
				new InqudWebhookVerifier(secret);
			}
			catch (IllegalArgumentException ex) {
				throw new InqudConfigurationException(InqudWebhookAutoConfiguration.SUBJECT,
						"'" + name + "' is refused: " + ex.getMessage() + ".",
						"Correct '" + name + "'. It is the webhook secret as it is set at Inqud.");
			}
		}
		return new InqudWebhookVerifier(secrets);
	}

	@Override
	public @Nullable InqudWebhookVerifier apply(String name) {
		return name.isEmpty() ? this.defaultVerifier : this.named.get(name);
	}

	Set<String> names() {
		return this.named.keySet();
	}

}
