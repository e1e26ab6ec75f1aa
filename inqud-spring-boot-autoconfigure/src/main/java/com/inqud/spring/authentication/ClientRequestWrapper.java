package com.inqud.spring.authentication;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * Request that is like another one, but for what a subclass overrides. Unlike a copy it
 * costs next to nothing.
 *
 * @since 0.1.0
 */
public abstract class ClientRequestWrapper implements ClientRequest {

	private final ClientRequest delegate;

	/**
	 * Creates a request.
	 * @param delegate the request that this one is like
	 */
	protected ClientRequestWrapper(ClientRequest delegate) {
		this.delegate = delegate;
	}

	/**
	 * Request that this one is like.
	 * @return the request
	 */
	public final ClientRequest delegate() {
		return this.delegate;
	}

	@Override
	public HttpMethod method() {
		return this.delegate.method();
	}

	@Override
	public URI url() {
		return this.delegate.url();
	}

	@Override
	public HttpHeaders headers() {
		return this.delegate.headers();
	}

	@Override
	public MultiValueMap<String, String> cookies() {
		return this.delegate.cookies();
	}

	@Override
	public BodyInserter<?, ? super ClientHttpRequest> body() {
		return this.delegate.body();
	}

	@Override
	public Map<String, Object> attributes() {
		return this.delegate.attributes();
	}

	@Override
	public @Nullable Consumer<ClientHttpRequest> httpRequest() {
		return this.delegate.httpRequest();
	}

	@Override
	public String logPrefix() {
		return this.delegate.logPrefix();
	}

	@Override
	public Mono<Void> writeTo(ClientHttpRequest request, ExchangeStrategies strategies) {
		return this.delegate.writeTo(request, strategies);
	}

}
