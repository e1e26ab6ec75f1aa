package com.inqud.spring.authentication;

/**
 * Authentication mode of requests.
 *
 * @since 0.1.0
 */
public enum AuthMode {

	/**
	 * HMAC-SHA256 signature over the request body and a salt that is never used twice.
	 * The secret does not leave the application.
	 */
	HMAC,

	/**
	 * Token secret sent in a header.
	 */
	SIMPLE

}
