package com.inqud.spring.client.payment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

import com.inqud.spring.client.payment.PaymentMethod.Problem;
import com.inqud.spring.client.payment.PaymentMethod.Problem.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link PaymentMethod}.
 */
class PaymentMethodTests {

	private static final PaymentMethod METHOD = method("USDT", "ETHEREUM", new BigDecimal("20"), new BigDecimal("1000"),
			2, List.of("amount", "cryptoAddress", "memo"));

	@Test
	void findsNothingInARequestThatFits() {
		assertThat(METHOD.check(payout().build())).isEmpty();
		assertThat(METHOD.check(payin().build())).isEmpty();
	}

	@Test
	void findsRequiredPropertiesThatAreMissing() {
		PayoutRequest payout = PayoutRequest.builder()
			.amount(BigDecimal.TEN.pow(2))
			.currency("USDT")
			.method("M")
			.build();
		assertThat(METHOD.check(payout)).containsExactly(
				new Problem(Kind.MISSING, "cryptoAddress", "cryptoAddress is missing"),
				new Problem(Kind.MISSING, "memo", "memo is missing"));
		PayinRequest payin = PayinRequest.builder().amount(BigDecimal.TEN.pow(2)).currency("USDT").method("M").build();
		assertThat(METHOD.check(payin)).extracting(Problem::property).containsExactly("cryptoAddress", "memo");
		assertThat(METHOD.check(payout().cryptoAddress(" ").property("memo", "").build())).extracting(Problem::property)
			.containsExactly("cryptoAddress", "memo");
	}

	@ParameterizedTest
	@ValueSource(strings = { "cardNumber", "firstName", "lastName", "phoneNumber", "cryptoAddress", "bankAccount",
			"bankCode", "clientOrderId", "comment", "asset", "crossPayoutAsset", "iban" })
	void findsEachPropertyOfAPayout(String name) {
		PaymentMethod method = method(null, null, null, null, null, List.of(name));
		PayoutRequest.Builder payout = PayoutRequest.builder().amount(BigDecimal.ONE).currency("EUR").method("M");
		assertThat(method.check(payout.build())).extracting(Problem::property).containsExactly(name);
		assertThat(method.check(payout.property(name, "x").build())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "clientOrderId", "firstName", "lastName", "returnUrl", "comment", "channelCode" })
	void findsEachPropertyOfAPayin(String name) {
		PaymentMethod method = method(null, null, null, null, null, List.of(name));
		PayinRequest.Builder payin = PayinRequest.builder().amount(BigDecimal.ONE).currency("EUR").method("M");
		assertThat(method.check(payin.build())).extracting(Problem::property).containsExactly(name);
		assertThat(method.check(payin.property(name, "x").build())).isEmpty();
	}

	@Test
	void everyRequestHasAmountCurrencyAndMethod() {
		PaymentMethod method = method(null, null, null, null, null, List.of("amount", "currency", "method"));
		assertThat(method.check(payout().build())).isEmpty();
		assertThat(method.check(payout().currency(null).asset("BTC").build())).isEmpty();
		assertThat(method.check(payin().build())).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "20,", "1000,", "1000.00,", "2E+1,", "19.99, BELOW_MIN_LIMIT", "1000.01, ABOVE_MAX_LIMIT",
			"1E+4, ABOVE_MAX_LIMIT", "20.5,", "20.55,", "20.550,", "20.5500000000,", "20.555, TOO_MANY_DECIMAL_PLACES",
			"100.000,", "1.1E+2," })
	void comparesTheAmount(BigDecimal amount, Kind kind) {
		PayoutRequest payout = payout().amount(amount).build();
		PayinRequest payin = payin().amount(amount).build();
		for (List<Problem> problems : List.of(METHOD.check(payout), METHOD.check(payin))) {
			if (kind == null) {
				assertThat(problems).isEmpty();
			}
			else {
				assertThat(problems).singleElement().satisfies((problem) -> {
					assertThat(problem.kind()).isEqualTo(kind);
					assertThat(problem.property()).isEqualTo("amount");
					assertThat(problem.message()).contains(amount.toString());
				});
			}
		}
		assertThat(payout.amount()).isEqualTo(amount);
		assertThat(payin.amount()).isEqualTo(amount);
	}

	@Test
	void wholeAmountsFitAScaleOfZero() {
		PaymentMethod method = method(null, null, null, null, 0, null);
		assertThat(method.check(payout().amount(new BigDecimal("100.00")).build())).isEmpty();
		assertThat(method.check(payout().amount(new BigDecimal("1E+2")).build())).isEmpty();
		assertThat(method.check(payout().amount(new BigDecimal("100.5")).build())).extracting(Problem::kind)
			.containsExactly(Kind.TOO_MANY_DECIMAL_PLACES);
	}

	@ParameterizedTest
	@CsvSource({ "USDT,, ", "ETHEREUM_USDT,, ", ",USDT, ", ",ETHEREUM_USDT, ", "EUR,USDT, ", "USDT,EUR, ",
			"EUR,, currency", "usdt,, currency", ",TRON_USDT, asset", ",BTC, asset", "EUR,BTC, currency" })
	void comparesTheCurrency(String currency, String asset, String property) {
		List<Problem> problems = METHOD.check(payout().currency(currency).asset(asset).build());
		if (property == null) {
			assertThat(problems).isEmpty();
		}
		else {
			assertThat(problems).singleElement().satisfies((problem) -> {
				assertThat(problem.kind()).isEqualTo(Kind.OTHER_CURRENCY);
				assertThat(problem.property()).isEqualTo(property);
				assertThat(problem.message()).contains("USDT");
			});
		}
	}

	@Test
	void comparesTheCurrencyOfAPayin() {
		assertThat(METHOD.check(payin().currency("EUR").build()))
			.containsExactly(new Problem(Kind.OTHER_CURRENCY, "currency", "currency EUR is not USDT"));
	}

	@Test
	void findsSeveralProblemsAtOnce() {
		List<Problem> problems = METHOD
			.check(PayinRequest.builder().amount(new BigDecimal("0.001")).currency("EUR").method("M").build());
		assertThat(problems).extracting(Problem::kind)
			.containsExactly(Kind.MISSING, Kind.MISSING, Kind.BELOW_MIN_LIMIT, Kind.TOO_MANY_DECIMAL_PLACES,
					Kind.OTHER_CURRENCY);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(problems::clear);
	}

	@Test
	void findsNothingWhereInqudLeftEverythingOut() {
		PaymentMethod method = method(null, null, null, null, null, null);
		assertThat(method.check(payout().build())).isEmpty();
		assertThat(method.check(payin().build())).isEmpty();
		PaymentMethod withoutRequired = new PaymentMethod("PMD-1", null, null, null, null, null, null, null, null, null,
				null, null, null, null, null, null, new PaymentMethod.Properties(null, null));
		assertThat(withoutRequired.check(payout().build())).isEmpty();
		assertThat(method("USDT", null, null, null, null, null).check(payout().currency("null_USDT").build()))
			.hasSize(1);
	}

	private static PaymentMethod method(String currency, String blockchain, BigDecimal minLimit, BigDecimal maxLimit,
			Integer scale, List<String> required) {
		return new PaymentMethod("PMD-1", null, "CRYPTOCOIN", blockchain, currency, null, null, minLimit, maxLimit,
				null, null, null, null, null, scale, null,
				(required != null) ? new PaymentMethod.Properties(required, null) : null);
	}

	private static PayoutRequest.Builder payout() {
		return PayoutRequest.builder()
			.amount(new BigDecimal("100"))
			.currency("USDT")
			.method("CRYPTOCOIN")
			.cryptoAddress("0xabc")
			.property("memo", Map.of("id", 7));
	}

	private static PayinRequest.Builder payin() {
		return PayinRequest.builder()
			.amount(new BigDecimal("100"))
			.currency("USDT")
			.method("CRYPTOCOIN")
			.property("cryptoAddress", "0xabc")
			.property("memo", 7);
	}

}
