package com.inqud.spring.authentication;

/**
 * Way in which a request proves that it comes from the holder of a token.
 *
 * @since 0.1.0
 */
public enum AuthMode {

	/**
	 * Signature over the request body and a salt that is never used twice. The secret
	 * does not leave the application.
	 */
	HMAC,

	/**
	 * Token secret sent in a header.
	 */
	SIMPLE

}
