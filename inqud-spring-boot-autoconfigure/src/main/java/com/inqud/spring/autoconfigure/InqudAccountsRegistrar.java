package com.inqud.spring.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Registrar of the beans of all accounts except the default one. These beans are injected
 * by qualifier only.
 */
final class InqudAccountsRegistrar implements ImportBeanDefinitionRegistrar {

	static final String PROPERTY = "inqud.accounts";

	private final Environment environment;

	InqudAccountsRegistrar(Environment environment) {
		this.environment = environment;
	}

	static Set<String> accounts(Environment environment) {
		return AccountNames.merge(bind(environment), (name) -> AccountNames.isFromEnvironment(environment, name))
			.keySet();
	}

	static boolean hasAccounts(Environment environment) {
		return !bind(environment).isEmpty();
	}

	private static Map<String, InqudProperties.Account> bind(Environment environment) {
		try {
			return Binder.get(environment)
				.bind(PROPERTY, Bindable.mapOf(String.class, InqudProperties.Account.class))
				.orElseGet(Map::of);
		}
		catch (BindException ex) {
			// Without the cause, whose message contains the value
			throw new InqudConfigurationException("'" + ex.getName() + "' cannot be read.",
					"Set the properties 'inqud.accounts.<name>.token-id' and 'inqud.accounts.<name>.secret'.");
		}
	}

	/**
	 * Whether a bean factory or one of its parents has operations of a default account.
	 */
	static boolean hasDefaultAccount(@Nullable BeanFactory beanFactory) {
		return beanFactory instanceof ListableBeanFactory listable && Stream
			.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(listable, InqudOperations.class, true, false))
			.anyMatch((name) -> !name.startsWith(PROPERTY + "."));
	}

	/**
	 * Name of the bean of an account.
	 */
	static String beanName(String account, Class<?> type) {
		return PROPERTY + "." + account + "." + StringUtils.uncapitalize(type.getSimpleName());
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importingClassMetadata, BeanDefinitionRegistry registry) {
		BeanFactory parent = (registry instanceof HierarchicalBeanFactory child) ? child.getParentBeanFactory() : null;
		accounts(this.environment).forEach((account) -> {
			AccountNames.check(account);
			if (parent != null && parent.containsBean(beanName(account, InqudOperations.class))) {
				return;
			}
			register(registry, account, InqudAuthenticationFilterFunction.class, "authentication");
			register(registry, account, WebClient.class, "webClient", InqudAuthenticationFilterFunction.class);
			register(registry, account, InqudOperations.class, "operations", WebClient.class);
		});
		if (hasDefaultAccount(parent)) {
			registerDefaultOfParent(registry);
		}
	}

	/**
	 * Registers the default account of the parent context, so that it takes precedence
	 * over the accounts of this context.
	 */
	private static void registerDefaultOfParent(BeanDefinitionRegistry registry) {
		RootBeanDefinition definition = new RootBeanDefinition(InqudClientFactory.class);
		definition.setTargetType(InqudOperations.class);
		definition.setFactoryMethodName("operationsOfParent");
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		definition.setLazyInit(true);
		registry.registerBeanDefinition(InqudAutoConfiguration.OPERATIONS, definition);
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
		definition.setLazyInit(true);
		definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, account));
		AutowireCandidateQualifier qualifier = new AutowireCandidateQualifier(InqudAccount.class, account);
		// Ahead-of-time processing merges qualifiers with equal attributes
		qualifier.setAttribute("account", account);
		definition.addQualifier(qualifier);
		registry.registerBeanDefinition(beanName(account, type), definition);
	}

}
