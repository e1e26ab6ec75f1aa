package com.inqud.spring.authentication;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import com.inqud.spring.InqudRequestRefusedException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * {@link ExchangeFilterFunction} that authenticates every request to Inqud. In
 * {@link AuthMode#HMAC HMAC} mode the signature covers the exact bytes that are sent and
 * a new random salt for each subscription.
 * <p>
 * Only requests to the origin of the base URL are authenticated. A request to another
 * origin fails with an {@link InqudRequestRefusedException} before anything is sent.
 * <p>
 * The auto-configured client already uses this filter. Add it to a {@code WebClient}
 * built by hand as the last filter, so that no filter changes the signed request, and use
 * a connector that does not follow redirects.
 * <p>
 * The request body is buffered in memory and signed, then sent with a
 * {@code Content-Length}, never chunked. Codecs do not log it. A body larger than the
 * limit also fails with an {@code InqudRequestRefusedException}.
 *
 * @since 0.1.0
 */
public final class InqudAuthenticationFilterFunction implements ExchangeFilterFunction {

	private static final int MAX_PORT = 65535;

	private static final DataSize DEFAULT_MAX_REQUEST_SIZE = DataSize.ofMegabytes(10);

	private final Supplier<Mono<RequestAuthentication>> authentication;

	private final AuthMode authMode;

	private final Origin origin;

	private final DataSize maxRequestSize;

	/**
	 * Creates a filter that signs request bodies of up to 10 MB.
	 * @param credentials the credentials to authenticate with
	 * @param authMode the authentication mode
	 * @param baseUrl the URL of the API; only its origin receives credentials
	 * @throws IllegalArgumentException if the base URL is not an absolute HTTP URL or has
	 * user info, a query or a fragment, or if the credentials cannot be sent in a header
	 */
	public InqudAuthenticationFilterFunction(InqudCredentials credentials, AuthMode authMode, URI baseUrl) {
		this(credentials, authMode, baseUrl, DEFAULT_MAX_REQUEST_SIZE);
	}

	/**
	 * Creates a filter that always uses the same credentials.
	 * @param credentials the credentials to authenticate with
	 * @param authMode the authentication mode
	 * @param baseUrl the URL of the API; only its origin receives credentials
	 * @param maxRequestSize the maximum size of a request body
	 * @throws IllegalArgumentException if the base URL is not an absolute HTTP URL or has
	 * user info, a query or a fragment, if the credentials cannot be sent in a header, or
	 * if the size is not between 1 byte and 2 GB
	 */
	public InqudAuthenticationFilterFunction(InqudCredentials credentials, AuthMode authMode, URI baseUrl,
			DataSize maxRequestSize) {
		this(authMode, baseUrl, maxRequestSize, always(new RequestAuthentication(credentials, authMode)));
	}

	/**
	 * Creates a filter that subscribes to the credentials for each request, on a thread
	 * that may block. If there are none, the request fails with an
	 * {@link InqudRequestRefusedException} before anything is sent.
	 * @param credentials the current credentials, subscribed to for each request
	 * @param authMode the authentication mode
	 * @param baseUrl the URL of the API; only its origin receives credentials
	 * @param maxRequestSize the maximum size of a request body
	 * @throws IllegalArgumentException if the base URL is not an absolute HTTP URL or has
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
	 * Avoids loading Reactor at startup.
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
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap((ex) -> new InqudRequestRefusedException("no credentials: " + ex.getMessage(), ex))
			.switchIfEmpty(Mono.error(() -> new InqudRequestRefusedException("no credentials", null)));
		return () -> authentications;
	}

	/**
	 * Checks that a URL can be the base URL of the API.
	 * @param baseUrl the URL to check
	 * @throws IllegalArgumentException if it is not an absolute HTTP URL, has an invalid
	 * port, or has user info, a query or a fragment
	 */
	public static void checkBaseUrl(URI baseUrl) {
		String scheme = Origin.of(baseUrl).scheme();
		Assert.isTrue(baseUrl.getHost() != null && ("https".equals(scheme) || "http".equals(scheme)),
				"the base URL must start with https:// or http:// and a host");
		Assert.isTrue(baseUrl.getPort() == -1 || baseUrl.getPort() > 0 && baseUrl.getPort() <= MAX_PORT,
				"the port of the base URL must be between 1 and 65535");
		Assert.isTrue(
				baseUrl.getRawUserInfo() == null && baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
				"the base URL must have no user info, query or fragment");
	}

	/**
	 * Authentication mode of requests.
	 * @return the mode
	 */
	public AuthMode getAuthMode() {
		return this.authMode;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			checkTarget(request.url());
			return this.authentication.get().flatMap((authentication) -> exchange(authentication, request, next));
		});
	}

	/**
	 * Signs a request when its body is written. The credentials are an attribute of the
	 * request, so that their secret can be masked in messages.
	 */
	private Mono<ClientResponse> exchange(RequestAuthentication authentication, ClientRequest request,
			ExchangeFunction next) {
		Disposable.Swap body = Disposables.swap();
		ClientRequest signed = ClientRequest.from(request)
			.headers(RequestAuthentication::removeFrom)
			.attribute(InqudCredentials.class.getName(), authentication.credentials())
			.body((message, context) -> {
				checkTarget(message.getURI());
				SigningRequest signing = new SigningRequest(message, this.maxRequestSize, authentication, body);
				return request.body().insert(signing, new UnloggedContext(context.messageWriters()));
			})
			.build();
		return next.exchange(signed).doOnTerminate(body::dispose).doOnCancel(body::dispose);
	}

	/**
	 * Refuses any other origin. Called again when the request is written, because a later
	 * filter may have changed the URL.
	 */
	private void checkTarget(URI url) {
		Origin target = Origin.of(url);
		if (!target.equals(this.origin)) {
			throw new InqudRequestRefusedException(
					"the request targets " + target + ", but only " + this.origin + " may receive credentials", null);
		}
	}

	/**
	 * Description for logs and debuggers, without the secret.
	 */
	@Override
	public String toString() {
		return "InqudAuthenticationFilterFunction[authMode=" + this.authMode + ", origin=" + this.origin + "]";
	}

}
