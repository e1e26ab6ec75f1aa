package com.inqud.spring.webhook;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalLogTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final RefusalLog log = new RefusalLog(this.nanoTime::get);

	@Test
	void writesOneLineAMinuteForEachReason(CapturedOutput output) {
		for (int i = 0; i < 1000; i++) {
			this.log.write(Refusal.NO_SIGNATURE, "first", "/path", "1.2.3.4");
			this.log.write(Refusal.TOO_LARGE, "second", "/path", "1.2.3.4");
		}
		assertThat(lines(output)).isEqualTo(2);
		this.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
		this.log.write(Refusal.NO_SIGNATURE, "first", "/path", "1.2.3.4");
		assertThat(lines(output)).isEqualTo(2);
		this.nanoTime.addAndGet(1);
		this.log.write(Refusal.NO_SIGNATURE, "third", "/path", "1.2.3.4");
		this.log.write(Refusal.NO_SIGNATURE, "fourth", "/path", "1.2.3.4");
		assertThat(lines(output)).isEqualTo(3);
		assertThat(output).contains("third. 1000 more were refused for the same reason since the last such line.")
			.doesNotContain("fourth");
		this.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos() * 2);
		this.log.write(Refusal.NO_SIGNATURE, "fifth", "/path", "1.2.3.4");
		assertThat(output).contains("fifth. 1 more ");
	}

	@Test
	void whatComesFromOutsideMakesNoLineAndNoLongOne(CapturedOutput output) {
		this.log.write(Refusal.NO_SIGNATURE, "reason",
				"/a\r\nWARN forged\u2028\u202e\u0085\u001b[31m" + "b".repeat(10_000), "\n1.2.3.4");
		assertThat(lines(output)).isOne();
		assertThat(output.getAll().strip().lines()).hasSize(1);
		assertThat(output).contains("/a??WARN forged???" + "?[31mbbb")
			.contains("bbb… from ?1.2.3.4: reason.")
			.hasSizeLessThan(600);
	}

	@Test
	void cutsAPathOfMoreThan200Characters(CapturedOutput output) {
		this.log.write(Refusal.NO_SIGNATURE, "reason", "/" + "a".repeat(199), "1.2.3.4");
		assertThat(output).contains("/" + "a".repeat(199) + " from ").doesNotContain("…", " more were refused");
		this.log.write(Refusal.TOO_LARGE, "reason", "/" + "a".repeat(200), "1.2.3.4");
		assertThat(output).contains("/" + "a".repeat(199) + "… from ");
	}

	@Test
	void saysSoWhenNothingIsKnown(CapturedOutput output) {
		this.log.write(Refusal.NO_SIGNATURE, "reason", null, null);
		assertThat(output).contains("Refused a webhook to an unknown place from an unknown place: reason.");
	}

	private static long lines(CapturedOutput output) {
		return output.getAll().lines().filter((line) -> line.contains("Refused a webhook")).count();
	}

}
