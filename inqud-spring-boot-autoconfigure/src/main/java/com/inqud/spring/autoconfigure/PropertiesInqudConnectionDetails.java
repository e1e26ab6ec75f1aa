package com.inqud.spring.autoconfigure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * {@link InqudConnectionDetails} from {@link InqudProperties}.
 */
final class PropertiesInqudConnectionDetails implements InqudConnectionDetails {

	private final InqudProperties properties;

	PropertiesInqudConnectionDetails(InqudProperties properties) {
		this.properties = properties;
	}

	@Override
	public URI getBaseUrl() {
		return this.properties.baseUrl();
	}

	@Override
	public String getTokenId() {
		return required("inqud.token-id", "INQUD_TOKEN_ID", this.properties.tokenId());
	}

	@Override
	public String getSecret() {
		return required("inqud.secret", "INQUD_SECRET", this.properties.secret());
	}

	private static String required(String property, String variable, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw new InqudConfigurationException("the property '" + property + "' is not set.", "Set '" + property
					+ "' in the application's configuration or " + variable
					+ " in its environment, to the value that Inqud issued. An application that does not call Inqud"
					+ " can switch the client off with 'inqud.enabled=false'.");
		}
		return value;
	}

}
