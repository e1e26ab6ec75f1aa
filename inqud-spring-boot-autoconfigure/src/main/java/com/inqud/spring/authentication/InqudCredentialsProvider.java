package com.inqud.spring.authentication;

import reactor.core.publisher.Mono;

/**
 * Source of credentials that may change while the application runs. It is called for each
 * attempt to send a request, on a thread that may block. An implementation should cache
 * credentials that it loads from another system.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface InqudCredentialsProvider {

	/**
	 * Current credentials of an account. If the {@code Mono} is empty or fails, the
	 * request is not sent. Exceptions and logs contain the message of the error, so it
	 * must not contain a secret. The call timeout applies.
	 * @param account the name of the account, {@code "default"} for the account of
	 * {@code inqud.token-id}
	 * @return the credentials
	 */
	Mono<InqudCredentials> getCredentials(String account);

}
