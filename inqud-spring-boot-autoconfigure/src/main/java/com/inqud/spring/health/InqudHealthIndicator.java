package com.inqud.spring.health;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudAuthenticationException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.client.InqudOperations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;

/**
 * {@link ReactiveHealthIndicator} for an account at Inqud. It reads the balances,
 * {@code GET /v1/user/wallet/balances}, and does not show them.
 *
 * @since 0.1.0
 */
public final class InqudHealthIndicator extends AbstractReactiveHealthIndicator {

	private static final Log logger = LogFactory.getLog(InqudHealthIndicator.class);

	private final InqudOperations operations;

	/**
	 * Creates an indicator.
	 * @param operations the operations of the account
	 */
	public InqudHealthIndicator(InqudOperations operations) {
		this.operations = operations;
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		return this.operations.balances()
			.then(Mono.fromSupplier(() -> builder.up().build()))
			.onErrorResume((ex) -> Mono.just(down(builder, ex)));
	}

	private Health down(Health.Builder builder, Throwable failure) {
		logger.warn("The health check of " + this.operations + " failed: " + failure.getMessage());
		builder.down().withDetail("reason", reason(failure));
		return ((failure instanceof InqudApiException ex) ? builder.withDetail("status", ex.getStatusCode().value())
				: builder)
			.build();
	}

	private static String reason(Throwable failure) {
		if (failure instanceof InqudAuthenticationException) {
			return "authentication refused";
		}
		return (failure instanceof InqudNotSentException || failure instanceof InqudNoResponseException) ? "unreachable"
				: "unexpected response";
	}

}
