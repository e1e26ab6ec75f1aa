package com.inqud.spring.autoconfigure;

import java.net.URI;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details required to connect to Inqud. A bean of this type replaces the properties
 * {@code inqud.token-id}, {@code inqud.secret} and {@code inqud.base-url}.
 *
 * @since 0.1.0
 */
public interface InqudConnectionDetails extends ConnectionDetails {

	/**
	 * URL that the paths of the Inqud API are relative to.
	 * @return the base URL
	 */
	URI getBaseUrl();

	/**
	 * Token id.
	 * @return the token id
	 */
	String getTokenId();

	/**
	 * Token secret.
	 * @return the token secret
	 */
	String getSecret();

}
