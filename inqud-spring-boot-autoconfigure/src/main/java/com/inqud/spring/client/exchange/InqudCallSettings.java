package com.inqud.spring.client.exchange;

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits of a call, and the retries of GET and HEAD.
 *
 * @param callTimeout the maximum time of one attempt, from subscription to the last byte
 * of the response
 * @param maxResponseSize the maximum size of a response
 * @param maxAttempts the maximum number of attempts, 1 for no retry
 * @param initialBackoff the time to wait before the second attempt
 * @param maxBackoff the maximum backoff before an attempt, and the maximum time to wait
 * for {@code Retry-After} in addition
 * @since 0.1.0
 */
public record InqudCallSettings(Duration callTimeout, DataSize maxResponseSize, int maxAttempts,
		Duration initialBackoff, Duration maxBackoff) {

	private static final Duration MAX_TIMEOUT = Duration.ofDays(365);

	/**
	 * Creates settings.
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	public InqudCallSettings {
		Assert.isTrue(callTimeout.compareTo(Duration.ZERO) > 0 && callTimeout.compareTo(MAX_TIMEOUT) <= 0,
				"the call timeout must be positive and at most 365 days");
		Assert.isTrue(maxResponseSize.toBytes() > 0 && maxResponseSize.toBytes() <= Integer.MAX_VALUE,
				"the maximum response size must be positive and less than 2 GB");
		Assert.isTrue(maxAttempts > 0, "the maximum number of attempts must be positive");
		Assert.isTrue(!initialBackoff.isNegative(), "the initial backoff must not be negative");
		Assert.isTrue(maxBackoff.compareTo(initialBackoff) >= 0 && maxBackoff.compareTo(MAX_TIMEOUT) <= 0,
				"the maximum backoff must be at least the initial backoff and at most 365 days");
	}

	/**
	 * Default settings: a call timeout of 60 seconds, responses of up to 64 MB, and three
	 * attempts with a backoff from 200 milliseconds to 5 seconds.
	 * @return the settings
	 */
	public static InqudCallSettings defaults() {
		return new InqudCallSettings(Duration.ofSeconds(60), DataSize.ofMegabytes(64), 3, Duration.ofMillis(200),
				Duration.ofSeconds(5));
	}

}
