package com.inqud.spring.sample.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Value that Inqud is asked for at most now and then, however many pages show it. Nobody
 * waits long for it.
 *
 * @param <T> the type of the value
 */
class Recent<T> {

	private static final Duration WAIT = Duration.ofMillis(2_500);

	private final Supplier<T> source;

	private final Duration minAge;

	private final Duration maxAge;

	private final Executor executor;

	private final Clock clock;

	private @Nullable CompletableFuture<T> response;

	private Instant askedAt = Instant.EPOCH;

	private boolean outdated;

	/**
	 * Creates a value.
	 * @param source what asks Inqud, and blocks
	 * @param minAge the age at which Inqud is asked again if the value is outdated. After
	 * a failure it takes five times as long
	 * @param maxAge the age at which Inqud is asked again in any case
	 * @param executor the executor to ask on
	 * @param clock the clock
	 */
	Recent(Supplier<T> source, Duration minAge, Duration maxAge, Executor executor, Clock clock) {
		this.source = source;
		this.minAge = minAge;
		this.maxAge = maxAge;
		this.executor = executor;
		this.clock = clock;
	}

	/**
	 * Lets Inqud be asked again soon.
	 */
	synchronized void outdate() {
		this.outdated = true;
	}

	/**
	 * Asks Inqud if the value is old, and does not wait for it.
	 */
	void ask() {
		response();
	}

	Result<T> get() {
		try {
			return new Result<>(response().get(left().toMillis(), TimeUnit.MILLISECONDS), null);
		}
		catch (ExecutionException ex) {
			return new Result<>(null, String.valueOf((ex.getCause() != null) ? ex.getCause().getMessage() : ex));
		}
		catch (TimeoutException ex) {
			return new Result<>(null, "Inqud has not responded yet");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new Result<>(null, "The application is about to end");
		}
	}

	private synchronized Duration left() {
		Duration left = WAIT.minus(Duration.between(this.askedAt, this.clock.instant()));
		return left.isNegative() ? Duration.ZERO : left;
	}

	private synchronized CompletableFuture<T> response() {
		if (this.response == null || this.response.isDone() && isOld(this.response.isCompletedExceptionally())) {
			this.askedAt = this.clock.instant();
			this.outdated = false;
			this.response = CompletableFuture.supplyAsync(this.source, this.executor);
		}
		return this.response;
	}

	private boolean isOld(boolean failed) {
		Duration age = Duration.between(this.askedAt, this.clock.instant());
		Duration limit = failed ? this.minAge.multipliedBy(5) : this.outdated ? this.minAge : this.maxAge;
		return age.compareTo(limit) > 0;
	}

	/**
	 * Value, or why there is none.
	 *
	 * @param <T> the type of the value
	 * @param value the value, {@code null} if there is none
	 * @param problem why there is no value, {@code null} if there is one
	 */
	record Result<T>(@Nullable T value, @Nullable String problem) {

	}

}
