package com.inqud.spring.client.exchange;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Redaction}.
 */
class RedactionTests {

	private static final String SECRET = "a \"b/c+d\\é";

	@ParameterizedTest
	@ValueSource(strings = { "5555555555554444", "4111111111111111", "378282246310005", "30569309025904",
			"6011111111111117", "3530111333300000", "6200000000000005", "2223003122003222", "4222222222222",
			"6304000000000000", "4000000000000000006", "2720400000000007", "6930400000000004" })
	void masksTheNumbersOfAllNetworks(String number) {
		assertThat(Redaction.line("card " + number + " refused")).isEqualTo("card ****** refused");
		assertThat(Redaction.line(number)).isEqualTo("******");
		assertThat(Redaction.line("pan=" + number + "&cvv=1")).isEqualTo("pan=******&cvv=1");
		assertThat(Redaction.line("order 7 " + number)).isEqualTo("order 7 ******");
	}

	@ParameterizedTest
	@MethodSource("separated")
	void masksACardNumberWhateverSeparatesItsDigits(String number) {
		assertThat(Redaction.line("card " + number + " refused")).isEqualTo("card ****** refused");
	}

	static Stream<String> separated() {
		Stream<String> groups = Stream
			.of(" ", "  ", "   ", "-", " - ", ".", "\u00A0", "\u202F", "\u2009", "\t", "\n", "\r\n", "/", ":", ",", "_",
					"|", "\u2013", "\u200B", "\u0000")
			.map((separator) -> String.join(separator, "5555", "5555", "5555", "4444"));
		Stream<String> mixed = Stream.of("5555 5555-5555.4444", "55 55/5555\u00A05555\t4444", "3782.822463-10005",
				"5 5 5 5 5 5 5 5 5 5 5 5 4 4 4 4", "\uFF15\uFF15\uFF15\uFF15555555554444");
		return Stream.concat(groups, mixed);
	}

	@Test
	void masksEachOfSeveralCardNumbers() {
		assertThat(Redaction.line("5555555555554444, 4111 1111 1111 1111; 378282246310005"))
			.isEqualTo("******, ******; ******");
	}

	@ParameterizedTest
	@ValueSource(strings = { "550e8400-e29b-41d4-a716-446655440000", "41111111-1111-1111-8111-111111111111",
			"PMT-5555aaaa-1111-4111-a555-555555554444", "00000000-0000-4111-1111-111111111111",
			"550e8400e29b41d4a716446655440000", "2026-11-25T10:11:12.123456Z", "2026-11-25 10:11:12.123",
			"25.11.2026 10:11:12", "27.11.2026 23:59:59.999", "20261125101112", "order-20261125-000123",
			"ORD-2026-000000123456", "1764064272123", "1764064272123456", "TKN-6c1296b8-6929-443b-ac06-f732e0e27be1",
			"PMT-1", "CAPD-1234567890", "+49 30 1234567", "1.10000000000000000001", "5555555555554445",
			"amount 1000000000000 USD", "4111 1111", "v1.2.3-4", "5555    5555    5555    4444", "2120400000000003",
			"2820400000000006", "2930400000000003", "7030400000000001" })
	void showsReferencesDatesAndAmounts(String text) {
		assertThat(Redaction.line(text)).isEqualTo(text);
		assertThat(Redaction.line("about " + text + ", refused")).isEqualTo("about " + text + ", refused");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "a \"b/c+d\\é", "a+%22b%2Fc%2Bd%5C%C3%A9", "a%20%22b%2Fc%2Bd%5C%C3%A9", "a \\\"b/c+d\\\\é" })
	void masksTheSecretHoweverItIsEncoded(String secret) {
		assertThat(Redaction.line("secret=" + secret + "; refused", SECRET)).isEqualTo("secret=******; refused");
	}

	@Test
	void masksWhatIsAsLongAsASignature() {
		assertThat(Redaction.line("salt " + "0f".repeat(32) + ", refused")).isEqualTo("salt ******, refused");
		assertThat(Redaction.line("x".repeat(33))).isEqualTo("******");
		assertThat(Redaction.line("x".repeat(32))).isEqualTo("x".repeat(32));
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "5", "0", "55 ", "4-", "a", "5555555555554444 ", "\u0000", "\uD83D\uDE00", "\uD83D",
			"12345678-", "\u202E", "5/5\u00A05.", "%35" })
	void makesOneShortLineOfAnyText(String part) {
		String text = part.repeat(1_000_000 / part.length());
		String line = Redaction.line(text, SECRET);
		assertThat(line.length()).isLessThanOrEqualTo(301);
		assertThat(line.codePoints()
			.noneMatch((c) -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)).isTrue();
	}

	@Test
	void cutsALineOfMoreThan300Characters() {
		String line = "a-".repeat(150);
		assertThat(Redaction.line(line)).isEqualTo(line);
		assertThat(Redaction.line(line + "b")).isEqualTo(line + "…");
	}

	/**
	 * The work on a text is counted by the characters that are asked for.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "5", "5 ", "41111111-1111-", "a", "0-0 0." })
	void takesLinearTime(String part) {
		long[] reads = IntStream.of(1, 10).mapToLong((factor) -> reads(part.repeat(2_000 * factor))).toArray();
		assertThat(reads[1]).isLessThan(11 * reads[0]);
	}

	private static long reads(String text) {
		CountingText counted = new CountingText(text);
		Redaction.maskCards(counted);
		return counted.reads;
	}

	private static final class CountingText implements CharSequence {

		private final String text;

		private long reads;

		private CountingText(String text) {
			this.text = text;
		}

		@Override
		public int length() {
			return this.text.length();
		}

		@Override
		public char charAt(int index) {
			this.reads++;
			return this.text.charAt(index);
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			this.reads += end - start;
			return this.text.subSequence(start, end);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
