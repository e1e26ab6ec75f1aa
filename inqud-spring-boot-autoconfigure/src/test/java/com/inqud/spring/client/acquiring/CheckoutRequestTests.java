package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.inqud.spring.client.acquiring.CheckoutRequest.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CheckoutRequest}.
 */
class CheckoutRequestTests {

	@ParameterizedTest
	@MethodSource("incomplete")
	void refusesWhatIsMissingOrWrong(String named, UnaryOperator<Builder> change) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(builder()).build())
			.withMessageContaining(named);
	}

	static Stream<Arguments> incomplete() {
		return Stream.of(Arguments.of("type", change((builder) -> builder.type(null))),
				Arguments.of("type", change((builder) -> builder.type(new CheckoutType(null)))),
				Arguments.of("type", change((builder) -> builder.type(new CheckoutType(" ")))),
				Arguments.of("FIXED_PRICE", change((builder) -> builder.type(CheckoutType.FIXED_PRICE))),
				Arguments.of("FIXED_PRICE", change((builder) -> builder.type(new CheckoutType("FIXED_PRICE")))),
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
		assertThat(builder().type(CheckoutType.SUGGESTED_FIXED_PRICE).build().fixedAmount()).isNull();
		assertThat(builder().type(new CheckoutType("SOMETHING_NEW")).build().fixedAmount()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "John Doe", "https://shop.example/" })
	void toStringHidesTheCustomer(String hidden) {
		CheckoutRequest request = builder().type(CheckoutType.FIXED_PRICE)
			.fixedAmount(new BigDecimal("50"), "USD")
			.name("For John Doe")
			.returnUrl("https://shop.example/")
			.clientOrderId("order-1")
			.build();
		assertThat(request).asString().contains("FIXED_PRICE", "50", "USD", "order-1").doesNotContain(hidden);
	}

	private static Builder builder() {
		return CheckoutRequest.builder().type(CheckoutType.NO_PRICE);
	}

}
