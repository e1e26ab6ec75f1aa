package com.inqud.spring.autoconfigure;

import java.util.stream.Stream;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Condition that does not match in an application that receives webhooks and has nothing
 * to call Inqud with. Any other application without a token learns at start that it lacks
 * one.
 */
final class OnClientCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Inqud client");
		if (!OnWebhookSecretsCondition.areSet(context.getEnvironment())) {
			return ConditionOutcome.match(message.because("no webhook secret is set"));
		}
		if (hasToken(context.getEnvironment()) || hasOwnBeans(context)) {
			return ConditionOutcome.match(message.because("there is something to call Inqud with"));
		}
		return ConditionOutcome
			.noMatch(message.because("only webhook secrets are set, and neither 'inqud.token-id' nor 'inqud.secret'"));
	}

	private static boolean hasToken(Environment environment) {
		Binder binder = Binder.get(environment);
		return Stream.of("inqud.token-id", "inqud.secret")
			.anyMatch((property) -> StringUtils.hasText(binder.bind(property, String.class).orElse("")));
	}

	private static boolean hasOwnBeans(ConditionContext context) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		return beanFactory != null && (beanFactory.containsBean(InqudAutoConfiguration.WEB_CLIENT)
				|| Stream.of(InqudConnectionDetails.class, InqudAuthenticationFilterFunction.class)
					.anyMatch((type) -> BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true,
							false).length > 0));
	}

}
