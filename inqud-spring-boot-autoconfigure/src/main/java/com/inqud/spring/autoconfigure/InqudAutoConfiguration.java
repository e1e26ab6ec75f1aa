package com.inqud.spring.autoconfigure;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentialsProvider;
import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudAccounts;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.InqudWebClientCustomizer;
import com.inqud.spring.client.exchange.InqudClientHttpConnectors;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration for the Inqud client.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ReactiveHttpClientAutoConfiguration.class)
@ConditionalOnClass(WebClient.class)
@ConditionalOnBooleanProperty(name = "inqud.enabled", matchIfMissing = true)
@Conditional(OnClientCondition.class)
@EnableConfigurationProperties(InqudProperties.class)
@Import(InqudAccountsRegistrar.class)
public final class InqudAutoConfiguration {

	static final String WEB_CLIENT = "inqudWebClient";

	static final String CLIENT_FACTORY = "inqudClientFactory";

	static final String OPERATIONS = "inqudOperations";

	static final String AUTHENTICATION = "inqudAuthenticationFilterFunction";

	private static final String CONNECTOR = "inqudClientHttpConnector";

	private static final String OBSERVATION_NAME = "management.observations.http.client.requests.name";

	@Bean
	@ConditionalOnMissingBean(InqudConnectionDetails.class)
	PropertiesInqudConnectionDetails inqudConnectionDetails(InqudProperties properties) {
		return PropertiesInqudConnectionDetails.of(properties);
	}

	@Lazy
	@Bean(name = CONNECTOR, defaultCandidate = false)
	@ConditionalOnMissingBean(name = CONNECTOR)
	ClientHttpConnector inqudClientHttpConnector(InqudProperties properties,
			ObjectProvider<ClientHttpConnectorBuilder<?>> connectorBuilder,
			ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles) {
		HttpClientSettings settings = httpClientSettings.getIfAvailable(HttpClientSettings::defaults)
			.withTimeouts(properties.connectTimeout(), properties.readTimeout());
		String bundle = properties.ssl().bundle();
		if (bundle != null) {
			settings = settings.withSslBundle(sslBundles.getObject().getBundle(bundle));
		}
		return InqudClientHttpConnectors.create(connectorBuilder.getIfAvailable(ClientHttpConnectorBuilder::detect),
				settings, properties.maxIdleTime());
	}

	@Bean(CLIENT_FACTORY)
	InqudClientFactory inqudClientFactory(InqudProperties properties, InqudConnectionDetails connectionDetails,
			ObjectProvider<InqudCredentialsProvider> credentialsProvider,
			@Qualifier(CONNECTOR) ObjectProvider<ClientHttpConnector> connector,
			ObjectProvider<InqudWebClientCustomizer> customizers,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<ClientRequestObservationConvention> observationConvention,
			ObjectProvider<SslBundles> sslBundles, Environment environment) {
		checkSslBundle(properties.ssl().bundle(), sslBundles);
		return new InqudClientFactory(properties, connectionDetails, credentialsProvider.getIfAvailable(),
				(builder) -> {
					builder.connector(connector.getObject())
						.observationRegistry(observationRegistry.getIfAvailable(() -> ObservationRegistry.NOOP))
						.observationConvention(observationConvention
							.getIfAvailable(() -> new DefaultClientRequestObservationConvention(
									environment.getProperty(OBSERVATION_NAME, "http.client.requests"))));
					customizers.orderedStream().forEach(builder::customizer);
				});
	}

	@Bean
	CredentialsCheck inqudCredentialsCheck(InqudProperties properties, ConfigurableListableBeanFactory beanFactory) {
		return new CredentialsCheck(properties, beanFactory);
	}

	/**
	 * Fails at startup if the SSL bundle does not exist. The connector is lazy and would
	 * fail only at the first call.
	 */
	private static void checkSslBundle(@Nullable String bundle, ObjectProvider<SslBundles> sslBundles) {
		if (bundle == null) {
			return;
		}
		SslBundles available = sslBundles.getIfAvailable();
		if (available == null || !available.getBundleNames().contains(bundle)) {
			throw new InqudConfigurationException("there is no SSL bundle '" + bundle + "'.",
					"Set 'inqud.ssl.bundle' to the name of a bundle below 'spring.ssl.bundle'.");
		}
	}

	@Lazy
	@Bean
	@ConditionalOnMissingBean(InqudAccounts.class)
	BeanFactoryInqudAccounts inqudAccounts(BeanFactory beanFactory, InqudProperties properties) {
		return new BeanFactoryInqudAccounts(beanFactory, properties.accounts().keySet());
	}

	@Bean
	InqudHttpServiceGroup.WebClientConfigurer inqudWebClientHttpServiceGroupConfigurer(BeanFactory beanFactory) {
		return new InqudHttpServiceGroup.WebClientConfigurer(beanFactory);
	}

	@Bean
	InqudHttpServiceGroup.RestClientConfigurer inqudRestClientHttpServiceGroupConfigurer(BeanFactory beanFactory) {
		return new InqudHttpServiceGroup.RestClientConfigurer(beanFactory);
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDefaultAccountCondition.class)
	static class DefaultAccountConfiguration {

		/**
		 * Filter that is not injected by type, so that an application that collects all
		 * filters does not sign requests to other servers.
		 */
		@Lazy
		@Bean(name = AUTHENTICATION, defaultCandidate = false)
		@ConditionalOnMissingBean
		InqudAuthenticationFilterFunction inqudAuthenticationFilterFunction(InqudClientFactory clientFactory) {
			return clientFactory.authentication(InqudAccount.DEFAULT);
		}

		@Lazy
		@Bean(name = WEB_CLIENT, defaultCandidate = false)
		@ConditionalOnMissingBean(name = WEB_CLIENT)
		WebClient inqudWebClient(InqudClientFactory clientFactory,
				ObjectProvider<InqudAuthenticationFilterFunction> ofApplication,
				@Qualifier(AUTHENTICATION) ObjectProvider<InqudAuthenticationFilterFunction> authentication) {
			return clientFactory.webClient(InqudAccount.DEFAULT,
					ofApplication.getIfAvailable(authentication::getObject));
		}

		@Lazy
		@Bean(OPERATIONS)
		@ConditionalOnMissingBean
		InqudOperations inqudOperations(InqudClientFactory clientFactory, @Qualifier(WEB_CLIENT) WebClient webClient) {
			return clientFactory.operations(InqudAccount.DEFAULT, webClient);
		}

	}

}
