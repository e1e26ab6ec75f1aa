package com.inqud.spring.autoconfigure;

import java.net.URI;

import com.inqud.spring.authentication.AuthMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the Inqud client.
 *
 * @param tokenId Token id, which starts with "TKN-".
 * @param secret Token secret that was issued together with the token id.
 * @param authMode Way in which requests are authenticated.
 * @param baseUrl URL that the paths of the Inqud API are relative to. Its own path is
 * kept.
 * @since 0.1.0
 */
@ConfigurationProperties("inqud")
public record InqudProperties(@Nullable String tokenId, @Nullable String secret,
		@DefaultValue("hmac") AuthMode authMode, @DefaultValue("https://api.inqud.com") URI baseUrl) {

	@Override
	public String toString() {
		return "InqudProperties[tokenId=" + this.tokenId + ", secret=******, authMode=" + this.authMode + ", baseUrl="
				+ this.baseUrl + "]";
	}

}
