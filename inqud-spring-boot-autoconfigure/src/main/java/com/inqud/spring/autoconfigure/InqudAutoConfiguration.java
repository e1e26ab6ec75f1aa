package com.inqud.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.InqudCallSettings;
import com.inqud.spring.client.InqudClientHttpConnectors;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.InqudWebClientConfigurer;
import com.inqud.spring.client.PathVariableProcessor;
import org.aopalliance.intercept.MethodInterceptor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Auto-configuration for the Inqud client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ReactiveHttpClientAutoConfiguration.class, WebClientAutoConfiguration.class })
@ConditionalOnClass(WebClient.class)
@ConditionalOnBooleanProperty(name = "inqud.enabled", matchIfMissing = true)
@Conditional(OnClientCondition.class)
@EnableConfigurationProperties(InqudProperties.class)
public final class InqudAutoConfiguration {

	private static final Log logger = LogFactory.getLog(InqudAutoConfiguration.class);

	static final String WEB_CLIENT = "inqudWebClient";

	private static final String CONNECTOR = "inqudClientHttpConnector";

	private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]",
			Pattern.CASE_INSENSITIVE);

	@Bean
	@ConditionalOnMissingBean(InqudConnectionDetails.class)
	PropertiesInqudConnectionDetails inqudConnectionDetails(InqudProperties properties) {
		return new PropertiesInqudConnectionDetails(properties);
	}

	@Bean
	@ConditionalOnMissingBean
	InqudAuthenticationFilterFunction inqudAuthenticationFilterFunction(InqudConnectionDetails connectionDetails,
			InqudProperties properties) {
		String tokenId = connectionDetails.getTokenId();
		String secret = connectionDetails.getSecret();
		InqudAuthenticationFilterFunction filter = valid(
				() -> new InqudAuthenticationFilterFunction(new InqudCredentials(tokenId, secret),
						properties.authMode(), connectionDetails.getBaseUrl(), properties.maxRequestSize()));
		if (!tokenId.startsWith("TKN-")) {
			logger.warn("The Inqud token id does not start with 'TKN-'. Is 'inqud.token-id' really the token id?");
		}
		return filter;
	}

	@Bean(name = CONNECTOR, defaultCandidate = false)
	@ConditionalOnMissingBean(name = CONNECTOR)
	ClientHttpConnector inqudClientHttpConnector(InqudProperties properties,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles) {
		valid(() -> {
			Assert.isTrue(properties.connectTimeout().compareTo(Duration.ZERO) > 0,
					"the connect timeout must be positive");
			Assert.isTrue(properties.readTimeout().compareTo(Duration.ZERO) > 0, "the read timeout must be positive");
			return properties;
		});
		HttpClientSettings settings = httpClientSettings.getIfAvailable(HttpClientSettings::defaults)
			.withTimeouts(properties.connectTimeout(), properties.readTimeout());
		String bundle = properties.ssl().bundle();
		if (bundle != null) {
			settings = settings.withSslBundle(sslBundles.getObject().getBundle(bundle));
		}
		return InqudClientHttpConnectors.create(connectorBuilder.getIfAvailable(ClientHttpConnectorBuilder::detect),
				settings);
	}

	@Bean(name = WEB_CLIENT, defaultCandidate = false)
	@ConditionalOnMissingBean(name = WEB_CLIENT)
	WebClient inqudWebClient(WebClient.Builder builder, InqudConnectionDetails connectionDetails,
			@Qualifier(CONNECTOR) ClientHttpConnector connector, InqudAuthenticationFilterFunction authentication,
			InqudProperties properties) {
		InqudProperties.Retry retry = properties.retry();
		InqudWebClientConfigurer configurer = valid(() -> new InqudWebClientConfigurer(connectionDetails.getBaseUrl(),
				connector, authentication, new InqudCallSettings(properties.callTimeout(), properties.maxResponseSize(),
						retry.maxAttempts(), retry.initialBackoff(), retry.maxBackoff())));
		checkTransport(connectionDetails.getBaseUrl(), properties.allowInsecureBaseUrl());
		WebClient.Builder inqudBuilder = builder.clone();
		configurer.configure(inqudBuilder);
		return inqudBuilder.build();
	}

	@Bean
	@ConditionalOnMissingBean
	InqudOperations inqudOperations(@Qualifier(WEB_CLIENT) WebClient webClient,
			InqudConnectionDetails connectionDetails, InqudProperties properties) {
		InqudOperations operations = HttpServiceProxyFactory.builderFor(WebClientAdapter.create(webClient))
			.httpRequestValuesProcessor(new PathVariableProcessor())
			.build()
			.createClient(InqudOperations.class);
		String description = "InqudOperations[baseUrl=" + connectionDetails.getBaseUrl() + ", authMode="
				+ properties.authMode() + "]";
		MethodInterceptor toString = (invocation) -> ReflectionUtils.isToStringMethod(invocation.getMethod())
				? description : invocation.proceed();
		((Advised) operations).addAdvice(0, toString);
		return operations;
	}

	@Bean
	InqudHttpServiceGroup.WebClientConfigurer inqudWebClientHttpServiceGroupConfigurer(
			@Qualifier(WEB_CLIENT) ObjectProvider<WebClient> webClient) {
		return new InqudHttpServiceGroup.WebClientConfigurer(webClient::getObject);
	}

	@Bean
	InqudHttpServiceGroup.RestClientConfigurer inqudRestClientHttpServiceGroupConfigurer(
			@Qualifier(WEB_CLIENT) ObjectProvider<WebClient> webClient) {
		return new InqudHttpServiceGroup.RestClientConfigurer(webClient::getObject);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(SanitizingFunction.class)
	static class SanitizingConfiguration {

		@Bean
		SanitizingFunction inqudSanitizingFunction(InqudProperties properties,
				InqudConnectionDetails connectionDetails) {
			return (data) -> {
				String value = String.valueOf(data.getValue());
				return (contains(value, properties.secret())
						|| !(connectionDetails instanceof PropertiesInqudConnectionDetails)
								&& contains(value, connectionDetails.getSecret())) ? data.withSanitizedValue() : data;
			};
		}

		private static boolean contains(String value, @Nullable String secret) {
			return StringUtils.hasText(secret) && value.contains(secret);
		}

	}

	private static <T> T valid(Supplier<T> supplier) {
		return InqudConfigurationException.translate("Inqud client",
				"Correct the properties that start with 'inqud.', or the connection details.", supplier);
	}

	private static void checkTransport(URI baseUrl, boolean allowInsecure) {
		if ("https".equalsIgnoreCase(baseUrl.getScheme()) || LOOPBACK.matcher(baseUrl.getHost()).matches()) {
			return;
		}
		if (!allowInsecure) {
			throw new InqudConfigurationException("the base URL " + baseUrl + " is not secure.",
					"Let 'inqud.base-url' start with 'https://'. Where everyone between this application and that"
							+ " server may read and change what is sent, 'inqud.allow-insecure-base-url=true' accepts it"
							+ " as it is.");
		}
		logger.warn("Requests to Inqud go to " + baseUrl + " without encryption, because"
				+ " 'inqud.allow-insecure-base-url' is set");
	}

}
