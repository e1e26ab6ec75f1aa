package com.inqud.spring.authentication;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;

import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * {@link ExchangeFilterFunction} that authenticates every request to Inqud. In
 * {@link AuthMode#HMAC HMAC} mode the signature covers the exact bytes that are sent and
 * a salt that is drawn for each subscription.
 * <p>
 * The auto-configured client uses it already. A {@code WebClient} that is built by hand
 * should add it as the last filter, so that it sees the request as it leaves.
 * <p>
 * The request body is held in memory until it is signed. It is sent with a
 * {@code Content-Length}, never chunked.
 *
 * @since 0.1.0
 */
public final class InqudAuthenticationFilterFunction implements ExchangeFilterFunction {

	private static final String TOKEN_ID = "X-Token-API-Id";

	private static final String TOKEN_SECRET = "X-Token-API-Secret";

	private static final String SIGNATURE = "X-HMAC-SHA256-Signature";

	private static final String SALT = "X-Salt";

	private static final int SALT_BYTES = 32;

	private final SecureRandom random = new SecureRandom();

	private final InqudCredentials credentials;

	private final AuthMode authMode;

	private final HmacSigner signer;

	/**
	 * Creates a filter.
	 * @param credentials the credentials to authenticate with
	 * @param authMode the way to use them
	 */
	public InqudAuthenticationFilterFunction(InqudCredentials credentials, AuthMode authMode) {
		Assert.notNull(credentials, "'credentials' must not be null");
		Assert.notNull(authMode, "'authMode' must not be null");
		this.credentials = credentials;
		this.authMode = authMode;
		this.signer = new HmacSigner(credentials.secret());
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> abortion = Sinks.empty();
			ClientRequest authenticatedRequest = ClientRequest.from(request)
				.headers(InqudAuthenticationFilterFunction::removeAuthentication)
				.body((message, context) -> request.body()
					.insert(new AuthenticatedHttpRequest(message, this::authenticate, abortion.asMono()), context))
				.build();
			return next.exchange(authenticatedRequest).doFinally((signal) -> {
				if (signal != SignalType.ON_COMPLETE) {
					abortion.tryEmitError(new CancellationException("The exchange has ended"));
				}
			});
		});
	}

	private void authenticate(HttpHeaders headers, List<DataBuffer> body) {
		removeAuthentication(headers);
		headers.set(TOKEN_ID, this.credentials.tokenId());
		switch (this.authMode) {
			case HMAC -> {
				String salt = createSalt();
				headers.set(SALT, salt);
				headers.set(SIGNATURE, this.signer.sign(body, salt));
			}
			case SIMPLE -> headers.set(TOKEN_SECRET, this.credentials.secret());
		}
	}

	private String createSalt() {
		byte[] salt = new byte[SALT_BYTES];
		this.random.nextBytes(salt);
		return HexFormat.of().formatHex(salt);
	}

	private static void removeAuthentication(HttpHeaders headers) {
		List.of(TOKEN_ID, TOKEN_SECRET, SIGNATURE, SALT).forEach(headers::remove);
	}

	/**
	 * Description for logs and debuggers, without the secret.
	 */
	@Override
	public String toString() {
		return "InqudAuthenticationFilterFunction[" + this.credentials + ", authMode=" + this.authMode + "]";
	}

}
