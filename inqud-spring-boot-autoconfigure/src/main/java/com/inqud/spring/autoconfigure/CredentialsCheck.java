package com.inqud.spring.autoconfigure;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.client.InqudOperations;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Startup check that each account has credentials, unless the application has replaced
 * its operations, for example with a mock. It creates no client.
 */
final class CredentialsCheck implements SmartInitializingSingleton {

	private final InqudProperties properties;

	private final ConfigurableListableBeanFactory beanFactory;

	CredentialsCheck(InqudProperties properties, ConfigurableListableBeanFactory beanFactory) {
		this.properties = properties;
		this.beanFactory = beanFactory;
	}

	@Override
	public void afterSingletonsInstantiated() {
		check(InqudAutoConfiguration.OPERATIONS, InqudAutoConfiguration.AUTHENTICATION);
		this.properties.accounts()
			.keySet()
			.forEach((account) -> check(InqudAccountsRegistrar.beanName(account, InqudOperations.class),
					InqudAccountsRegistrar.beanName(account, InqudAuthenticationFilterFunction.class)));
	}

	private void check(String operations, String authentication) {
		boolean used = this.beanFactory.containsBeanDefinition(operations)
				&& this.beanFactory.getSingleton(operations) == null;
		if (used && this.beanFactory.containsBeanDefinition(authentication)) {
			this.beanFactory.getBean(authentication);
		}
	}

}
