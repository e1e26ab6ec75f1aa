package com.inqud.spring;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;

/**
 * What one of several contestants needs that take turns in the same JVM, so that whatever
 * else the machine does meets all of them.
 *
 * @param nanos the time of one operation
 * @param bytes what one operation allocates, in all threads
 */
public record Turn(long nanos, long bytes) {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/**
	 * Takes a turn in this thread alone.
	 * @param operations how often to operate
	 * @param operation the operation
	 * @return what one operation needs
	 */
	public static Turn of(int operations, Runnable operation) {
		long thread = Thread.currentThread().getId();
		long bytes = THREADS.getThreadAllocatedBytes(thread);
		long start = System.nanoTime();
		for (int i = 0; i < operations; i++) {
			operation.run();
		}
		long nanos = System.nanoTime() - start;
		return new Turn(nanos / operations, (THREADS.getThreadAllocatedBytes(thread) - bytes) / operations);
	}

	/**
	 * Takes a turn in all threads.
	 * @param operations how many operations there are in it
	 * @param turn the whole turn
	 * @return what one operation needs
	 */
	public static Turn ofAll(int operations, Runnable turn) {
		long bytes = allocatedByAll();
		long start = System.nanoTime();
		turn.run();
		long nanos = System.nanoTime() - start;
		return new Turn(nanos / operations, (allocatedByAll() - bytes) / operations);
	}

	private static long allocatedByAll() {
		return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

}
