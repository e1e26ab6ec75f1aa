package com.inqud.spring.autoconfigure;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.InqudWebClientConfigurer;
import org.aopalliance.intercept.MethodInterceptor;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Auto-configuration for the Inqud client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = WebClientAutoConfiguration.class)
@ConditionalOnClass(WebClient.class)
@ConditionalOnBooleanProperty(name = "inqud.enabled", matchIfMissing = true)
@EnableConfigurationProperties(InqudProperties.class)
public final class InqudAutoConfiguration {

	private static final String WEB_CLIENT = "inqudWebClient";

	@Bean
	@ConditionalOnMissingBean(InqudConnectionDetails.class)
	PropertiesInqudConnectionDetails inqudConnectionDetails(InqudProperties properties) {
		return new PropertiesInqudConnectionDetails(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	InqudAuthenticationFilterFunction inqudAuthenticationFilterFunction(InqudConnectionDetails connectionDetails,
			InqudProperties properties) {
		return new InqudAuthenticationFilterFunction(
				new InqudCredentials(connectionDetails.getTokenId(), connectionDetails.getSecret()),
				properties.authMode());
	}

	@Bean(name = WEB_CLIENT, defaultCandidate = false)
	@ConditionalOnMissingBean(name = WEB_CLIENT)
	WebClient inqudWebClient(WebClient.Builder builder, InqudConnectionDetails connectionDetails,
			InqudAuthenticationFilterFunction authentication) {
		WebClient.Builder inqudBuilder = builder.clone();
		new InqudWebClientConfigurer(connectionDetails.getBaseUrl(), authentication).configure(inqudBuilder);
		return inqudBuilder.build();
	}

	@Bean
	@ConditionalOnMissingBean
	InqudOperations inqudOperations(@Qualifier(WEB_CLIENT) WebClient webClient,
			InqudConnectionDetails connectionDetails, InqudProperties properties) {
		InqudOperations operations = HttpServiceProxyFactory.builderFor(WebClientAdapter.create(webClient))
			.build()
			.createClient(InqudOperations.class);
		String description = "InqudOperations[baseUrl=" + connectionDetails.getBaseUrl() + ", authMode="
				+ properties.authMode() + "]";
		MethodInterceptor toString = (invocation) -> ReflectionUtils.isToStringMethod(invocation.getMethod())
				? description : invocation.proceed();
		((Advised) operations).addAdvice(0, toString);
		return operations;
	}

}
