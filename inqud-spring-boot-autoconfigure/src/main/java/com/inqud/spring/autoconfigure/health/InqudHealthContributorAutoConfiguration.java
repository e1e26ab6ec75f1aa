package com.inqud.spring.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;

import com.inqud.spring.autoconfigure.InqudAutoConfiguration;
import com.inqud.spring.client.InqudAccounts;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.health.InqudHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health indicators of the accounts. They are off by default,
 * because each check calls Inqud.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = InqudAutoConfiguration.class)
@ConditionalOnClass({ ReactiveHealthContributor.class, CompositeReactiveHealthContributorConfiguration.class })
@ConditionalOnBean(InqudAccounts.class)
@ConditionalOnBooleanProperty("management.health.inqud.enabled")
public final class InqudHealthContributorAutoConfiguration
		extends CompositeReactiveHealthContributorConfiguration<InqudHealthIndicator, InqudOperations> {

	InqudHealthContributorAutoConfiguration() {
		super(InqudHealthIndicator::new);
	}

	@Bean
	@ConditionalOnMissingBean(name = { "inqudHealthIndicator", "inqudHealthContributor" })
	ReactiveHealthContributor inqudHealthContributor(InqudAccounts accounts) {
		Map<String, InqudOperations> operations = new LinkedHashMap<>();
		accounts.names().forEach((name) -> operations.put(name, accounts.get(name)));
		return createContributor(operations);
	}

}
