package com.inqud.spring.sample.standin;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.autoconfigure.InqudProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Configuration that leads the calls of the application to an {@link InqudStandIn}.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!live")
class StandInConfiguration {

	private static final Logger logger = LoggerFactory.getLogger(StandInConfiguration.class);

	@Bean
	InqudStandIn inqudStandIn(@Value("${stand-in.step:1s}") Duration step) {
		InqudStandIn standIn = new InqudStandIn(step);
		logger.info("Stand-in for Inqud at {}. The profile 'live' calls Inqud itself", standIn.getUrl());
		return standIn;
	}

	@Bean
	InqudConnectionDetails standInConnectionDetails(InqudStandIn standIn, InqudProperties properties) {
		return new StandInConnectionDetails(standIn, properties);
	}

	@Bean
	ApplicationListener<WebServerInitializedEvent> standInWebhooks(InqudStandIn standIn) {
		return (event) -> standIn
			.sendWebhooksTo(URI.create("http://127.0.0.1:" + event.getWebServer().getPort() + "/webhooks/inqud"));
	}

	private static final class StandInConnectionDetails implements InqudConnectionDetails {

		private final InqudStandIn standIn;

		private final InqudProperties properties;

		private StandInConnectionDetails(InqudStandIn standIn, InqudProperties properties) {
			this.standIn = standIn;
			this.properties = properties;
		}

		@Override
		public URI getBaseUrl() {
			return this.standIn.getUrl();
		}

		@Override
		public String getTokenId() {
			return Objects.requireNonNull(this.properties.tokenId(), "'inqud.token-id' must be set");
		}

		@Override
		public String getSecret() {
			return Objects.requireNonNull(this.properties.secret(), "'inqud.secret' must be set");
		}

	}

}
