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
		return required("inqud.token-id", this.properties.tokenId());
	}

	@Override
	public String getSecret() {
		return required("inqud.secret", this.properties.secret());
	}

	private static String required(String property, @Nullable String value) {
		if (!StringUtils.hasText(value)) {
			throw new MissingInqudPropertyException(property);
		}
		return value;
	}

}
