package com.inqud.spring.test.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Clock that can be advanced, with a single thread that runs due tasks.
 */
final class Timeline implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Timeline.class);

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparing(Task::due).thenComparing(Task::number));

	private final Thread thread = new Thread(this::runAll, "inqud-simulator-timeline");

	private Duration offset = Duration.ZERO;

	private long number;

	private boolean running;

	private boolean closed;

	Timeline() {
		this.thread.setDaemon(true);
		this.thread.start();
	}

	synchronized Instant now() {
		return Instant.now().plus(this.offset);
	}

	synchronized void schedule(Duration delay, Runnable action) {
		this.tasks.add(new Task(now().plus(delay), this.number++, action));
		notifyAll();
	}

	/**
	 * Advances the clock and runs each task that becomes due, at its time.
	 */
	void advance(Duration duration) {
		Instant end = now().plus(duration);
		while (true) {
			settle();
			synchronized (this) {
				Task next = this.tasks.peek();
				boolean before = next != null && !next.due().isAfter(end);
				Instant time = (next != null && before) ? next.due() : end;
				if (time.isAfter(now())) {
					this.offset = this.offset.plus(Duration.between(now(), time));
				}
				notifyAll();
				if (!before) {
					return;
				}
			}
		}
	}

	/**
	 * Waits until no task is due or running.
	 */
	synchronized void settle() {
		if (Thread.currentThread() == this.thread) {
			return;
		}
		try {
			while (!this.closed && (this.running || isDue(this.tasks.peek()))) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the simulator", ex);
		}
	}

	/**
	 * Removes all tasks and resets the clock.
	 */
	synchronized void clear() {
		this.tasks.clear();
		this.offset = Duration.ZERO;
	}

	private boolean isDue(@Nullable Task task) {
		return task != null && !task.due().isAfter(now());
	}

	private void runAll() {
		for (Task task = next(); task != null; task = next()) {
			try {
				task.action().run();
			}
			catch (RuntimeException ex) {
				logger.error("The simulator failed", ex);
			}
		}
	}

	private synchronized @Nullable Task next() {
		this.running = false;
		notifyAll();
		try {
			while (!this.closed) {
				Task task = this.tasks.peek();
				if (isDue(task)) {
					this.running = true;
					return this.tasks.poll();
				}
				wait((task != null) ? Math.max(1, Duration.between(now(), task.due()).toMillis()) : 0);
			}
		}
		catch (InterruptedException ex) {
			// closed
		}
		return null;
	}

	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
			this.tasks.clear();
			notifyAll();
		}
		if (Thread.currentThread() != this.thread) {
			this.thread.interrupt();
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private record Task(Instant due, long number, Runnable action) {

	}

}
