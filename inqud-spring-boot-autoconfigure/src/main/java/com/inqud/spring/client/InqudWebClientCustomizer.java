package com.inqud.spring.client;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * Callback that customizes the {@code WebClient} of every account, for example with a
 * filter. Customizers of other clients do not apply to it.
 * <p>
 * A filter sees the request before it is signed, and the response after it was read
 * completely. No filter can cause a request that may move money to be sent twice. Base
 * URL, connector, codecs and exchange function cannot be customized.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface InqudWebClientCustomizer {

	/**
	 * Customizes the builder of a client.
	 * @param builder the builder
	 */
	void customize(WebClient.Builder builder);

}
