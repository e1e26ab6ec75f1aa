package com.inqud.spring.autoconfigure;

import java.util.Set;

import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudAccounts;
import com.inqud.spring.client.InqudOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.analyzer.AbstractInjectionFailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * {@link AbstractInjectionFailureAnalyzer} for the injection of an account that does not
 * exist.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InqudInjectionFailureAnalyzer extends AbstractInjectionFailureAnalyzer<NoSuchBeanDefinitionException> {

	private final @Nullable Environment environment;

	InqudInjectionFailureAnalyzer(@Nullable Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause,
			@Nullable String description) {
		Environment environment = this.environment;
		String account = account(rootFailure);
		if (environment == null || account == null && !isOperations(cause.getBeanType())) {
			return null;
		}
		String subject = ((description != null) ? description : "The application") + " requires "
				+ ((account != null) ? "the Inqud account '" + account + "'" : "the default Inqud account");
		if (!environment.getProperty("inqud.enabled", Boolean.class, true)) {
			return new FailureAnalysis(subject + ", but 'inqud.enabled' is 'false'.",
					"Remove 'inqud.enabled', or inject an ObjectProvider where the client may be missing.", cause);
		}
		Set<String> accounts = InqudAccountsRegistrar.accounts(environment);
		if (account != null && !account.equals(InqudAccount.DEFAULT)) {
			return new FailureAnalysis(
					subject + ", which does not exist. "
							+ (accounts.isEmpty() ? "There are no accounts besides the default one."
									: "The accounts are " + accounts + "."),
					"Correct the name in @InqudAccount, or set 'inqud.accounts." + account
							+ ".token-id' and 'inqud.accounts." + account + ".secret'.",
					cause);
		}
		return new FailureAnalysis(
				subject + ", but 'inqud.token-id' and 'inqud.secret' are not set."
						+ (accounts.isEmpty() ? "" : " The accounts are " + accounts + "."),
				"Set the two properties" + (accounts.isEmpty() ? "."
						: ", or name an account at the injection point, such as @InqudAccount(\""
								+ accounts.iterator().next() + "\")."),
				cause);
	}

	private static @Nullable String account(Throwable rootFailure) {
		for (Throwable failure = rootFailure; failure != null; failure = failure.getCause()) {
			if (failure instanceof UnsatisfiedDependencyException ex && ex.getInjectionPoint() != null) {
				InqudAccount qualifier = ex.getInjectionPoint().getAnnotation(InqudAccount.class);
				if (qualifier != null) {
					return qualifier.value();
				}
			}
		}
		return null;
	}

	private static boolean isOperations(@Nullable Class<?> type) {
		return type != null && type != Object.class
				&& (type.isAssignableFrom(InqudOperations.class) || type == InqudAccounts.class);
	}

}
