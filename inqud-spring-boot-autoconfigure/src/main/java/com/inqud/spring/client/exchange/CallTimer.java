package com.inqud.spring.client.exchange;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Coarse timer of all calls in flight. Its thread ends after a few seconds without calls.
 */
final class CallTimer {

	private static final long TICK_MILLIS = 20;

	private static final long IDLE_SECONDS = 5;

	private final Set<Entry> entries = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean ticking = new AtomicBoolean();

	private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "inqud-timer");
		thread.setDaemon(true);
		return thread;
	});

	CallTimer() {
		this.executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Deadline, in the units of {@link System#nanoTime()}.
	 */
	static long deadline(Duration timeout) {
		return System.nanoTime() + timeout.toNanos();
	}

	void add(Entry entry) {
		this.entries.add(entry);
		start();
	}

	void remove(Entry entry) {
		this.entries.remove(entry);
	}

	private void start() {
		if (this.ticking.compareAndSet(false, true)) {
			this.executor.schedule(this::tick, TICK_MILLIS, TimeUnit.MILLISECONDS);
		}
	}

	private void tick() {
		this.ticking.set(false);
		long now = System.nanoTime();
		try {
			for (Entry entry : this.entries) {
				if (entry.getDeadline() - now <= 0) {
					entry.expire();
				}
			}
		}
		finally {
			if (!this.entries.isEmpty()) {
				start();
			}
		}
	}

	/**
	 * Call in flight.
	 */
	interface Entry {

		long getDeadline();

		void expire();

	}

}
