package com.inqud.spring.client;

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits of a call, and how often a call that only reads is tried.
 *
 * @param callTimeout the time that one attempt may take, from subscription to the last
 * byte of the answer
 * @param maxResponseSize the size of the largest answer
 * @param maxAttempts the number of attempts in all, 1 for no retry
 * @param initialBackoff the time to wait before the second attempt
 * @param maxBackoff the longest backoff before an attempt, and the most of a
 * {@code Retry-After} that is waited for on top of it
 * @since 0.1.0
 */
public record InqudCallSettings(Duration callTimeout, DataSize maxResponseSize, int maxAttempts,
		Duration initialBackoff, Duration maxBackoff) {

	/**
	 * Creates settings.
	 * @throws IllegalArgumentException if a value makes no sense
	 */
	public InqudCallSettings {
		Assert.isTrue(callTimeout.compareTo(Duration.ZERO) > 0, "the call timeout must be positive");
		Assert.isTrue(maxResponseSize.toBytes() > 0 && maxResponseSize.toBytes() <= Integer.MAX_VALUE,
				"the maximum response size must be positive and less than 2 GB");
		Assert.isTrue(maxAttempts > 0, "the maximum number of attempts must be positive");
		Assert.isTrue(!initialBackoff.isNegative(), "the initial backoff must not be negative");
		Assert.isTrue(maxBackoff.compareTo(initialBackoff) >= 0,
				"the maximum backoff must not be less than the initial backoff");
	}

}
