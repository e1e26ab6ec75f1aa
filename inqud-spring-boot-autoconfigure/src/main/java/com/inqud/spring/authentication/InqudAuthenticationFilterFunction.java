package com.inqud.spring.authentication;

import com.inqud.spring.InqudRequestRefusedException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * {@link ExchangeFilterFunction} that authenticates every request to Inqud. In
 * {@link AuthMode#HMAC HMAC} mode the signature covers the exact bytes that are sent and
 * a salt that is drawn for each subscription.
 * <p>
 * Only requests to the origin of the base URL are authenticated. Any other fails with an
 * {@link InqudRequestRefusedException} before anything is sent.
 * <p>
 * The auto-configured client uses this filter already. A {@code WebClient} that is built
 * by hand should add it as the last filter, so that it sees the request as it leaves, on
 * a connector that does not follow redirects.
 * <p>
 * The request body is held in memory until it is signed. It is sent with a
 * {@code Content-Length}, never chunked, and codecs do not log it. A body that is larger
 * than the limit fails with an {@code InqudRequestRefusedException}, too.
 *
 * @since 0.1.0
 */
public final class InqudAuthenticationFilterFunction implements ExchangeFilterFunction {

	private static final DataSize DEFAULT_MAX_REQUEST_SIZE = DataSize.ofMegabytes(10);

	private final Supplier<Mono<RequestAuthentication>> authentication;

	private final AuthMode authMode;

	private final Origin origin;

	private final DataSize maxRequestSize;

	/**
	 * Creates a filter that signs request bodies of up to 10 MB.
	 * @param credentials the credentials to authenticate with
	 * @param authMode the way to use them
	 * @param baseUrl the URL of the API, of which the origin counts
	 * @throws IllegalArgumentException if the base URL is no absolute HTTP URL or has
	 * user info, a query or a fragment, or if the credentials cannot be sent in a header
	 */
	public InqudAuthenticationFilterFunction(InqudCredentials credentials, AuthMode authMode, URI baseUrl) {
		this(credentials, authMode, baseUrl, DEFAULT_MAX_REQUEST_SIZE);
	}

	/**
	 * Creates a filter that always uses the same credentials.
	 * @param credentials the credentials to authenticate with
	 * @param authMode the way to use them
	 * @param baseUrl the URL of the API, of which the origin counts
	 * @param maxRequestSize the size of the largest request body to sign
	 * @throws IllegalArgumentException if the base URL is no absolute HTTP URL or has
	 * user info, a query or a fragment, if the credentials cannot be sent in a header, or
	 * if the size is not between 1 byte and 2 GB
	 */
	public InqudAuthenticationFilterFunction(InqudCredentials credentials, AuthMode authMode, URI baseUrl,
			DataSize maxRequestSize) {
		this(authMode, baseUrl, maxRequestSize, always(new RequestAuthentication(credentials, authMode)));
	}

	/**
	 * Creates a filter that asks for the credentials of each request. Without any, the
	 * request fails with an {@link InqudRequestRefusedException} before anything is sent.
	 * @param credentials the current credentials, subscribed to for each request
	 * @param authMode the way to use them
	 * @param baseUrl the URL of the API, of which the origin counts
	 * @param maxRequestSize the size of the largest request body to sign
	 * @throws IllegalArgumentException if the base URL is no absolute HTTP URL or has
	 * user info, a query or a fragment, or if the size is not between 1 byte and 2 GB
	 */
	public InqudAuthenticationFilterFunction(Mono<InqudCredentials> credentials, AuthMode authMode, URI baseUrl,
			DataSize maxRequestSize) {
		this(authMode, baseUrl, maxRequestSize, latest(credentials, authMode));
	}

	private InqudAuthenticationFilterFunction(AuthMode authMode, URI baseUrl, DataSize maxRequestSize,
			Supplier<Mono<RequestAuthentication>> authentication) {
		Assert.isTrue(maxRequestSize.toBytes() > 0 && maxRequestSize.toBytes() <= Integer.MAX_VALUE,
				"'maxRequestSize' must be positive and less than 2 GB");
		checkBaseUrl(baseUrl);
		this.authentication = authentication;
		this.authMode = authMode;
		this.origin = Origin.of(baseUrl);
		this.maxRequestSize = maxRequestSize;
	}

	/**
	 * Leaves it to the first request to load what is reactive, for the application to
	 * start sooner.
	 */
	private static Supplier<Mono<RequestAuthentication>> always(RequestAuthentication authentication) {
		return () -> Mono.just(authentication);
	}

	private static Supplier<Mono<RequestAuthentication>> latest(Mono<InqudCredentials> credentials, AuthMode authMode) {
		AtomicReference<@Nullable RequestAuthentication> latest = new AtomicReference<>();
		Mono<RequestAuthentication> authentications = credentials.map((current) -> {
			RequestAuthentication authentication = latest.get();
			if (authentication == null || !authentication.isFor(current)) {
				authentication = new RequestAuthentication(current, authMode);
				latest.set(authentication);
			}
			return authentication;
		})
			.onErrorMap((ex) -> new InqudRequestRefusedException("no credentials: " + ex.getMessage(), ex))
			.switchIfEmpty(Mono.error(() -> new InqudRequestRefusedException("no credentials", null)));
		return () -> authentications;
	}

	/**
	 * Checks that a URL can be the base URL of the API.
	 * @param baseUrl the URL to check
	 * @throws IllegalArgumentException if it is no absolute HTTP URL or has user info, a
	 * query or a fragment
	 */
	public static void checkBaseUrl(URI baseUrl) {
		Assert.isTrue(baseUrl.getHost() != null && List.of("http", "https").contains(Origin.of(baseUrl).scheme()),
				"the base URL must start with https:// or http:// and a host");
		Assert.isTrue(
				baseUrl.getRawUserInfo() == null && baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
				"the base URL must have no user info, query or fragment");
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return filter(request, next, (body) -> {
		});
	}

	/**
	 * Authenticates a request as {@link #filter(ClientRequest, ExchangeFunction)} does,
	 * and tells when it is sent.
	 * @param request the request
	 * @param next what exchanges the authenticated request
	 * @param beforeSending what may read the body right before the connector takes it.
	 * Nothing of the body is sent if it throws
	 * @return the answer
	 */
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next,
			Consumer<List<DataBuffer>> beforeSending) {
		return Mono.defer(() -> {
			checkTarget(request.url());
			return this.authentication.get()
				.flatMap((authentication) -> exchange(authentication, request, next, beforeSending));
		});
	}

	private Mono<ClientResponse> exchange(RequestAuthentication authentication, ClientRequest request,
			ExchangeFunction next, Consumer<List<DataBuffer>> beforeSending) {
		Disposable.Composite exchange = Disposables.composite();
		return next.exchange(new AuthenticatedRequest(request, authentication, exchange, beforeSending))
			.doOnTerminate(exchange::dispose)
			.doOnCancel(exchange::dispose);
	}

	/**
	 * Refuses any other origin. A filter after this one may have changed the URL, so what
	 * counts is where the request has come to when it is written.
	 */
	private void checkTarget(URI url) {
		Origin target = Origin.of(url);
		if (!target.equals(this.origin)) {
			throw new InqudRequestRefusedException(
					"the request is meant for " + target + ", only " + this.origin + " may receive credentials", null);
		}
	}

	/**
	 * Description for logs and debuggers, without the secret.
	 */
	@Override
	public String toString() {
		return "InqudAuthenticationFilterFunction[authMode=" + this.authMode + ", origin=" + this.origin + "]";
	}

	/**
	 * Request whose body is written to an {@link AuthenticatedHttpRequest}.
	 */
	private final class AuthenticatedRequest extends ClientRequestWrapper {

		private final RequestAuthentication authentication;

		private final Disposable.Composite exchange;

		private final Consumer<List<DataBuffer>> beforeSending;

		private AuthenticatedRequest(ClientRequest delegate, RequestAuthentication authentication,
				Disposable.Composite exchange, Consumer<List<DataBuffer>> beforeSending) {
			super(delegate);
			this.authentication = authentication;
			this.exchange = exchange;
			this.beforeSending = beforeSending;
		}

		@Override
		public HttpHeaders headers() {
			return RequestAuthentication.removeFrom(super.headers());
		}

		@Override
		public BodyInserter<?, ? super ClientHttpRequest> body() {
			return (request, context) -> insert(request, context.messageWriters());
		}

		@Override
		public Mono<Void> writeTo(ClientHttpRequest request, ExchangeStrategies strategies) {
			super.headers().forEach((name, values) -> {
				if (!RequestAuthentication.isHeader(name)) {
					request.getHeaders().putIfAbsent(name, values);
				}
			});
			cookies().forEach((name, values) -> values
				.forEach((value) -> request.getCookies().add(name, new HttpCookie(name, value))));
			request.getAttributes().putAll(attributes());
			Consumer<ClientHttpRequest> consumer = httpRequest();
			if (consumer != null) {
				consumer.accept(request);
			}
			return insert(request, strategies.messageWriters());
		}

		private Mono<Void> insert(ClientHttpRequest request, List<HttpMessageWriter<?>> messageWriters) {
			checkTarget(request.getURI());
			AuthenticatedHttpRequest authenticated = new AuthenticatedHttpRequest(request,
					InqudAuthenticationFilterFunction.this.maxRequestSize, this.authentication, this.exchange,
					this.beforeSending);
			return super.body().insert(authenticated, new UnloggedContext(messageWriters));
		}

	}

}
