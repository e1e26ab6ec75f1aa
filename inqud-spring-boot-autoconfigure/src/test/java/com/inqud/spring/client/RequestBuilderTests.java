package com.inqud.spring.client;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.inqud.spring.client.acquiring.CheckoutRequest;
import com.inqud.spring.client.acquiring.CheckoutType;
import com.inqud.spring.client.acquiring.CreateDepositRequest;
import com.inqud.spring.client.acquiring.FixedAmount;
import com.inqud.spring.client.acquiring.StaticBundleRequest;
import com.inqud.spring.client.onramp.OnRampCheckoutRequest;
import com.inqud.spring.client.onramp.OnRampType;
import com.inqud.spring.client.payment.PayinRequest;
import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what all builders of requests have in common: properties that are set by
 * name.
 */
class RequestBuilderTests {

	private static final Map<Class<?>, Object> VALUES = Map.of(String.class, "text", BigDecimal.class, BigDecimal.TEN,
			CheckoutType.class, CheckoutType.FIXED_PRICE, OnRampType.class, OnRampType.FIXED_PRICE, FixedAmount.class,
			new FixedAmount(BigDecimal.ONE, "USD"), com.inqud.spring.client.onramp.FixedAmount.class,
			new com.inqud.spring.client.onramp.FixedAmount(BigDecimal.ONE, "USD"), Instant.class, Instant.EPOCH,
			List.class, List.of("A"), Boolean.class, true, Map.class, Map.of("email", "me@example.org"));

	@ParameterizedTest
	@MethodSource("builders")
	void aPropertyWithTheNameOfAComponentSetsTheComponent(Class<? extends Record> type, Supplier<Builder> builders)
			throws ReflectiveOperationException {
		Record request = complete(type, builders).build();
		for (RecordComponent component : type.getRecordComponents()) {
			assertThat(component.getAccessor().invoke(request)).as(component.getName())
				.isEqualTo(component.getName().equals("properties") ? Map.of() : VALUES.get(component.getType()));
		}
	}

	@ParameterizedTest
	@MethodSource("builders")
	void aValueThatCannotBeConvertedIsNamedButNotShown(Class<? extends Record> type, Supplier<Builder> builders) {
		for (RecordComponent component : type.getRecordComponents()) {
			if (!component.getName().equals("properties")) {
				Builder builder = builders.get();
				assertThatIllegalArgumentException().as(component.getName())
					.isThrownBy(() -> builder.set(component.getName(), new Unsuitable()))
					.withMessageContainingAll("'" + component.getName() + "'", Unsuitable.class.getName())
					.withMessageNotContaining("5555");
			}
		}
	}

	@ParameterizedTest
	@MethodSource("builders")
	void everyRequestCarriesMoreProperties(Class<? extends Record> type, Supplier<Builder> builders)
			throws ReflectiveOperationException {
		Builder builder = complete(type, builders);
		Map<String, Object> nested = new HashMap<>();
		builder.set("methodKey", "CRYPTOCOIN");
		builder.set("channelCode", 7);
		builder.set("properties", nested);
		Record request = builder.build();
		builder.set("late", "change");
		Map<?, ?> properties = (Map<?, ?>) type.getMethod("properties").invoke(request);
		assertThat(properties).isEqualTo(Map.of("methodKey", "CRYPTOCOIN", "channelCode", 7, "properties", nested));
		assertThat(properties.keySet().toString()).isEqualTo("[methodKey, channelCode, properties]");
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(properties::clear);
		assertThat(Json.write(request)).endsWith(",\"methodKey\":\"CRYPTOCOIN\",\"channelCode\":7,\"properties\":{}}");
	}

	@ParameterizedTest
	@MethodSource("builders")
	void doesNotShowMoreProperties(Class<? extends Record> type, Supplier<Builder> builders) {
		Builder builder = complete(type, builders);
		builder.set("pan", "5555555555554444");
		assertThat(builder.build()).asString().startsWith(type.getSimpleName() + "[").doesNotContain("5555");
	}

	@ParameterizedTest
	@MethodSource("builders")
	void refusesPropertiesWithoutNameOrValue(Class<? extends Record> type, Supplier<Builder> builders) {
		Builder builder = builders.get();
		String component = type.getRecordComponents()[0].getName();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.set(null, 1))
			.withMessageContaining("name of a property");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.set(" ", 1))
			.withMessageContaining("name of a property");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.set("iban", null)).withMessageContaining("iban");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.set(component, null))
			.withMessageContaining(component);
	}

	@Test
	void theConstructorRefusesPropertiesWithAComponentOfTheirOwn() {
		Map<String, Object> properties = Map.of("method", "M");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PayinRequest(BigDecimal.ONE, "EUR", "M", null, null, null, null, null, properties))
			.withMessageContaining("'method'");
		Map<String, Object> nothing = new HashMap<>();
		nothing.put("iban", null);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PayinRequest(BigDecimal.ONE, "EUR", "M", null, null, null, null, null, nothing))
			.withMessageContaining("'iban'");
	}

	@Test
	void convertsAmounts() {
		assertThat(amount("105.82306278000000001")).isEqualTo("105.82306278000000001");
		assertThat(amount(new StringBuilder("30.00"))).isEqualTo("30.00");
		assertThat(amount(50)).isEqualTo("50");
		assertThat(amount(0.1)).isEqualTo("0.1");
		assertThat(amount(0.1f)).isEqualTo("0.1");
		assertThat(amount(Long.MAX_VALUE)).isEqualTo("9223372036854775807");
		assertThat(amount(new BigInteger("12345678901234567890"))).isEqualTo("12345678901234567890");
		assertThat(amount(new AtomicInteger(7))).isEqualTo("7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "abc", "1,5", "0x10", "NaN", "Infinity", "1 000", "5 USD" })
	void refusesAmountsThatAreNoNumber(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> amount(text)).withMessageContaining("'amount'");
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY })
	void refusesAmountsThatAreNoNumber(double value) {
		assertThatIllegalArgumentException().isThrownBy(() -> amount(value)).withMessageContaining("'amount'");
	}

	@Test
	void convertsTexts() {
		assertThat(PayoutRequest.builder()
			.property("amount", 1)
			.property("currency", "USD")
			.property("method", "M")
			.property("bankCode", 12345)
			.property("phoneNumber", 371_2000_0000L)
			.build()).satisfies((request) -> {
				assertThat(request.bankCode()).isEqualTo("12345");
				assertThat(request.phoneNumber()).isEqualTo("37120000000");
			});
		CheckoutRequest checkout = CheckoutRequest.builder()
			.property("type", "NO_PRICE")
			.property("expiresAt", "2024-12-01T12:00:00Z")
			.build();
		assertThat(checkout.type()).isEqualTo(CheckoutType.NO_PRICE);
		assertThat(checkout.expiresAt()).isEqualTo("2024-12-01T12:00:00Z");
		OnRampCheckoutRequest onRamp = OnRampCheckoutRequest.builder()
			.property("type", "NO_PRICE")
			.property("expiresAt", "2024-12-01T12:00:00Z")
			.build();
		assertThat(onRamp.type()).isEqualTo(OnRampType.NO_PRICE);
		assertThat(onRamp.expiresAt()).isEqualTo("2024-12-01T12:00:00Z");
	}

	@Test
	void refusesWhatLooksConvertibleButIsNot() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> CheckoutRequest.builder().property("expiresAt", 1733054400000L));
		assertThatIllegalArgumentException().isThrownBy(() -> CheckoutRequest.builder().property("expiresAt", "soon"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> StaticBundleRequest.builder().property("allEnabledAssets", "yes"));
		assertThatIllegalArgumentException().isThrownBy(() -> StaticBundleRequest.builder().property("assets", "A"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> StaticBundleRequest.builder().property("assets", List.of("A", 1)));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> OnRampCheckoutRequest.builder().property("merchantShareUserData", Map.of(1, 2)));
	}

	@Test
	void aLoopOverTheRequiredPropertiesOfAMethodFillsARequest() {
		PaymentMethod method = Json.read("""
				{"id":"PMD-1","methodKey":"CRYPTOCOIN","currency":"BTC",
				"properties":{"required":["amount","cryptoAddress"],"optional":["comment","memo"]}}""",
				PaymentMethod.class);
		Map<String, String> form = Map.of("amount", "0.50", "cryptoAddress", "bc1q", "memo", "7");
		PayoutRequest.Builder builder = PayoutRequest.builder().currency(method.currency()).method(method.methodKey());
		Stream.concat(method.properties().required().stream(), method.properties().optional().stream())
			.filter(form::containsKey)
			.forEach((name) -> builder.property(name, form.get(name)));
		PayoutRequest request = builder.build();
		assertThat(request.amount()).isEqualTo("0.50");
		assertThat(request.cryptoAddress()).isEqualTo("bc1q");
		assertThat(request.properties()).isEqualTo(Map.of("memo", "7"));
		assertThat(method.check(request)).isEmpty();
	}

	private static BigDecimal amount(Object value) {
		return PayinRequest.builder().property("amount", value).currency("EUR").method("M").build().amount();
	}

	private static Builder complete(Class<? extends Record> type, Supplier<Builder> builders) {
		Builder builder = builders.get();
		for (RecordComponent component : type.getRecordComponents()) {
			if (!component.getName().equals("properties")) {
				builder.set(component.getName(), VALUES.get(component.getType()));
			}
		}
		return builder;
	}

	static Stream<Arguments> builders() {
		return Stream.of(builder(PayoutRequest.class, () -> {
			PayoutRequest.Builder builder = PayoutRequest.builder();
			return new Builder(builder::property, builder::build);
		}), builder(PayinRequest.class, () -> {
			PayinRequest.Builder builder = PayinRequest.builder();
			return new Builder(builder::property, builder::build);
		}), builder(CheckoutRequest.class, () -> {
			CheckoutRequest.Builder builder = CheckoutRequest.builder();
			return new Builder(builder::property, builder::build);
		}), builder(CreateDepositRequest.class, () -> {
			CreateDepositRequest.Builder builder = CreateDepositRequest.builder();
			return new Builder(builder::property, builder::build);
		}), builder(StaticBundleRequest.class, () -> {
			StaticBundleRequest.Builder builder = StaticBundleRequest.builder();
			return new Builder(builder::property, builder::build);
		}), builder(OnRampCheckoutRequest.class, () -> {
			OnRampCheckoutRequest.Builder builder = OnRampCheckoutRequest.builder();
			return new Builder(builder::property, builder::build);
		}));
	}

	private static Arguments builder(Class<? extends Record> type, Supplier<Builder> builders) {
		return Arguments.of(type, builders);
	}

	private record Builder(Setter setter, Supplier<Record> builder) {

		void set(String name, Object value) {
			this.setter.set(name, value);
		}

		Record build() {
			return this.builder.get();
		}

	}

	private interface Setter {

		Object set(String name, Object value);

	}

	private static final class Unsuitable {

		@Override
		public String toString() {
			return "5555555555554444";
		}

	}

}
