package com.inqud.spring.sample.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Recent}.
 */
class RecentTests {

	private Instant now = Instant.parse("2026-11-26T12:00:00Z");

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void isAskedForOnceUntilItIsOld() {
		Recent<Integer> recent = recent(this.asked::incrementAndGet);
		assertThat(recent.get().value()).isEqualTo(1);
		this.now = this.now.plusSeconds(60);
		assertThat(recent.get().value()).isEqualTo(1);
		this.now = this.now.plusSeconds(1);
		assertThat(recent.get().value()).isEqualTo(2);
	}

	@Test
	void isAskedForSoonerOnceItIsOutdated() {
		Recent<Integer> recent = recent(this.asked::incrementAndGet);
		assertThat(recent.get().value()).isEqualTo(1);
		recent.outdate();
		this.now = this.now.plusSeconds(2);
		assertThat(recent.get().value()).isEqualTo(1);
		this.now = this.now.plusSeconds(1);
		assertThat(recent.get().value()).isEqualTo(2);
		this.now = this.now.plusSeconds(3);
		assertThat(recent.get().value()).isEqualTo(2);
	}

	@Test
	void failureIsToldAndTriedAgainLater() {
		Recent<Integer> recent = recent(() -> {
			if (this.asked.incrementAndGet() == 1) {
				throw new IllegalStateException("No connection");
			}
			return this.asked.get();
		});
		assertThat(recent.get()).isEqualTo(new Recent.Result<>(null, "No connection"));
		this.now = this.now.plusSeconds(10);
		assertThat(recent.get().problem()).isEqualTo("No connection");
		this.now = this.now.plusSeconds(1);
		assertThat(recent.get()).isEqualTo(new Recent.Result<>(2, null));
	}

	@Test
	void nobodyWaitsLongForAResponse() {
		CompletableFuture<Integer> response = new CompletableFuture<>();
		Recent<Integer> recent = recent(response::join);
		long start = System.nanoTime();
		assertThat(recent.get().problem()).isEqualTo("Inqud has not responded yet");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
		this.now = this.now.plusSeconds(3);
		start = System.nanoTime();
		assertThat(recent.get().problem()).isEqualTo("Inqud has not responded yet");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
		response.complete(5);
	}

	private Recent<Integer> recent(Supplier<Integer> source) {
		Clock clock = new Clock() {

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

			@Override
			public Instant instant() {
				return RecentTests.this.now;
			}

		};
		return new Recent<>(source, Duration.ofSeconds(2), Duration.ofMinutes(1), ForkJoinPool.commonPool(), clock);
	}

}
