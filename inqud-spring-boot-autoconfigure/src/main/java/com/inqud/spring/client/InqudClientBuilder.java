package com.inqud.spring.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.client.exchange.InqudClientHttpConnectors;
import com.inqud.spring.client.exchange.InqudExchange;
import com.inqud.spring.client.exchange.InqudHttpServices;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Builder for an Inqud client, used by the auto-configuration and available to
 * applications without it.
 *
 * @since 0.1.0
 */
public final class InqudClientBuilder {

	private final URI baseUrl;

	private final InqudAuthenticationFilterFunction authentication;

	private final List<InqudWebClientCustomizer> customizers = new ArrayList<>();

	private @Nullable ClientHttpConnector connector;

	private InqudCallSettings settings = InqudCallSettings.defaults();

	private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	private @Nullable ClientRequestObservationConvention observationConvention;

	private String account = InqudAccount.DEFAULT;

	/**
	 * Creates a builder.
	 * @param baseUrl the URL that the paths of the API are relative to
	 * @param authentication the filter that authenticates each request
	 * @throws IllegalArgumentException if the base URL is not an absolute HTTP URL, has
	 * an invalid port, or has user info, a query or a fragment
	 */
	public InqudClientBuilder(URI baseUrl, InqudAuthenticationFilterFunction authentication) {
		InqudAuthenticationFilterFunction.checkBaseUrl(baseUrl);
		this.baseUrl = baseUrl;
		this.authentication = authentication;
	}

	/**
	 * Sets the connector, which must neither follow redirects nor retry.
	 * {@link InqudClientHttpConnectors} creates such connectors, including the default
	 * one.
	 * @param connector the connector, to be closed by the caller
	 * @return this builder
	 */
	public InqudClientBuilder connector(ClientHttpConnector connector) {
		this.connector = connector;
		return this;
	}

	/**
	 * Sets the limits of a call, and the retries of GET and HEAD.
	 * @param settings the settings
	 * @return this builder
	 */
	public InqudClientBuilder settings(InqudCallSettings settings) {
		this.settings = settings;
		return this;
	}

	/**
	 * Sets the observation registry. By default, nothing is observed.
	 * @param observationRegistry the registry
	 * @return this builder
	 */
	public InqudClientBuilder observationRegistry(ObservationRegistry observationRegistry) {
		this.observationRegistry = observationRegistry;
		return this;
	}

	/**
	 * Sets the convention for the observation of an attempt.
	 * @param observationConvention the convention, {@code null} for Spring's own
	 * @return this builder
	 */
	public InqudClientBuilder observationConvention(
			@Nullable ClientRequestObservationConvention observationConvention) {
		this.observationConvention = observationConvention;
		return this;
	}

	/**
	 * Sets the account name, which is a key value of each observation.
	 * @param account the name
	 * @return this builder
	 */
	public InqudClientBuilder account(String account) {
		this.account = account;
		return this;
	}

	/**
	 * Adds a customizer of the client.
	 * @param customizer the customizer
	 * @return this builder
	 */
	public InqudClientBuilder customizer(InqudWebClientCustomizer customizer) {
		this.customizers.add(customizer);
		return this;
	}

	/**
	 * Builds the client.
	 * @return the client
	 */
	public WebClient buildWebClient() {
		WebClient.Builder builder = WebClient.builder();
		this.customizers.forEach((customizer) -> customizer.customize(builder));
		ClientHttpConnector connector = (this.connector != null) ? this.connector : InqudClientHttpConnectors
			.create(ClientHttpConnectorBuilder.detect(), HttpClientSettings.defaults(), Duration.ofSeconds(30));
		new InqudExchange(connector, this.authentication, this.settings, this.observationRegistry,
				this.observationConvention, this.account)
			.configure(builder);
		return builder.uriBuilderFactory(BaseUrl.uriBuilderFactory(this.baseUrl)).clientConnector(connector).build();
	}

	/**
	 * Builds the client and the operations that are called through it.
	 * @return the operations
	 */
	public InqudOperations build() {
		return InqudHttpServices.create(buildWebClient(), InqudOperations.class);
	}

}
