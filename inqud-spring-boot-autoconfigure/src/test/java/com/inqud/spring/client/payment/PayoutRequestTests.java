package com.inqud.spring.client.payment;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.PayoutRequest.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link PayoutRequest}.
 */
class PayoutRequestTests {

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
				Arguments.of("method", change((builder) -> builder.method(null))),
				Arguments.of("method", change((builder) -> builder.method(" "))),
				Arguments.of("currency or asset", change((builder) -> builder.currency(null))),
				Arguments.of("currency or asset", change((builder) -> builder.currency(" ").asset(""))),
				Arguments.of("currency", change((builder) -> builder.currency(" ").asset("USDT"))),
				Arguments.of("asset", change((builder) -> builder.asset(" "))),
				Arguments.of("crossPayoutAsset", change((builder) -> builder.crossPayoutAsset(" "))),
				Arguments.of("iban", change((builder) -> builder.property("iban", null))),
				Arguments.of("name of a property", change((builder) -> builder.property(" ", 1))),
				Arguments.of("name of a property", change((builder) -> builder.property(null, 1))));
	}

	private static UnaryOperator<Builder> change(UnaryOperator<Builder> change) {
		return change;
	}

	@Test
	void acceptsAnAssetInPlaceOfACurrency() {
		assertThat(builder().currency(null).asset("USDT").build().asset()).isEqualTo("USDT");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "5555555555554444", "John", "Doe", "+111111111111", "0xabc", "DE02", "BANK", "4111", "hi" })
	void toStringHidesTheRecipient(String hidden) {
		PayoutRequest request = builder().cardNumber("5555555555554444")
			.firstName("John")
			.lastName("Doe")
			.phoneNumber("+111111111111")
			.cryptoAddress("0xabc")
			.bankAccount("DE02")
			.bankCode("BANK")
			.comment("hi")
			.property("pan", "4111")
			.clientOrderId("order-1")
			.build();
		assertThat(request).asString().contains("50", "USD", "CC_VISAMC", "order-1").doesNotContain(hidden);
	}

	@Test
	void isImmutable() {
		Map<String, Object> properties = new HashMap<>();
		PayoutRequest request = new PayoutRequest(BigDecimal.ONE, "USD", "M", null, null, null, null, null, null, null,
				null, null, null, null, properties);
		properties.put("late", "change");
		assertThat(request.properties()).isEmpty();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.properties().put("late", "change"));
	}

	private static Builder builder() {
		return PayoutRequest.builder().amount(new BigDecimal("50")).currency("USD").method("CC_VISAMC");
	}

}
