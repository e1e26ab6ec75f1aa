package com.inqud.spring.client.onramp;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.inqud.spring.client.onramp.OnRampCheckoutRequest.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link OnRampCheckoutRequest}.
 */
class OnRampCheckoutRequestTests {

	@ParameterizedTest
	@MethodSource("incomplete")
	void refusesWhatIsMissingOrWrong(String named, UnaryOperator<Builder> change) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(builder()).build())
			.withMessageContaining(named);
	}

	static Stream<Arguments> incomplete() {
		return Stream.of(Arguments.of("type", change((builder) -> builder.type(null))),
				Arguments.of("type", change((builder) -> builder.type(new OnRampType(" ")))),
				Arguments.of("type", change((builder) -> builder.type(new OnRampType(null)))),
				Arguments.of("FIXED_PRICE", change((builder) -> builder.type(OnRampType.FIXED_PRICE))),
				Arguments.of("fixedAmount", change((builder) -> builder.fixedAmount(null, "USD"))),
				Arguments.of("fixedAmount", change((builder) -> builder.fixedAmount(BigDecimal.ZERO, "USD"))),
				Arguments.of("fixedAmount", change((builder) -> builder.fixedAmount(new BigDecimal("-0.01"), "USD"))),
				Arguments.of("currency of fixedAmount", change((builder) -> builder.fixedAmount(BigDecimal.ONE, null))),
				Arguments.of("currency of fixedAmount", change((builder) -> builder.fixedAmount(BigDecimal.ONE, " "))));
	}

	private static UnaryOperator<Builder> change(UnaryOperator<Builder> change) {
		return change;
	}

	@Test
	void needsNoAmountUnlessThePriceIsFixed() {
		assertThat(builder().build().fixedAmount()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "John Doe", "me@example.org", "https://shop.example/" })
	void toStringHidesTheUser(String hidden) {
		OnRampCheckoutRequest request = builder().type(OnRampType.FIXED_PRICE)
			.fixedAmount(new BigDecimal("50"), "USD")
			.name("For John Doe")
			.returnUrl("https://shop.example/")
			.merchantShareUserData(Map.of("email", "me@example.org"))
			.clientOrderId("order-1")
			.build();
		assertThat(request).asString().contains("FIXED_PRICE", "50", "USD", "order-1").doesNotContain(hidden);
	}

	@Test
	void isImmutable() {
		Map<String, Object> userData = new HashMap<>();
		OnRampCheckoutRequest request = builder().merchantShareUserData(userData).build();
		userData.put("late", "change");
		assertThat(request.merchantShareUserData()).isEmpty();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.merchantShareUserData().put("late", "change"));
	}

	private static Builder builder() {
		return OnRampCheckoutRequest.builder().type(OnRampType.NO_PRICE);
	}

}
