package com.inqud.spring.client;

import java.util.function.Function;
import java.util.stream.Stream;

import com.inqud.spring.client.acquiring.CheckoutStatus;
import com.inqud.spring.client.acquiring.DepositStatus;
import com.inqud.spring.client.onramp.OnRampStatus;
import com.inqud.spring.client.payment.PaymentStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the statuses of the models.
 */
class StatusTests {

	@ParameterizedTest
	@MethodSource
	void knowsWhatIsFinalAndWhatSucceeded(Object status, Object text, boolean isFinal, boolean isSuccessful,
			boolean expectedFinal, boolean expectedSuccessful) {
		assertThat(status).hasToString((String) text);
		assertThat(isFinal).isEqualTo(expectedFinal);
		assertThat(isSuccessful).isEqualTo(expectedSuccessful);
	}

	static Stream<Arguments> knowsWhatIsFinalAndWhatSucceeded() {
		return Stream
			.of(statuses(PaymentStatus::new, PaymentStatus::isFinal, PaymentStatus::isSuccessful, "NEW PENDING FROZEN",
					"SUCCESS PARTIAL_SUCCESS", "FAILED CANCELLED EXPIRED"),
					statuses(CheckoutStatus::new, CheckoutStatus::isFinal, CheckoutStatus::isSuccessful,
							"NEW REQUEST_CREATED PAYMENT_DETECTED", "SUCCESS", "EXPIRED CONFLICT"),
					statuses(DepositStatus::new, DepositStatus::isFinal, DepositStatus::isSuccessful,
							"WAITING_PAYMENT PENDING_PAYMENT", "SUCCESS", "EXPIRED CONFLICT"),
					statuses(OnRampStatus::new, OnRampStatus::isFinal, OnRampStatus::isSuccessful, "NEW PENDING",
							"SUCCESS", "FAILED EXPIRED"))
			.flatMap(Function.identity());
	}

	private static <T> Stream<Arguments> statuses(Function<String, T> create, Function<T, Boolean> isFinal,
			Function<T, Boolean> isSuccessful, String open, String successful, String unsuccessful) {
		return Stream
			.of(statuses(create, isFinal, isSuccessful, open + " SOMETHING_NEW success", false, false),
					statuses(create, isFinal, isSuccessful, successful, true, true),
					statuses(create, isFinal, isSuccessful, unsuccessful, true, false))
			.flatMap(Function.identity());
	}

	private static <T> Stream<Arguments> statuses(Function<String, T> create, Function<T, Boolean> isFinal,
			Function<T, Boolean> isSuccessful, String texts, boolean expectedFinal, boolean expectedSuccessful) {
		return Stream.of(texts.split(" ")).map((text) -> {
			T status = create.apply(text);
			return Arguments.of(status, text, isFinal.apply(status), isSuccessful.apply(status), expectedFinal,
					expectedSuccessful);
		});
	}

}
