package com.inqud.spring.authentication;

import org.springframework.util.Assert;

/**
 * Token id and token secret, as issued together by Inqud.
 *
 * @param tokenId the token id
 * @param secret the token secret, which {@link #toString()} hides
 * @since 0.1.0
 */
public record InqudCredentials(String tokenId, String secret) {

	/**
	 * Creates the credentials.
	 * @throws IllegalArgumentException if one of them is blank
	 */
	public InqudCredentials {
		Assert.hasText(tokenId, "'tokenId' must not be blank");
		Assert.hasText(secret, "'secret' must not be blank");
	}

	@Override
	public String toString() {
		return "InqudCredentials[tokenId=" + this.tokenId + ", secret=******]";
	}

}
