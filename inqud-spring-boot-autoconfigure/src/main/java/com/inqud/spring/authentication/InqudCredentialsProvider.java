package com.inqud.spring.authentication;

import reactor.core.publisher.Mono;

/**
 * Source of credentials that may change while the application runs. It is asked for each
 * attempt to send a request, on a thread that may block, so an implementation should
 * cache credentials that it fetches from elsewhere.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface InqudCredentialsProvider {

	/**
	 * Current credentials of an account. If there are none, or after an error, the
	 * request is not sent. The message of the error is shown, so it must not contain a
	 * secret. The call timeout bounds the wait.
	 * @param account the name of the account, {@code "default"} for that of
	 * {@code inqud.token-id}
	 * @return the credentials
	 */
	Mono<InqudCredentials> getCredentials(String account);

}
