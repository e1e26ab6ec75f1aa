package com.inqud.spring.client.acquiring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.inqud.spring.client.acquiring.StaticBundleRequest.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link StaticBundleRequest}.
 */
class StaticBundleRequestTests {

	@ParameterizedTest
	@MethodSource("incomplete")
	void refusesWhatIsMissingOrWrong(String named, UnaryOperator<Builder> change) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(builder()).build())
			.withMessageContaining(named);
	}

	static Stream<Arguments> incomplete() {
		return Stream.of(Arguments.of("referenceId", change((builder) -> builder.referenceId(null))),
				Arguments.of("referenceId", change((builder) -> builder.referenceId(" "))),
				Arguments.of("assets", change((builder) -> builder.assets(List.of("ETHEREUM_USDT", " ")))),
				Arguments.of("assets", change((builder) -> builder.assets(Collections.singletonList(null)))));
	}

	private static UnaryOperator<Builder> change(UnaryOperator<Builder> change) {
		return change;
	}

	@Test
	void needsNoAssets() {
		assertThat(builder().build()).isEqualTo(new StaticBundleRequest("user-1", null, null, Map.of()));
	}

	@Test
	void isImmutable() {
		List<String> assets = new ArrayList<>(List.of("ETHEREUM_USDT"));
		StaticBundleRequest request = builder().assets(assets).build();
		assets.add("TRON_USDT");
		assertThat(request.assets()).containsExactly("ETHEREUM_USDT");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> request.assets().add("TRON_USDT"));
	}

	private static Builder builder() {
		return StaticBundleRequest.builder().referenceId("user-1");
	}

}
