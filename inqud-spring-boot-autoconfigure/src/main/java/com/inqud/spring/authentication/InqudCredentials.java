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
	 * @throws IllegalArgumentException if one of them is blank, has leading or trailing
	 * white space or contains a control character
	 */
	public InqudCredentials {
		check("token id", tokenId);
		check("secret", secret);
	}

	private static void check(String name, String value) {
		Assert.hasText(value, () -> "the " + name + " must not be blank");
		Assert.isTrue(value.equals(value.strip()),
				() -> "the " + name + " must not have white space around it, such as a line break at the end");
		Assert.isTrue(value.chars().noneMatch(Character::isISOControl),
				() -> "the " + name + " must not contain a control character");
	}

	@Override
	public String toString() {
		return "InqudCredentials[tokenId=" + this.tokenId + ", secret=******]";
	}

}
