package com.inqud.spring.autoconfigure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudAccounts;
import com.inqud.spring.client.InqudOperations;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.Assert;

/**
 * {@link InqudAccounts} whose operations are beans.
 */
final class BeanFactoryInqudAccounts implements InqudAccounts {

	private final Map<String, Supplier<InqudOperations>> operations = new LinkedHashMap<>();

	BeanFactoryInqudAccounts(BeanFactory beanFactory, Set<String> accounts) {
		if (InqudAccountsRegistrar.hasDefaultAccount(beanFactory)) {
			this.operations.put(InqudAccount.DEFAULT, () -> beanFactory.getBean(InqudOperations.class));
		}
		accounts.forEach((name) -> this.operations.put(name, () -> beanFactory
			.getBean(InqudAccountsRegistrar.beanName(name, InqudOperations.class), InqudOperations.class)));
	}

	@Override
	public Set<String> names() {
		return Collections.unmodifiableSet(this.operations.keySet());
	}

	@Override
	public InqudOperations get(String name) {
		Supplier<InqudOperations> supplier = this.operations.get(name);
		Assert.notNull(supplier, () -> "There is no Inqud account '" + name + "', only " + this.operations.keySet());
		return supplier.get();
	}

}
