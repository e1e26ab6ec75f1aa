package com.inqud.spring.sample.console;

import java.math.BigDecimal;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Amounts}.
 */
class AmountsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false,
			value = { "50|50", "12.50|12.5", "1,50|1.5", "1 000|1000", "1\u00a0000|1000", "1\u202f000,5|1000.5",
					"1.000,50|1000.5", "1,000.50|1000.5", "1'000.50|1000.5", "1\u2019000|1000", "1.000.000|1000000",
					"1,000,000.5|1000000.5", "1 000,500|1000.5", " 7 |7", "0.001|0.001", "0,00000001|0.00000001",
					"1000.500|1000.5", "1.2340|1.234", "007|7" })
	void amountIsUnderstood(String text, BigDecimal amount) {
		assertThat(Amounts.parse(text)).isEqualByComparingTo(amount);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1.000|1000 or 1.00", "1,000|1000 or 1.00", "12.345|12345 or 12.3450",
			"999,500|999500 or 999.50" })
	void amountThatCouldMeanTwoIsRefused(String text, String both) {
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.parse(text))
			.withMessage("This could mean two amounts. Enter " + both);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "abc", "1e3", "-5", "+5", "$5", "5 USD", "1.", ".5", "1..5", "1,0,0", "10 00",
			"1 0000", "1.000,000.5", "1,000 000", "0 500", "1 000 00", "\u0661", "0x10", "1\n000", "0", "0.00",
			"11111111111111111111111111111111111111111" })
	void otherTextIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Amounts.parse(text));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "1|1.00", "1000.5|1,000.50", "0.00000001|0.00000001",
			"105.82306278|105.82306278", "1234567|1,234,567.00", "1E+3|1,000.00" })
	void amountIsGrouped(BigDecimal amount, String text) {
		assertThat(Amounts.format(amount)).isEqualTo(text);
	}

}
