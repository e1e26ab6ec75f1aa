package com.inqud.spring.client.payment;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PaymentStatus}.
 */
class PaymentStatusTests {

	@ParameterizedTest
	@CsvSource({ "NEW, false, false", "PENDING, false, false", "FROZEN, false, false", "SUCCESS, true, true",
			"PARTIAL_SUCCESS, true, true", "FAILED, true, false", "CANCELLED, true, false", "EXPIRED, true, false",
			"SOMETHING_NEW, false, false" })
	void knowsWhatIsFinalAndWhatSucceeded(String value, boolean isFinal, boolean successful) {
		PaymentStatus status = new PaymentStatus(value);
		assertThat(status.isFinal()).isEqualTo(isFinal);
		assertThat(status.isSuccessful()).isEqualTo(successful);
		assertThat(status).hasToString(value);
	}

	@Test
	void equalsItsConstant() {
		assertThat(new PaymentStatus("PARTIAL_SUCCESS")).isEqualTo(PaymentStatus.PARTIAL_SUCCESS);
	}

}
