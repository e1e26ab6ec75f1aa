package com.inqud.spring.sample.masking;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Tests for {@link Masking}.
 */
class MaskingTests {

	@ParameterizedTest
	@CsvSource({ "5555555555554444,•••• 4444", "to 5555 5555 5555 4444.,to •••• 4444.", "5555-5555-5555-4444,•••• 4444",
			"DE89370400440532013000,•••• 3000", "IBAN DE89 3704 0044 0532 0130 00,IBAN •••• 3000",
			"GB29 NWBK 6016 1331 9268 19,•••• 6819", "4111111111111,•••• 1111", "6011000990139424123,•••• 4123",
			"order-1,order-1", "12.50 USD,12.50 USD", "2026-01-31T12:00:00Z,2026-01-31T12:00:00Z",
			"PMT-7993b72f-adbc-4116-b614-178172c0ac51,PMT-7993b72f-adbc-4116-b614-178172c0ac51" })
	void masksNumbers(String text, String masked) {
		assertThat(Masking.text(text)).isEqualTo(masked);
	}

	@Test
	void makesOneShortLine() {
		assertThat(Masking.text("a\r\nb\u202ec")).isEqualTo("a b c");
		assertThat(Masking.text("x".repeat(60_000))).hasSize(4_001).endsWith("…");
	}

	@Test
	void isQuickWithHostileText() {
		for (String part : new String[] { "1 ", "1-", "A1", "DE89 ", "5", "A" }) {
			assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Masking.text(part.repeat(60_000)));
		}
	}

}
