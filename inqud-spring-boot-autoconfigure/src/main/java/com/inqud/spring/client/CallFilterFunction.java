package com.inqud.spring.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.BodyExtractors;
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

	private static final List<Integer> RETRYABLE_STATUS = List.of(429, 502, 503, 504);

	private final InqudAuthenticationFilterFunction authentication;

	private final InqudCallSettings settings;

	private final Retry retry;

	CallFilterFunction(InqudAuthenticationFilterFunction authentication, InqudCallSettings settings) {
		this.authentication = authentication;
		this.settings = settings;
		this.retry = Retry.backoff(settings.maxAttempts() - 1, settings.initialBackoff())
			.maxBackoff(settings.maxBackoff())
			.filter(CallFilterFunction::isRetryable)
			.doBeforeRetry((signal) -> logger.debug("Trying again after: " + signal.failure().getMessage()))
			.doBeforeRetryAsync((signal) -> Mono.delay(getRetryAfter(signal.failure())).then())
			.onRetryExhaustedThrow((spec, signal) -> signal.failure());
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		Mono<ClientResponse> attempt = Mono.defer(() -> send(new Attempt(request), request, next));
		return Attempt.isRead(request) ? attempt.retryWhen(this.retry) : attempt;
	}

	private Mono<ClientResponse> send(Attempt attempt, ClientRequest request, ExchangeFunction next) {
		return this.authentication
			.filter(request, (authenticatedRequest) -> next.exchange(attempt.observe(authenticatedRequest)))
			.onErrorMap(attempt::withoutResponse)
			.flatMap((response) -> read(attempt, response))
			.timeout(this.settings.callTimeout(),
					Mono.error(() -> attempt.withoutResponse(new CallTimeoutException(this.settings.callTimeout()))));
	}

	private Mono<ClientResponse> read(Attempt attempt, ClientResponse response) {
		return DataBufferUtils
			.join(response.body(BodyExtractors.toDataBuffers()),
					Math.toIntExact(this.settings.maxResponseSize().toBytes()))
			.map(CallFilterFunction::toByteArray)
			.defaultIfEmpty(new byte[0])
			.onErrorMap(attempt::withoutWholeResponse)
			.map((body) -> {
				if (!response.statusCode().is2xxSuccessful()) {
					throw attempt.unsuccessful(
							ErrorResponse.of(response.statusCode(), response.headers().asHttpHeaders(), body));
				}
				return new WholeResponse(response, body, attempt);
			});
	}

	private static byte[] toByteArray(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static boolean isRetryable(Throwable failure) {
		if (failure instanceof InqudApiException ex) {
			return RETRYABLE_STATUS.contains(ex.status().value());
		}
		if (failure instanceof InqudNoResponseException) {
			return !(failure.getCause() instanceof CallTimeoutException);
		}
		return failure.getCause() instanceof IOException;
	}

	private Duration getRetryAfter(Throwable failure) {
		Duration retryAfter = (failure instanceof InqudApiException ex) ? ex.response().retryAfter() : null;
		if (retryAfter == null) {
			return Duration.ZERO;
		}
		return (retryAfter.compareTo(this.settings.maxBackoff()) < 0) ? retryAfter : this.settings.maxBackoff();
	}

	@SuppressWarnings("serial")
	private static final class CallTimeoutException extends TimeoutException {

		private CallTimeoutException(Duration timeout) {
			super("the answer was not complete within " + timeout.toMillis() + " ms");
		}

	}

}
