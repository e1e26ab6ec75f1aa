package com.inqud.spring.client;

import java.net.http.HttpClient;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.http.client.reactive.ClientHttpConnector;

/**
 * Connectors that send a request once, and only to where it is addressed: they neither
 * follow redirects nor retry.
 *
 * @since 0.1.0
 */
public final class InqudClientHttpConnectors {

	private InqudClientHttpConnectors() {
	}

	/**
	 * Connector that is built by the application's builder, without its redirects and
	 * retries.
	 * @param builder the builder, with whatever customizations
	 * @param settings the settings, of which the redirects do not count
	 * @return the connector, which is to be closed if it can be
	 */
	public static ClientHttpConnector create(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings) {
		ClientHttpConnectorBuilder<?> once = sendOnce(builder);
		HttpClientSettings withoutRedirects = settings.withRedirects(HttpRedirects.DONT_FOLLOW);
		if (once instanceof JettyClientHttpConnectorBuilder jetty) {
			return new StoppableJettyConnector(jetty, withoutRedirects);
		}
		if (once instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			return new TimelyHttpComponentsConnector(httpComponents, withoutRedirects);
		}
		return once.build(withoutRedirects);
	}

	private static ClientHttpConnectorBuilder<?> sendOnce(ClientHttpConnectorBuilder<?> builder) {
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			return reactor
				.withHttpClientCustomizer((httpClient) -> httpClient.followRedirect(false).disableRetry(true));
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return jetty.withHttpClientCustomizer((httpClient) -> httpClient.setFollowRedirects(false));
		}
		if (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			return httpComponents.withHttpClientCustomizer(
					(httpClient) -> httpClient.disableRedirectHandling().disableAutomaticRetries());
		}
		if (builder instanceof JdkClientHttpConnectorBuilder jdk) {
			return jdk.withHttpClientCustomizer((httpClient) -> httpClient.followRedirects(HttpClient.Redirect.NEVER));
		}
		return builder;
	}

}
