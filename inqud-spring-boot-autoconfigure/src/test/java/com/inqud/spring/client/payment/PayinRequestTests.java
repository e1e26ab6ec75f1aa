package com.inqud.spring.client.payment;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.PayinRequest.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PayinRequest}.
 */
class PayinRequestTests {

	@ParameterizedTest
	@MethodSource("incomplete")
	void refusesWhatIsMissingOrWrong(String named, UnaryOperator<Builder> change) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(builder()).build())
			.withMessageContaining(named);
	}

	static Stream<Arguments> incomplete() {
		return Stream.of(Arguments.of("amount", change((builder) -> builder.amount(null))),
				Arguments.of("amount", change((builder) -> builder.amount(BigDecimal.ZERO))),
				Arguments.of("amount", change((builder) -> builder.amount(new BigDecimal("-0.01")))),
				Arguments.of("currency", change((builder) -> builder.currency(null))),
				Arguments.of("currency", change((builder) -> builder.currency(" "))),
				Arguments.of("method", change((builder) -> builder.method(null))),
				Arguments.of("method", change((builder) -> builder.method(" "))),
				Arguments.of("email", change((builder) -> builder.property("email", null))),
				Arguments.of("name of a property", change((builder) -> builder.property(" ", 1))));
	}

	private static UnaryOperator<Builder> change(UnaryOperator<Builder> change) {
		return change;
	}

	@Test
	void allowsAPropertyThatOnlyAPayoutHasAComponentFor() {
		assertThat(builder().property("cardNumber", "1").build().properties()).containsEntry("cardNumber", "1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "John", "Doe", "hi", "me@example.org", "https://shop.example/" })
	void toStringHidesThePayer(String hidden) {
		PayinRequest request = builder().firstName("John")
			.lastName("Doe")
			.comment("hi")
			.returnUrl("https://shop.example/")
			.property("email", "me@example.org")
			.clientOrderId("order-1")
			.build();
		assertThat(request).asString().contains("50", "EUR", "CC_VISAMC", "order-1").doesNotContain(hidden);
	}

	@Test
	void isImmutable() {
		Map<String, Object> properties = new HashMap<>();
		PayinRequest request = new PayinRequest(BigDecimal.ONE, "EUR", "M", null, null, null, null, null, properties);
		properties.put("late", "change");
		assertThat(request.properties()).isEmpty();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.properties().put("late", "change"));
	}

	private static Builder builder() {
		return PayinRequest.builder().amount(new BigDecimal("50")).currency("EUR").method("CC_VISAMC");
	}

}
