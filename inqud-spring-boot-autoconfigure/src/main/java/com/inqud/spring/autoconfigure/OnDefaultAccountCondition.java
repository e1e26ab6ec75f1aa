package com.inqud.spring.autoconfigure;

import java.util.stream.Stream;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentialsProvider;

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
 * Condition for the default account. It does not match if only additional accounts or
 * only webhook secrets are configured. It matches without any configuration, so that the
 * startup fails with a message about the missing token.
 */
class OnDefaultAccountCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Inqud default account");
		Environment environment = context.getEnvironment();
		if (hasToken(environment) || hasOwnBeans(context, InqudConnectionDetails.class)
				|| hasOwnBeans(context, InqudCredentialsProvider.class)
				|| hasOwnBeans(context, InqudAuthenticationFilterFunction.class) || hasOwnWebClient(context)) {
			return ConditionOutcome.match(message.because("there are credentials, or a bean that replaces them"));
		}
		if (hasAccounts(environment)) {
			return ConditionOutcome
				.noMatch(message.because("there are other accounts, but neither 'inqud.token-id' nor 'inqud.secret'"));
		}
		if (SecretProperties.hasWebhookSecrets(environment)) {
			return ConditionOutcome
				.noMatch(message.because("there are webhook secrets, but neither 'inqud.token-id' nor 'inqud.secret'"));
		}
		return ConditionOutcome.match(message.because("there are neither other accounts nor webhook secrets"));
	}

	static boolean hasAccounts(Environment environment) {
		return InqudAccountsRegistrar.hasAccounts(environment);
	}

	private static boolean hasToken(Environment environment) {
		Binder binder = Binder.get(environment);
		return Stream.of("inqud.token-id", "inqud.secret")
			.anyMatch((property) -> StringUtils.hasText(binder.bind(property, String.class).orElse("")));
	}

	private static boolean hasOwnWebClient(ConditionContext context) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		return beanFactory != null && beanFactory.containsBean(InqudAutoConfiguration.WEB_CLIENT);
	}

	private static boolean hasOwnBeans(ConditionContext context, Class<?> type) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		return beanFactory != null
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, type, true, false).length > 0;
	}

}
