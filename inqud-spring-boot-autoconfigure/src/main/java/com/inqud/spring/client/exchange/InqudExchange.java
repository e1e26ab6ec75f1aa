package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.ExchangeFunctions;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

/**
 * {@link ExchangeFunction} of an Inqud client, called after all filters. It retries GET
 * and HEAD, sends any other request once, and applies the call timeout. It emits a
 * complete 2xx response or an exception that describes the outcome of the call.
 *
 * @since 0.1.0
 */
public final class InqudExchange implements ExchangeFunction {

	private static final List<Integer> RETRYABLE_STATUS = List.of(429, 502, 503, 504);

	private final String account;

	private final InqudAuthenticationFilterFunction authentication;

	private final ExchangeFunction transport;

	private final InqudCallSettings settings;

	private final Observations observations;

	private final CallTimer timer = new CallTimer();

	private final Retry retry;

	/**
	 * Creates an exchange function.
	 * @param connector the connector, which must neither follow redirects nor retry
	 * @param authentication the filter that authenticates each request
	 * @param settings the limits and retries
	 * @param registry the observation registry
	 * @param convention the convention for the observation of an attempt, {@code null}
	 * for Spring's own
	 * @param account the name of the account
	 */
	public InqudExchange(ClientHttpConnector connector, InqudAuthenticationFilterFunction authentication,
			InqudCallSettings settings, ObservationRegistry registry,
			@Nullable ClientRequestObservationConvention convention, String account) {
		this.account = "account " + account + ", " + authentication.getAuthMode().name().toLowerCase(Locale.ROOT)
				+ " mode";
		this.authentication = authentication;
		this.transport = ExchangeFunctions.create(new GuardedConnector(connector, settings.maxResponseSize()),
				new StrictStrategies(null));
		this.settings = settings;
		this.observations = new Observations(registry, convention, account);
		this.retry = Retry.backoff(settings.maxAttempts() - 1, settings.initialBackoff())
			.maxBackoff(settings.maxBackoff())
			.filter(InqudExchange::isRetryable)
			.doBeforeRetryAsync((signal) -> Mono.delay(getRetryAfter(signal.failure())).then())
			.onRetryExhaustedThrow((spec, signal) -> signal.failure());
	}

	/**
	 * Configures a client to use this exchange function, and attaches a permit to send to
	 * each of its requests.
	 * @param builder the builder of the client
	 */
	public void configure(WebClient.Builder builder) {
		builder.exchangeFunction(this)
			.defaultRequest((request) -> request.attribute(Call.Token.ATTRIBUTE, new Call.Token()));
		this.observations.configure(builder);
	}

	@Override
	public Mono<ClientResponse> exchange(ClientRequest request) {
		return attempts(request).contextWrite(this.observations::withParent);
	}

	private Mono<ClientResponse> attempts(ClientRequest request) {
		if (!Call.isRead(request.method())) {
			return Mono.defer(() -> attempt(request, 1));
		}
		return Mono.defer(() -> {
			AtomicInteger attempts = new AtomicInteger();
			return Mono.defer(() -> attempt(request, attempts.incrementAndGet())).retryWhen(this.retry);
		});
	}

	private Mono<ClientResponse> attempt(ClientRequest request, int attempt) {
		Call call = Call.claim(request, this.account);
		Mono<ClientResponse> response = this.observations.observe(request, attempt > 1,
				(observed, onResponse) -> send(observed, call, onResponse));
		return CallLog.outcome(response, call, attempt);
	}

	private Mono<ClientResponse> send(ClientRequest request, Call call, Consumer<ClientResponse> onResponse) {
		Mono<ClientResponse> response = this.authentication.filter(request, (signed) -> {
			call.setCredentials((InqudCredentials) signed.attributes().get(InqudCredentials.class.getName()));
			return this.transport.exchange(signed);
		}).map((received) -> {
			onResponse.accept(received);
			return check(received, call);
		});
		return new CallDeadline(response, call, this.timer, this.settings.callTimeout()).onErrorMap(call::translate);
	}

	/**
	 * Returns the response if it has a 2xx status, a valid content type and the reference
	 * of the request.
	 */
	private static ClientResponse check(ClientResponse response, Call call) {
		byte[] bytes = response.body((message, context) -> ((GuardedConnector.WholeResponse) message).bytes());
		int status = response.statusCode().value();
		if (!response.statusCode().is2xxSuccessful()) {
			throw call.refused(new ErrorResponse(response.statusCode(), response.headers().asHttpHeaders(), bytes));
		}
		try {
			response.headers().contentType();
		}
		catch (InvalidMediaTypeException ex) {
			throw call.unreadable(status, "its Content-Type is invalid", null);
		}
		String received = call.isRead() ? null : InqudJson.text(bytes, "clientOrderId");
		String expected = (received != null) ? call.clientOrderId() : null;
		if (received != null && expected != null && !received.equals(expected)) {
			throw call.unreadable(status, "it has another reference, \"" + call.printable(received) + "\"", null);
		}
		return new ReadableResponse(response, call);
	}

	private static boolean isRetryable(Throwable failure) {
		if (failure instanceof InqudApiException ex) {
			return RETRYABLE_STATUS.contains(ex.getStatusCode().value());
		}
		if (failure instanceof InqudNoResponseException) {
			return !(failure.getCause() instanceof CallDeadline.CallTimeoutException);
		}
		return failure.getCause() instanceof IOException;
	}

	private Duration getRetryAfter(Throwable failure) {
		Duration retryAfter = (failure instanceof InqudApiException ex) ? ex.getRetryAfter() : null;
		if (retryAfter == null) {
			return Duration.ZERO;
		}
		return (retryAfter.compareTo(this.settings.maxBackoff()) < 0) ? retryAfter : this.settings.maxBackoff();
	}

	/**
	 * Response decorator whose read failures are {@link InqudException}s, even after a
	 * filter has copied the response.
	 */
	private static final class ReadableResponse extends ClientResponseWrapper {

		private final Call call;

		private ReadableResponse(ClientResponse delegate, Call call) {
			super(delegate);
			this.call = call;
		}

		@Override
		public ExchangeStrategies strategies() {
			return new StrictStrategies(this.call);
		}

		/**
		 * Emits the failure to read the body itself, not an exception in which
		 * {@code WebClient} would wrap it.
		 */
		@Override
		public Mono<WebClientResponseException> createException() {
			InqudException failure = this.call.failure();
			return (failure != null) ? Mono.error(failure) : super.createException();
		}

	}

}
