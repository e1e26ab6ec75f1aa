package com.inqud.spring.autoconfigure.webhook;

import com.inqud.spring.autoconfigure.SecretProperties;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that there is a webhook secret.
 */
final class OnWebhookSecretsCondition extends SpringBootCondition {

	private static final String PROPERTY = "inqud.webhook.secrets";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Inqud webhook secrets");
		return SecretProperties.hasDefaultWebhookSecrets(context.getEnvironment())
				? ConditionOutcome.match(message.foundExactly(PROPERTY))
				: ConditionOutcome.noMatch(message.didNotFind("property").items(PROPERTY));
	}

}
