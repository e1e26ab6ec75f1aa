package com.inqud.spring.test;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Reports of Netty's leak detector about buffers that were not released.
 */
public final class BufferLeaks implements AutoCloseable {

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

	private final ResourceLeakDetector.Level previousLevel = ResourceLeakDetector.getLevel();

	public BufferLeaks() {
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		this.appender.start();
		this.logger.setAdditive(false);
		this.logger.addAppender(this.appender);
	}

	/**
	 * Fails on any report. One buffer is leaked on purpose: its report shows that the
	 * detector has seen everything before it.
	 */
	public void assertNone() {
		String canary = "canary " + UUID.randomUUID();
		leak(canary);
		await().atMost(Duration.ofSeconds(60)).until(() -> {
			collect();
			return reports().stream().anyMatch((report) -> report.contains(canary));
		});
		collect();
		assertThat(reports()).filteredOn((report) -> !report.contains("canary")).isEmpty();
	}

	private static void leak(String canary) {
		ByteBuf leaked = PooledByteBufAllocator.DEFAULT.directBuffer(1);
		leaked.touch(canary);
	}

	private static void collect() {
		System.gc();
		PooledByteBufAllocator.DEFAULT.directBuffer(1).release();
	}

	private List<String> reports() {
		return List.copyOf(this.appender.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this.appender);
		this.logger.setAdditive(true);
		ResourceLeakDetector.setLevel(this.previousLevel);
	}

}
