package com.inqud.spring.client;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudNoResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import com.inqud.spring.InqudException;
import com.inqud.spring.authentication.ClientRequestWrapper;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * {@link ExchangeFilterFunction} that makes of each exchange a call that ends in time, in
 * a whole successful answer or in an exception that tells what happened. Only a call that
 * reads is tried again.
 */
final class CallFilterFunction implements ExchangeFilterFunction {

	private static final Log logger = LogFactory.getLog(CallFilterFunction.class);

	private static final String ATTEMPT = CallFilterFunction.class.getName() + ".attempt";

	private static final List<Integer> RETRYABLE_STATUS = List.of(429, 502, 503, 504);

	private final InqudAuthenticationFilterFunction authentication;

	private final InqudCallSettings settings;

	private final InqudObservations observations;

	private final Retry retry;

	private final Mono<ClientResponse> timedOut;

	CallFilterFunction(InqudAuthenticationFilterFunction authentication, InqudCallSettings settings,
			InqudObservations observations) {
		this.authentication = authentication;
		this.settings = settings;
		this.observations = observations;
		this.timedOut = Mono.error(() -> new CallTimeoutException(settings.callTimeout()));
		this.retry = Retry.backoff(settings.maxAttempts() - 1, settings.initialBackoff())
			.maxBackoff(settings.maxBackoff())
			.filter(CallFilterFunction::isRetryable)
			.doBeforeRetry((signal) -> logger.debug("Trying again after: " + signal.failure().getMessage()))
			.doBeforeRetryAsync((signal) -> Mono.delay(getRetryAfter(signal.failure())).then())
			.onRetryExhaustedThrow((spec, signal) -> signal.failure());
	}

	/**
	 * Makes every subscription one call, in the filters of the application as well: what
	 * they repeat is not sent twice unless it only reads.
	 */
	static Mono<ClientResponse> asOneCall(ClientRequest request, ExchangeFunction next) {
		return Mono.defer(() -> {
			Attempt attempt = new Attempt(request);
			return next.exchange(new OneCall(request, attempt)).onErrorMap((ex) -> {
				InqudException failure = attempt.spentFailure();
				return (failure != null && !(ex instanceof InqudException)) ? failure : ex;
			});
		});
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		if (Attempt.isRead(request)) {
			return Mono.defer(() -> {
				AtomicInteger attempts = new AtomicInteger();
				return Mono.defer(() -> observe(new Attempt(request), attempts.getAndIncrement() > 0, request, next))
					.retryWhen(this.retry);
			});
		}
		return Mono.defer(() -> {
			Attempt attempt = (Attempt) request.attribute(ATTEMPT).orElseGet(() -> new Attempt(request));
			InqudException failure = attempt.spentFailure();
			return (failure != null) ? Mono.error(failure)
					: observe(attempt, false, (request instanceof OneCall call) ? call.delegate() : request, next);
		});
	}

	private Mono<ClientResponse> observe(Attempt attempt, boolean again, ClientRequest request, ExchangeFunction next) {
		return this.observations.observe(request, again,
				(observed, onResponse) -> send(attempt, observed, next, onResponse));
	}

	private Mono<ClientResponse> send(Attempt attempt, ClientRequest request, ExchangeFunction next,
			Consumer<ClientResponse> onResponse) {
		AtomicBoolean answered = new AtomicBoolean();
		return this.authentication.filter(request, next, attempt::beforeSending).flatMap((response) -> {
			answered.set(true);
			onResponse.accept(response);
			return response.statusCode().is2xxSuccessful() ? read(attempt, response) : refuse(attempt, response);
		})
			.timeout(Mono.delay(this.settings.callTimeout()), this.timedOut)
			.onErrorMap((ex) -> answered.get() ? attempt.withoutWholeResponse(ex) : attempt.withoutResponse(ex));
	}

	private Mono<ClientResponse> read(Attempt attempt, ClientResponse response) {
		ResponseBody body = new ResponseBody(Math.toIntExact(this.settings.maxResponseSize().toBytes()));
		return receive(response, body).map((complete) -> {
			if (!complete) {
				throw attempt.unreadable("it is too large", null);
			}
			return new WholeResponse(response, body.toByteArray(), attempt);
		});
	}

	private Mono<ClientResponse> refuse(Attempt attempt, ClientResponse response) {
		ResponseBody start = new ResponseBody(ErrorResponse.MAX_BODY_LENGTH);
		return receive(response, start).onErrorReturn(false)
			.flatMap((complete) -> Mono.error(attempt.unsuccessful(
					ErrorResponse.of(response.statusCode(), response.headers().asHttpHeaders(), start.toByteArray()))));
	}

	/**
	 * Adds the body of an answer, until that is complete or not all of it can be added.
	 */
	private static Mono<Boolean> receive(ClientResponse response, ResponseBody body) {
		return response.body((message, context) -> message)
			.getBody()
			.all(body::add)
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private static boolean isRetryable(Throwable failure) {
		if (failure instanceof InqudApiException ex) {
			return RETRYABLE_STATUS.contains(ex.getStatusCode().value());
		}
		if (failure instanceof InqudNoResponseException) {
			return !(failure.getCause() instanceof CallTimeoutException);
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
	 * Request with an attribute that stays with it, whatever a filter makes of it.
	 */
	private static final class OneCall extends ClientRequestWrapper {

		private final Attempt attempt;

		private OneCall(ClientRequest delegate, Attempt attempt) {
			super(delegate);
			this.attempt = attempt;
		}

		@Override
		public Optional<Object> attribute(String name) {
			return name.equals(ATTEMPT) ? Optional.of(this.attempt) : super.attribute(name);
		}

		@Override
		public Map<String, Object> attributes() {
			Map<String, Object> attributes = new LinkedHashMap<>(super.attributes());
			attributes.put(ATTEMPT, this.attempt);
			return attributes;
		}

	}

	@SuppressWarnings("serial")
	private static final class CallTimeoutException extends TimeoutException {

		private CallTimeoutException(Duration timeout) {
			super("the answer was not complete within " + timeout.toMillis() + " ms");
		}

	}

}
