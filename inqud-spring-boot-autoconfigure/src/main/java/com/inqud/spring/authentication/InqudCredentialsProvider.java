package com.inqud.spring.authentication;

import reactor.core.publisher.Mono;

/**
 * Source of credentials that may change while the application runs. It is asked for every
 * request that is sent, so an implementation that gets credentials from elsewhere should
 * keep them as long as they are good.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface InqudCredentialsProvider {

	/**
	 * Current credentials of an account. Without any, or after an error, the request is
	 * not sent; the message of the error is shown, so it must hold no secret. It waits
	 * for them as long as the call timeout.
	 * @param account the name of the account, {@code "default"} for the one of the plain
	 * properties
	 * @return the credentials
	 */
	Mono<InqudCredentials> getCredentials(String account);

}
