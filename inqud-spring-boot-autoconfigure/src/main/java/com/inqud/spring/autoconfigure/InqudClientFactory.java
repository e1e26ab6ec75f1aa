package com.inqud.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.authentication.InqudCredentialsProvider;
import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudClientBuilder;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.client.exchange.InqudHttpServices;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.HierarchicalBeanFactory;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Factory of the clients of all accounts, which differ only in credentials,
 * authentication mode and base URL. The constructor checks the configuration, even if no
 * client is used.
 */
final class InqudClientFactory {

	private static final Log logger = LogFactory.getLog(InqudClientFactory.class);

	private static final Duration MAX_TIMEOUT = Duration.ofDays(24);

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]",
			Pattern.CASE_INSENSITIVE);

	private final InqudProperties properties;

	private final InqudConnectionDetails connectionDetails;

	private final @Nullable InqudCredentialsProvider credentialsProvider;

	private final InqudCallSettings callSettings;

	private final Consumer<InqudClientBuilder> configurer;

	InqudClientFactory(InqudProperties properties, InqudConnectionDetails connectionDetails,
			@Nullable InqudCredentialsProvider credentialsProvider, Consumer<InqudClientBuilder> configurer) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.credentialsProvider = credentialsProvider;
		this.configurer = configurer;
		this.callSettings = valid(InqudAccount.DEFAULT, () -> createCallSettings(properties));
		Stream.concat(Stream.of(InqudAccount.DEFAULT), properties.accounts().keySet().stream())
			.forEach(this::checkBaseUrl);
	}

	private static InqudCallSettings createCallSettings(InqudProperties properties) {
		checkTimeout("connect timeout", properties.connectTimeout());
		checkTimeout("read timeout", properties.readTimeout());
		checkTimeout("maximum idle time", properties.maxIdleTime());
		InqudProperties.Retry retry = properties.retry();
		return new InqudCallSettings(properties.callTimeout(), properties.maxResponseSize(), retry.maxAttempts(),
				retry.initialBackoff(), retry.maxBackoff());
	}

	private static void checkTimeout(String name, Duration timeout) {
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(MAX_TIMEOUT) <= 0,
				() -> "the " + name + " must be positive and at most 24 days");
	}

	InqudAuthenticationFilterFunction authentication(String account) {
		InqudConnectionDetails details = connectionDetails(account);
		InqudCredentialsProvider provider = this.credentialsProvider;
		if (provider != null) {
			if (!account.equals(InqudAccount.DEFAULT) && properties(account).secret() != null) {
				logger.warn("The Inqud account '" + account
						+ "' uses the credentials of the InqudCredentialsProvider, not those of the properties");
			}
			Mono<InqudCredentials> credentials = Mono.defer(() -> provider.getCredentials(account));
			return valid(account, () -> new InqudAuthenticationFilterFunction(credentials, authMode(account),
					details.getBaseUrl(), this.properties.maxRequestSize()));
		}
		String tokenId = details.getTokenId();
		String secret = details.getSecret();
		InqudAuthenticationFilterFunction filter = valid(account,
				() -> new InqudAuthenticationFilterFunction(new InqudCredentials(tokenId, secret), authMode(account),
						details.getBaseUrl(), this.properties.maxRequestSize()));
		if (!tokenId.startsWith("TKN-")) {
			logger.warn("The Inqud token id of the account '" + account
					+ "' does not start with 'TKN-'. Is it really the token id?");
		}
		return filter;
	}

	WebClient webClient(String account, InqudAuthenticationFilterFunction authentication) {
		InqudClientBuilder builder = new InqudClientBuilder(connectionDetails(account).getBaseUrl(), authentication)
			.settings(this.callSettings)
			.account(account);
		this.configurer.accept(builder);
		return builder.buildWebClient();
	}

	InqudOperations operations(String account, WebClient webClient) {
		InqudOperations operations = InqudHttpServices.create(webClient, InqudOperations.class);
		String description = "InqudOperations[account=" + account + ", baseUrl="
				+ connectionDetails(account).getBaseUrl() + ", authMode=" + authMode(account) + "]";
		MethodInterceptor toString = (invocation) -> ReflectionUtils.isToStringMethod(invocation.getMethod())
				? description : invocation.proceed();
		((Advised) operations).addAdvice(0, toString);
		return operations;
	}

	static InqudOperations operationsOfParent(HierarchicalBeanFactory beanFactory) {
		BeanFactory parent = beanFactory.getParentBeanFactory();
		Assert.state(parent != null, "There is no parent");
		return parent.getBean(InqudOperations.class);
	}

	private InqudConnectionDetails connectionDetails(String account) {
		return account.equals(InqudAccount.DEFAULT) ? this.connectionDetails : PropertiesInqudConnectionDetails
			.of(account, properties(account), this.connectionDetails.getBaseUrl());
	}

	private AuthMode authMode(String account) {
		AuthMode authMode = account.equals(InqudAccount.DEFAULT) ? null : properties(account).authMode();
		return (authMode != null) ? authMode : this.properties.authMode();
	}

	private InqudProperties.Account properties(String account) {
		InqudProperties.Account properties = this.properties.accounts().get(account);
		Assert.state(properties != null, () -> "There is no account '" + account + "'");
		return properties;
	}

	private void checkBaseUrl(String account) {
		URI baseUrl = connectionDetails(account).getBaseUrl();
		valid(account, () -> {
			InqudAuthenticationFilterFunction.checkBaseUrl(baseUrl);
			return baseUrl;
		});
		if ("https".equalsIgnoreCase(baseUrl.getScheme()) || LOOPBACK.matcher(baseUrl.getHost()).matches()) {
			return;
		}
		if (!this.properties.allowInsecureBaseUrl()) {
			throw new InqudConfigurationException(subject(account), "the base URL " + baseUrl + " is not secure.",
					"Start the base URL with 'https://'. 'inqud.allow-insecure-base-url=true' accepts this URL,"
							+ " but lets everyone on the network path read and change requests.");
		}
		logger.warn("Requests to Inqud go to " + baseUrl + " without encryption, because"
				+ " 'inqud.allow-insecure-base-url' is set");
	}

	private static <T> T valid(String account, Supplier<T> supplier) {
		String prefix = account.equals(InqudAccount.DEFAULT) ? "inqud."
				: InqudAccountsRegistrar.PROPERTY + "." + account + ".";
		return InqudConfigurationException.translate(subject(account),
				"Correct the properties that start with '" + prefix + "', or the connection details.", supplier);
	}

	private static String subject(String account) {
		return account.equals(InqudAccount.DEFAULT) ? "Inqud client" : "Inqud client of the account '" + account + "'";
	}

}
