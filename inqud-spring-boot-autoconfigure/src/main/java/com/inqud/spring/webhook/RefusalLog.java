package com.inqud.spring.webhook;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Log of refused webhooks: at most one line a minute for each reason, so that senders
 * cannot flood the log.
 */
final class RefusalLog {

	private static final Log logger = LogFactory.getLog(InqudWebhook.class);

	private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

	private static final int MAX_LENGTH = 200;

	private final LongSupplier nanoTime;

	private final Map<Refusal, Line> lines = new EnumMap<>(Refusal.class);

	/**
	 * Creates a log.
	 * @param nanoTime the clock, such as {@link System#nanoTime()}
	 */
	RefusalLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Writes a line, or only counts it if there was one for the same reason within the
	 * last minute.
	 */
	void write(Refusal refusal, String explanation, @Nullable String path, @Nullable String remoteAddress) {
		long suppressed = next(refusal);
		if (suppressed >= 0) {
			logger.warn("Refused a webhook to " + printable(path) + " from " + printable(remoteAddress) + ": "
					+ explanation + "."
					+ ((suppressed > 0)
							? " " + suppressed + " more were refused for the same reason since the last such line."
							: ""));
		}
	}

	/**
	 * Returns the number of lines that were suppressed since the last one, -1 if this one
	 * must be suppressed as well.
	 */
	private synchronized long next(Refusal refusal) {
		long now = this.nanoTime.getAsLong();
		Line last = this.lines.get(refusal);
		if (last != null && now - last.time() < INTERVAL) {
			this.lines.put(refusal, new Line(last.time(), last.suppressed() + 1));
			return -1;
		}
		this.lines.put(refusal, new Line(now, 0));
		return (last != null) ? last.suppressed() : 0;
	}

	/**
	 * Returns a short text without invisible characters, so that it can neither start a
	 * new line nor change the rest of this one.
	 */
	private static String printable(@Nullable String text) {
		if (text == null) {
			return "an unknown place";
		}
		StringBuilder printable = new StringBuilder();
		text.codePoints()
			.limit(MAX_LENGTH)
			.forEach((character) -> printable.appendCodePoint(switch (Character.getType(character)) {
				case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
						Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
					'?';
				default -> character;
			}));
		return printable.append((text.codePoints().count() > MAX_LENGTH) ? "…" : "").toString();
	}

	/**
	 * Time of the last line for a reason, and the number of lines that were suppressed
	 * since then.
	 */
	private record Line(long time, long suppressed) {

	}

}
