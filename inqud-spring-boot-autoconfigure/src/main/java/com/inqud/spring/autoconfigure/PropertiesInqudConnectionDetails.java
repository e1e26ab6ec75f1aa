package com.inqud.spring.autoconfigure;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * {@link InqudConnectionDetails} from the properties of an account.
 */
final class PropertiesInqudConnectionDetails implements InqudConnectionDetails {

	private static final String PREFIX = "inqud";

	private final @Nullable String account;

	private final String prefix;

	private final URI baseUrl;

	private final @Nullable String tokenId;

	private final @Nullable String secret;

	private PropertiesInqudConnectionDetails(@Nullable String account, URI baseUrl, @Nullable String tokenId,
			@Nullable String secret) {
		this.account = account;
		this.prefix = (account != null) ? InqudAccountsRegistrar.PROPERTY + "." + account : PREFIX;
		this.baseUrl = baseUrl;
		this.tokenId = tokenId;
		this.secret = secret;
	}

	static PropertiesInqudConnectionDetails of(InqudProperties properties) {
		return new PropertiesInqudConnectionDetails(null, properties.baseUrl(), properties.tokenId(),
				properties.secret());
	}

	static PropertiesInqudConnectionDetails of(String name, InqudProperties.Account account, URI defaultBaseUrl) {
		URI baseUrl = account.baseUrl();
		return new PropertiesInqudConnectionDetails(name, (baseUrl != null) ? baseUrl : defaultBaseUrl,
				account.tokenId(), account.secret());
	}

	@Override
	public URI getBaseUrl() {
		return this.baseUrl;
	}

	@Override
	public String getTokenId() {
		return required("token-id", this.tokenId);
	}

	@Override
	public String getSecret() {
		return required("secret", this.secret);
	}

	private String required(String name, @Nullable String value) {
		SecretProperties.check("Inqud client", this.prefix + "." + name, value);
		if (!StringUtils.hasText(value)) {
			String property = this.prefix + "." + name;
			String variable = (this.account != null) ? AccountNames.variable(this.account, name)
					: "INQUD_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
			throw new InqudConfigurationException("the property '" + property + "' is not set.",
					"Set '" + property + "' in the application's configuration"
							+ ((variable != null) ? " or " + variable + " in its environment" : "")
							+ ", to the value that Inqud issued. An application that does not call Inqud"
							+ " can switch the client off with 'inqud.enabled=false'.");
		}
		return value;
	}

}
