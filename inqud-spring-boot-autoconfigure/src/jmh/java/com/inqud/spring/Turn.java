package com.inqud.spring;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongSupplier;

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
		return measure(operations, () -> {
			for (int i = 0; i < operations; i++) {
				operation.run();
			}
		}, () -> THREADS.getThreadAllocatedBytes(thread));
	}

	/**
	 * Takes a turn in all threads.
	 * @param operations how many operations there are in it
	 * @param turn the whole turn
	 * @return what one operation needs
	 */
	public static Turn ofAll(int operations, Runnable turn) {
		return measure(operations, turn, Turn::allocatedByAll);
	}

	private static Turn measure(int operations, Runnable turn, LongSupplier allocated) {
		long bytes = allocated.getAsLong();
		long start = System.nanoTime();
		turn.run();
		long nanos = System.nanoTime() - start;
		return new Turn(nanos / operations, (allocated.getAsLong() - bytes) / operations);
	}

	private static long allocatedByAll() {
		return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

}
