package com.inqud.spring.autoconfigure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Registrar of the beans of each account besides the default one. They are injected by
 * qualifier only.
 */
final class InqudAccountsRegistrar implements ImportBeanDefinitionRegistrar {

	static final String PROPERTY = "inqud.accounts";

	private static final Pattern NAME = Pattern.compile("[\\w.-]+");

	private final Environment environment;

	InqudAccountsRegistrar(Environment environment) {
		this.environment = environment;
	}

	static Set<String> accounts(Environment environment) {
		return Binder.get(environment)
			.bind(PROPERTY, Bindable.mapOf(String.class, InqudProperties.Account.class))
			.orElseGet(Map::of)
			.keySet();
	}

	/**
	 * Name of the bean of an account.
	 */
	static String beanName(String account, Class<?> type) {
		return PROPERTY + "." + account + "." + StringUtils.uncapitalize(type.getSimpleName());
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClassMetadata, BeanDefinitionRegistry registry) {
		Map<String, String> names = new HashMap<>();
		accounts(this.environment).forEach((account) -> {
			check(account, names.put(account.replaceAll("[-_]", "").toLowerCase(Locale.ROOT), account));
			register(registry, account, InqudAuthenticationFilterFunction.class, "authentication");
			register(registry, account, WebClient.class, "webClient", InqudAuthenticationFilterFunction.class);
			register(registry, account, InqudOperations.class, "operations", WebClient.class);
		});
	}

	private static void check(String account, @Nullable String sameName) {
		if (sameName != null) {
			throw new InqudConfigurationException(
					"the accounts '" + sameName + "' and '" + account + "' cannot be told apart.",
					"Let the names in '" + PROPERTY
							+ ".<name>' differ in more than case, '-' and '_', which no property"
							+ " and no environment variable distinguishes.");
		}
		if (account.equals(InqudAccount.DEFAULT) || !NAME.matcher(account).matches()) {
			throw new InqudConfigurationException("an account cannot have the name '" + account + "'.",
					"Let the name in '" + PROPERTY
							+ ".<name>' consist of letters, digits, '.', '-' and '_'. The account" + " '"
							+ InqudAccount.DEFAULT + "' is the one of 'inqud.token-id' and 'inqud.secret'.");
		}
	}

	private static void register(BeanDefinitionRegistry registry, String account, Class<?> type, String factoryMethod,
			Class<?>... collaborators) {
		RootBeanDefinition definition = new RootBeanDefinition(type);
		definition.setFactoryBeanName(InqudAutoConfiguration.CLIENT_FACTORY);
		definition.setFactoryMethodName(factoryMethod);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, account);
		for (int i = 0; i < collaborators.length; i++) {
			definition.getConstructorArgumentValues()
				.addIndexedArgumentValue(i + 1, new RuntimeBeanReference(beanName(account, collaborators[i])));
		}
		definition.setDefaultCandidate(false);
		definition.setLazyInit(type != InqudAuthenticationFilterFunction.class);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, account));
		AutowireCandidateQualifier qualifier = new AutowireCandidateQualifier(InqudAccount.class, account);
		// Ahead-of-time processing takes qualifiers with equal attributes for one
		qualifier.setAttribute("account", account);
		definition.addQualifier(qualifier);
		registry.registerBeanDefinition(beanName(account, type), definition);
	}

}
