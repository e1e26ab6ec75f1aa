package com.inqud.spring.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;

import com.inqud.spring.InqudNotFinalException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.util.Assert;

/**
 * Polling until a status is final.
 */
final class FinalStatus {

	private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

	private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

	private static final double JITTER = 0.2;

	private static final Duration LONGEST_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);

	private FinalStatus() {
	}

	static <T, S> Mono<T> await(String name, Supplier<Mono<T>> read, StatusOf<T, S> status, Predicate<S> isFinal,
			Duration timeout) {
		Assert.isTrue(timeout.compareTo(Duration.ZERO) > 0, "timeout must be positive");
		Duration limit = (timeout.compareTo(LONGEST_TIMEOUT) < 0) ? timeout : LONGEST_TIMEOUT;
		return Mono.defer(() -> {
			AtomicReference<@Nullable S> last = new AtomicReference<>();
			return Mono.defer(read).filter((model) -> {
				S current = status.of(model);
				last.set(current);
				return current != null && isFinal.test(current);
			})
				.repeatWhenEmpty(Integer.MAX_VALUE, (repeats) -> repeats.concatMap((count) -> Mono.delay(delay(count))))
				.timeout(limit, Mono.error(() -> notFinal(name, last.get(), timeout)));
		});
	}

	/**
	 * Delay before the next poll, which doubles each time and has a jitter of 20 percent.
	 */
	private static Duration delay(long count) {
		long delay = Math.min(FIRST_DELAY.toMillis() << Math.min(count, 10), LONGEST_DELAY.toMillis());
		return Duration.ofMillis((long) (delay * ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER)));
	}

	private static InqudNotFinalException notFinal(String name, @Nullable Object status, Duration timeout) {
		String last = (status != null) ? status.toString() : null;
		return new InqudNotFinalException("No final status of the " + name + " within " + timeout + ", last status: "
				+ ((last == null) ? "none" : isPlain(last) ? last : "unprintable"), last);
	}

	/**
	 * Whether a text from outside is safe to show in a message.
	 */
	private static boolean isPlain(String text) {
		return text.length() <= 64 && text.chars().allMatch((c) -> c == '_' || Character.isLetter(c));
	}

	/**
	 * Status of a model.
	 *
	 * @param <T> the type of the model
	 * @param <S> the type of the status
	 */
	@FunctionalInterface
	interface StatusOf<T, S> {

		@Nullable S of(T model);

	}

}
