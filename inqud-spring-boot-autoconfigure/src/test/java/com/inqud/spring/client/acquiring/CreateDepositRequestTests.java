package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.inqud.spring.client.acquiring.CreateDepositRequest.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CreateDepositRequest}.
 */
class CreateDepositRequestTests {

	@ParameterizedTest
	@MethodSource("incomplete")
	void refusesWhatIsMissingOrWrong(String named, UnaryOperator<Builder> change) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(builder()).build())
			.withMessageContaining(named);
	}

	static Stream<Arguments> incomplete() {
		return Stream.of(Arguments.of("amount", change((builder) -> builder.amount(BigDecimal.ZERO))),
				Arguments.of("amount", change((builder) -> builder.amount(new BigDecimal("-0.01")))),
				Arguments.of("amountIn", change((builder) -> builder.amountIn(" "))),
				Arguments.of("cryptoCurrency", change((builder) -> builder.cryptoCurrency(null))),
				Arguments.of("cryptoCurrency", change((builder) -> builder.cryptoCurrency(" "))));
	}

	private static UnaryOperator<Builder> change(UnaryOperator<Builder> change) {
		return change;
	}

	@Test
	void needsNoAmount() {
		assertThat(builder().build()).isEqualTo(new CreateDepositRequest(null, null, "ETHEREUM_USDT", null, Map.of()));
	}

	private static Builder builder() {
		return CreateDepositRequest.builder().cryptoCurrency("ETHEREUM_USDT");
	}

}
