package com.inqud.spring.client;

import java.net.URI;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.codec.CodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.DefaultUriBuilderFactory;

/**
 * What makes a {@link WebClient} a client of Inqud: base URL, connector, JSON format,
 * limits, retries, exceptions, observations and authentication.
 *
 * @since 0.1.0
 */
public final class InqudWebClientConfigurer {

	private final URI baseUrl;

	private final ClientHttpConnector connector;

	private final InqudAuthenticationFilterFunction authentication;

	private final InqudCallSettings settings;

	private final InqudObservations observations;

	/**
	 * Creates a configurer.
	 * @param baseUrl the URL that the paths of the API are relative to
	 * @param connector the connector, which must neither follow redirects nor retry
	 * @param authentication the filter that authenticates each request
	 * @param settings the limits and retries
	 * @param observations the observations of calls and attempts
	 * @throws IllegalArgumentException if the base URL is no absolute HTTP URL or has
	 * user info, a query or a fragment
	 */
	public InqudWebClientConfigurer(URI baseUrl, ClientHttpConnector connector,
			InqudAuthenticationFilterFunction authentication, InqudCallSettings settings,
			InqudObservations observations) {
		InqudAuthenticationFilterFunction.checkBaseUrl(baseUrl);
		this.baseUrl = baseUrl;
		this.connector = connector;
		this.authentication = authentication;
		this.settings = settings;
		this.observations = observations;
	}

	/**
	 * Configures a builder. Filters that it has already see a call as a whole; filters
	 * that are added later see each attempt, before it is signed.
	 * @param builder the builder to configure
	 */
	public void configure(WebClient.Builder builder) {
		builder.filters((filters) -> filters.add(0, CallFilterFunction::asOneCall))
			.uriBuilderFactory(new DefaultUriBuilderFactory(this.baseUrl.toString()))
			.clientConnector(this.connector)
			.codecs((codecs) -> {
				CodecConfigurer.DefaultCodecs defaults = codecs.defaultCodecs();
				defaults.jacksonJsonEncoder(new JacksonJsonEncoder(InqudJson.MAPPER));
				defaults.jacksonJsonDecoder(new JacksonJsonDecoder(InqudJson.MAPPER));
				defaults.enableLoggingRequestDetails(false);
				defaults.maxInMemorySize(Math.toIntExact(this.settings.maxResponseSize().toBytes()));
			})
			.filter(new CallFilterFunction(this.authentication, this.settings, this.observations));
		this.observations.configure(builder);
	}

}
