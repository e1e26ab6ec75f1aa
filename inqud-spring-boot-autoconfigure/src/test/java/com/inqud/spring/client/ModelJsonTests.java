package com.inqud.spring.client;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.inqud.spring.client.acquiring.Checkout;
import com.inqud.spring.client.acquiring.CheckoutRequest;
import com.inqud.spring.client.acquiring.CheckoutType;
import com.inqud.spring.client.acquiring.CreateDepositRequest;
import com.inqud.spring.client.acquiring.DepositOptions;
import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.acquiring.FixedAmount;
import com.inqud.spring.client.acquiring.StaticAddress;
import com.inqud.spring.client.acquiring.StaticBundle;
import com.inqud.spring.client.acquiring.StaticBundleRequest;
import com.inqud.spring.client.onramp.OnRampCheckout;
import com.inqud.spring.client.onramp.OnRampCheckoutRequest;
import com.inqud.spring.client.onramp.OnRampType;
import com.inqud.spring.client.payment.OrderType;
import com.inqud.spring.client.payment.PayinRequest;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.payment.PaymentStatus;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.payment.TransactionType;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.test.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the JSON of each model.
 */
class ModelJsonTests {

	private static final Instant CREATED = Instant.parse("2023-12-22T09:39:13.125003488Z");

	private static final Instant EXPIRES = Instant.parse("2024-12-01T12:00:00Z");

	@ParameterizedTest
	@MethodSource("models")
	void readsAndWrites(Object value, String document) {
		assertThat(Json.read(document, value.getClass())).isEqualTo(value);
		assertThat(Json.write(value)).isEqualTo(document);
	}

	static Stream<Arguments> models() {
		return Stream.of(Arguments.of(balance(), """
				{"currency":"BTC","balance":105.82306278}"""), Arguments.of(payoutRequest(),
				"""
						{"amount":30,"currency":"USDT","method":"CRYPTOCOIN","cryptoAddress":"0xabc",\
						"clientOrderId":"order-1","crossPayoutAsset":"EUR","blockchain":"ETHEREUM","email":"me@example.org"}"""),
				Arguments.of(payinRequest(), """
						{"amount":100,"currency":"EUR","method":"CC_VISAMC","clientOrderId":"1234567890",\
						"firstName":"John","lastName":"Doe","returnUrl":"https://example.com/","comment":"Thanks",\
						"email":"me@example.org","birth":{"year":1990}}"""), Arguments.of(payment(), """
						{"id":"PMT-1","orderId":"ORD-1","clientOrderId":"order-1","externalId":"ext-1",\
						"amount":105.82306278000000001,"currency":"USD","method":"CC_VISAMC","orderType":"PAYIN",\
						"transactionType":"DEBIT","status":"PENDING","h2H":false,"payUrl":"https://pay.example/1",\
						"createdAt":"2023-12-22T09:39:13.125003488Z"}"""), Arguments.of(paymentMethod(), """
						{"id":"PMD-1","name":"bitcoin payin","methodKey":"CRYPTOCOIN","blockchain":"BITCOIN",\
						"currency":"BTC","orderType":"PAYIN","productType":"PAYMENT","minLimit":0.0001,"maxLimit":10,\
						"percent":0.1,"fixed":0.0002,"minFeeAmount":1,"minFeeCurrency":"EUR","hasNetworkFee":true,\
						"scale":6,"verificationLevel":"BASIC",\
						"properties":{"required":["firstName","lastName"],"optional":["email"]}}"""),
				Arguments.of(checkoutRequest(),
						"""
								{"type":"FIXED_PRICE","fixedAmount":{"amount":100,"currency":"USD"},\
								"clientOrderId":"1234567890","name":"My shopping cart","returnUrl":"https://example.com/return",\
								"expiresAt":"2024-12-01T12:00:00Z","locale":"en"}"""),
				Arguments.of(createDepositRequest(), """
						{"amount":100,"amountIn":"USD","cryptoCurrency":"ETHEREUM_USDT",\
						"clientOrderId":"1234567890","methodKey":"CRYPTOCOIN"}"""),
				Arguments.of(staticBundleRequest(), """
						{"referenceId":"1234567890","assets":["ETHEREUM_USDT","TRON_USDT"],\
						"allEnabledAssets":false,"label":"VIP"}"""), Arguments.of(onRampCheckoutRequest(), """
						{"type":"FIXED_PRICE","fixedAmount":{"amount":100,"currency":"USD"},\
						"clientOrderId":"order-1","expiresAt":"2024-12-01T12:00:00Z","name":"My shopping cart",\
						"returnUrl":"https://example.com/return","merchantShareUserData":{"email":"me@example.org"},\
						"methodSubKey":"MC"}"""));
	}

	@ParameterizedTest
	@MethodSource("responses")
	void readsEveryFieldOfAResponse(Class<?> type, String document) throws ReflectiveOperationException {
		Object value = Json.read(document, type);
		for (RecordComponent component : type.getRecordComponents()) {
			assertThat(component.getAccessor().invoke(value)).as(component.getName()).isNotNull();
		}
		assertThat(Json.write(value)).isEqualTo(document);
	}

	static Stream<Arguments> responses() {
		String payment = """
				{"id":"PMT-1","orderId":"ORD-1","amount":90,"currency":"USDT","status":"SUCCESS"}""";
		String request = """
				{"id":"CAPD-1","orderId":"ORD-1","clientOrderId":"order-1","currency":"USDT",\
				"blockchain":"ETHEREUM","status":"CONFLICT","reason":"UNDERPAID","cryptoAcquiringProjectId":"CAP-1",\
				"cryptoAcquiringProjectName":"test","checkoutId":"CCO-1","address":"0xabc",\
				"paymentWindowEndsAt":"2024-12-01T12:00:00Z","expiresAt":"2024-12-01T12:00:00Z",\
				"createdAt":"2023-12-22T09:39:13.125003488Z","lastUpdatedAt":"2023-12-22T09:39:13.125003488Z",\
				"paymentStatus":"SUCCESS","paymentId":"PMT-1","payment":%s,"txHash":"0xdef","requestAmount":100,\
				"requestAmountIn":"USD","requestAmountConverted":99.46291,"convertPair":"USDTUSD",\
				"convertRate":1.0054,"payAmount":99.46291,"payerPlatformFee":0,"payerFixedPlatformFee":0.01,\
				"payerPercentPlatformFee":0.5,"merchantPlatformFee":5.07315,"merchantFixedPlatformFee":0.1,\
				"merchantPercentPlatformFee":5,"processingAmount":94.38976,"paidAmount":90,"overpaid":false,\
				"minLimit":1,"maxLimit":999}""".formatted(payment);
		String address = """
				{"id":"UBADR-1","asset":"ETHEREUM_USDT","address":"0xabc","active":true,"values":{"minLimit":20,\
				"percentFee":0.5,"fixedFee":0,"networkFeeEstimate":4.75},"createdAt":"2023-12-22T09:39:13.125003488Z"}""";
		String limits = """
				{"minLimit":1,"maxLimit":999.5,"convertRate":1.0054,"convertPair":"USDTUSD"}""";
		return Stream.of(Arguments.of(DepositRequest.class, request), Arguments.of(Checkout.class, """
				{"id":"CCO-1","projectId":"CAP-1","projectName":"test","merchantDomain":"shop.example",\
				"clientOrderId":"order-1","status":"PAYMENT_DETECTED","reason":"NONE","name":"My shopping cart",\
				"type":"FIXED_PRICE","fixedAmount":{"amount":100,"currency":"USD"},"suggestedAmounts":[{"amount":5}],\
				"cryptoCurrencies":["ETHEREUM_USDT","BITCOIN_BTC"],\
				"cryptoCurrenciesByBlockchain":{"ETHEREUM":["ETHEREUM_USDT"],"BITCOIN":["BITCOIN_BTC"]},\
				"cryptoCurrencyDetails":{"ETHEREUM_USDT":{"scale":6}},\
				"estimatedPayAmounts":{"ETHEREUM_USDT":99.46291,"BITCOIN_BTC":0.00105823062780000001},\
				"minLimits":{"ETHEREUM_USDT":1},"maxLimits":{"ETHEREUM_USDT":999},\
				"merchantFixedPlatformFees":{"ETHEREUM_USDT":0.1},"merchantPercentPlatformFees":{"ETHEREUM_USDT":5},\
				"payerFixedPlatformFees":{"ETHEREUM_USDT":0.2},"payerPercentPlatformFees":{"ETHEREUM_USDT":1},\
				"request":%s,"returnUrl":"https://example.com/return","acquiringUrl":"https://pay.example/CCO-1",\
				"createdAt":"2023-12-22T09:39:13.125003488Z","lastUpdatedAt":"2023-12-22T09:39:13.125003488Z",\
				"expiresAt":"2024-12-01T12:00:00Z"}""".formatted(request)), Arguments.of(StaticBundle.class, """
				{"id":"CASB-1","referenceId":"1234567890","addresses":[%1$s],\
				"addressesByAsset":{"ETHEREUM_USDT":%1$s}}""".formatted(address)),
				Arguments.of(DepositOptions.class, """
						{"cryptoCurrencies":["ETHEREUM_USDT"],"limits":{"ETHEREUM_USDT":%1$s},\
						"minLimits":{"ETHEREUM_USDT":1},"maxLimits":{"ETHEREUM_USDT":999.5},\
						"amountInOptions":{"ETHEREUM_USDT":{"USD":%1$s,"EUR":%1$s}}}""".formatted(limits)),
				Arguments.of(OnRampCheckout.class, """
						{"id":"ORCO-1","onRampUrl":"https://onramp.example/ORCO-1","orderId":"ORD-1",\
						"projectId":"ORP-1","projectName":"My project","sourceAmount":90,"sourceCurrency":"EUR",\
						"targetAmount":99.5,"targetCurrency":"USDC","status":"PENDING","type":"FIXED_PRICE",\
						"createdAt":"2023-12-22T09:39:13.125003488Z","modifiedAt":"2023-12-22T09:39:13.125003488Z",\
						"expiresAt":"2024-12-01T12:00:00Z","name":"My shopping cart","clientOrderId":"order-1",\
						"returnUrl":"https://example.com/return","endUserId":"OWN-1","deposit":{"id":"D-1"},\
						"exchange":[1],"transfer":"TRF-1"}"""));
	}

	@ParameterizedTest
	@MethodSource("smallest")
	void readsResponsesThatLeaveEverythingElseOut(Class<?> type, String document) throws ReflectiveOperationException {
		StringBuilder nulls = new StringBuilder(document.substring(0, document.length() - 1));
		nulls.append((document.length() > 2) ? "," : "").append("\"unknown\":[{}]");
		Object smallest = Json.read(document, type);
		for (RecordComponent component : type.getRecordComponents()) {
			if (!document.contains("\"" + component.getName() + "\"")) {
				assertThat(component.getAccessor().invoke(smallest)).as(component.getName()).isNull();
				nulls.append(",\"").append(component.getName()).append("\":null");
			}
		}
		assertThat(Json.read(nulls.append('}').toString(), type)).isEqualTo(smallest);
		assertThat(Json.write(smallest)).isEqualTo(document);
	}

	static Stream<Arguments> smallest() {
		return Stream.concat(
				Stream
					.of(PaymentMethod.Properties.class, FixedAmount.class, StaticAddress.Values.class,
							DepositOptions.Limits.class, com.inqud.spring.client.onramp.FixedAmount.class)
					.map((type) -> Arguments.of(type, "{}")),
				Stream.concat(identifiedById().map((type) -> Arguments.of(type, "{\"id\":\"ID-1\"}")),
						Stream.of(Arguments.of(WalletBalance.class, "{\"currency\":\"BTC\",\"balance\":0}"),
								Arguments.of(DepositOptions.class, "{\"cryptoCurrencies\":[]}"),
								Arguments.of(StaticAddress.class, "{\"asset\":\"A\",\"address\":\"0xabc\"}"))));
	}

	static Stream<Class<?>> identifiedById() {
		return Stream.of(Payment.class, PaymentMethod.class, Checkout.class, DepositRequest.class, StaticBundle.class,
				OnRampCheckout.class);
	}

	@ParameterizedTest
	@MethodSource("identifiedById")
	void refusesAResponseThatIsNotIdentified(Class<?> type) {
		for (String document : List.of("{}", "{\"id\":null}", "{\"id\":\"\"}", "{\"id\":\" \"}",
				"{\"code\":\"X\",\"message\":\"y\"}", "{\"currency\":\"BTC\",\"balance\":1}",
				"{\"clientOrderId\":\"order-1\"}")) {
			assertRefused(document, type);
		}
	}

	static Stream<Arguments> incomplete() {
		return Stream.of(Arguments.of(WalletBalance.class, "{}"),
				Arguments.of(WalletBalance.class, "{\"code\":\"X\",\"message\":\"y\"}"),
				Arguments.of(WalletBalance.class, "{\"currency\":\"BTC\"}"),
				Arguments.of(WalletBalance.class, "{\"currency\":\"BTC\",\"balance\":null}"),
				Arguments.of(WalletBalance.class, "{\"currency\":\"BTC\",\"balance\":\"\"}"),
				Arguments.of(WalletBalance.class, "{\"currency\":\" \",\"balance\":1}"),
				Arguments.of(WalletBalance.class, "{\"balance\":1}"),
				Arguments.of(DepositOptions.class, "{\"code\":\"X\",\"message\":\"y\"}"),
				Arguments.of(DepositOptions.class, "{\"cryptoCurrencies\":null}"),
				Arguments.of(StaticAddress.class, "{\"id\":\"UBADR-1\"}"),
				Arguments.of(StaticAddress.class, "{\"id\":\"UBADR-1\",\"asset\":\"A\"}"),
				Arguments.of(StaticAddress.class, "{\"id\":\"UBADR-1\",\"address\":\"0xabc\",\"asset\":\"\"}"),
				Arguments.of(StaticAddress.class, "{\"id\":\"UBADR-1\",\"asset\":\"A\",\"address\":\" \"}"),
				Arguments.of(StaticBundle.class, "{\"id\":\"CASB-1\",\"addresses\":[{}]}"),
				Arguments.of(StaticBundle.class, "{\"id\":\"CASB-1\",\"addressesByAsset\":{\"A\":{}}}"),
				Arguments.of(Checkout.class, "{\"id\":\"CCO-1\",\"request\":{}}"),
				Arguments.of(DepositRequest.class, "{\"id\":\"CAPD-1\",\"payment\":{\"status\":\"SUCCESS\"}}"));
	}

	@ParameterizedTest
	@MethodSource("incomplete")
	void refusesAResponseWithoutWhatMakesItUsable(Class<?> type, String document) {
		assertRefused(document, type);
	}

	@ParameterizedTest
	@MethodSource("misshapen")
	void refusesAnotherShape(Class<?> type, String document) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> Json.read(document, type));
	}

	static Stream<Arguments> misshapen() {
		return Stream.concat(
				Stream
					.concat(identifiedById(), Stream.of(WalletBalance.class, DepositOptions.class, StaticAddress.class))
					.flatMap((type) -> Stream
						.of("[]", "[null]", "[{\"id\":\"ID-1\"}]", "[[{\"id\":\"ID-1\"}]]", "\"ID-1\"", "\"\"", "1",
								"true")
						.map((document) -> Arguments.of(type, document))),
				Stream.of(Arguments.of(Payment[].class, "{\"id\":\"PMT-1\"}"),
						Arguments.of(Payment[].class, "[[{\"id\":\"PMT-1\"}]]"),
						Arguments.of(Payment[].class, "[{\"id\":\"PMT-1\"},{}]"),
						Arguments.of(Payment.class, "{\"id\":{}}"),
						Arguments.of(Payment.class, "{\"id\":\"PMT-1\",\"amount\":true}"),
						Arguments.of(Payment.class, "{\"id\":\"PMT-1\",\"amount\":\"1,5\"}"),
						Arguments.of(Payment.class, "{\"id\":\"PMT-1\",\"amount\":\"NaN\"}"),
						Arguments.of(Payment.class, "{\"id\":\"PMT-1\",\"amount\":[1]}"),
						Arguments.of(Payment.class, "{\"id\":\"PMT-1\",\"status\":{}}"),
						Arguments.of(Payment.class, "{\"id\":\"PMT-1\",\"createdAt\":\"yesterday\"}"),
						Arguments.of(Checkout.class, "{\"id\":\"CCO-1\",\"cryptoCurrencies\":{\"A\":1}}"),
						Arguments.of(Checkout.class, "{\"id\":\"CCO-1\",\"minLimits\":[1]}"),
						Arguments.of(Checkout.class, "{\"id\":\"CCO-1\",\"minLimits\":{\"A\":{}}}"),
						Arguments.of(Checkout.class, "{\"id\":\"CCO-1\",\"request\":[{\"id\":\"CAPD-1\"}]}"),
						Arguments.of(StaticBundle.class, "{\"id\":\"CASB-1\",\"addresses\":{\"A\":{}}}"),
						Arguments.of(DepositOptions.class, "{\"cryptoCurrencies\":{\"A\":1}}")));
	}

	static Stream<Arguments> requests() {
		return models().filter((model) -> model.get()[0].getClass().getSimpleName().endsWith("Request"));
	}

	private static void assertRefused(String document, Class<?> type) {
		assertThatExceptionOfType(ValueInstantiationException.class).as(document)
			.isThrownBy(() -> Json.read(document, type))
			.withRootCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void keepsTheTextOfValuesThatAreUnknownToday() {
		for (Class<?> type : List.of(Payment.class, Checkout.class, DepositRequest.class, OnRampCheckout.class)) {
			String document = "{\"id\":\"ID-1\",\"status\":\"ON_ITS_WAY\"}";
			assertThat(Json.write(Json.read(document, type))).isEqualTo(document);
		}
		for (Class<?> type : List.of(Checkout.class, OnRampCheckout.class)) {
			String document = "{\"id\":\"ID-1\",\"type\":\"AUCTION\"}";
			assertThat(Json.write(Json.read(document, type))).isEqualTo(document);
		}
	}

	@ParameterizedTest
	@MethodSource("responses")
	void readsAmountsThatAreStrings(Class<?> type, String document) {
		String asStrings = document.replaceAll("\":(\\d[\\d.]*)", "\":\"$1\"")
			.replace("\"scale\":\"6\"", "\"scale\":6")
			.replace("{\"amount\":\"5\"}", "{\"amount\":5}");
		assertThat(asStrings).isNotEqualTo(document);
		Object value = Json.read(asStrings, type);
		assertThat(value).isEqualTo(Json.read(document, type));
	}

	@Test
	void nullsInAResponseAreNotThere() {
		Checkout checkout = Json.read("{\"id\":\"CCO-1\",\"suggestedAmounts\":null}", Checkout.class);
		assertThat(checkout.suggestedAmounts()).isNull();
		OnRampCheckout onRamp = Json.read("{\"id\":\"ORCO-1\",\"deposit\":null,\"exchange\":null,\"transfer\":null}",
				OnRampCheckout.class);
		assertThat(onRamp.deposit()).isNull();
		assertThat(onRamp.exchange()).isNull();
		assertThat(onRamp.transfer()).isNull();
	}

	@ParameterizedTest
	@MethodSource("requests")
	void keepsEveryPropertyOfARequest(Object value, String document) {
		for (String more : List.of("\"properties\":{\"a\":1}", "\"properties\":5", "\"request\":true",
				"\"\u00e9\":\"x\"")) {
			String extended = document.substring(0, document.length() - 1) + "," + more + "}";
			Object request = Json.read(extended, value.getClass());
			assertThat(JsonMapper.shared().readTree(Json.write(request)))
				.isEqualTo(JsonMapper.shared().readTree(extended));
		}
	}

	@Test
	void writesAmountsPlainly() {
		CheckoutRequest request = CheckoutRequest.builder()
			.type(CheckoutType.FIXED_PRICE)
			.fixedAmount(new BigDecimal("1E+3"), "USD")
			.build();
		assertThat(Json.write(request)).contains("\"amount\":1000,");
	}

	@Test
	void listsAndMapsOfAnswersAreImmutableAndFreeOfNulls() {
		StaticBundle bundle = Json.read(
				"{\"id\":\"CASB-1\",\"addresses\":[%1$s,null],\"addressesByAsset\":{\"A\":null,\"C\":%1$s,\"B\":%1$s}}"
					.formatted("{\"asset\":\"A\",\"address\":\"0xabc\"}"),
				StaticBundle.class);
		assertThat(bundle.addresses()).hasSize(1).doesNotContainNull().isUnmodifiable();
		assertThat(bundle.addressesByAsset()).containsOnlyKeys("C", "B").isUnmodifiable();
		assertThat(bundle.addressesByAsset().keySet()).containsExactly("C", "B");
		Checkout checkout = Json.read("""
				{"id":"CCO-1","cryptoCurrencies":["A",null],"cryptoCurrenciesByBlockchain":{"B":["A",null],"C":null},
				"cryptoCurrencyDetails":{"A":{},"B":null},"minLimits":{"A":1,"B":null}}""", Checkout.class);
		assertThat(checkout.cryptoCurrencies()).containsExactly("A").isUnmodifiable();
		assertThat(checkout.cryptoCurrenciesByBlockchain()).containsOnlyKeys("B").isUnmodifiable();
		assertThat(checkout.cryptoCurrenciesByBlockchain().get("B")).containsExactly("A").isUnmodifiable();
		assertThat(checkout.cryptoCurrencyDetails()).containsOnlyKeys("A").isUnmodifiable();
		assertThat(checkout.minLimits()).containsOnlyKeys("A").isUnmodifiable();
		DepositOptions options = Json
			.read("""
					{"cryptoCurrencies":["A",null],"limits":{"A":{},"B":null},"amountInOptions":{"A":{"USD":{},"EUR":null}}}""",
					DepositOptions.class);
		assertThat(options.cryptoCurrencies()).containsExactly("A").isUnmodifiable();
		assertThat(options.limits()).containsOnlyKeys("A").isUnmodifiable();
		assertThat(options.amountInOptions()).containsOnlyKeys("A").isUnmodifiable();
		assertThat(options.amountInOptions().get("A")).containsOnlyKeys("USD").isUnmodifiable();
		PaymentMethod.Properties properties = Json.read("{\"required\":[\"a\",null],\"optional\":[null,\"b\"]}",
				PaymentMethod.Properties.class);
		assertThat(properties.required()).containsExactly("a").isUnmodifiable();
		assertThat(properties.optional()).containsExactly("b").isUnmodifiable();
	}

	@ParameterizedTest
	@ValueSource(classes = { PayoutRequest.class, PayinRequest.class, CheckoutRequest.class, CreateDepositRequest.class,
			StaticBundleRequest.class, OnRampCheckoutRequest.class })
	void refusesARequestThatIsIncomplete(Class<?> type) {
		assertThatExceptionOfType(ValueInstantiationException.class).isThrownBy(() -> Json.read("{}", type))
			.withRootCauseInstanceOf(IllegalArgumentException.class);
	}

	private static WalletBalance balance() {
		return new WalletBalance("BTC", new BigDecimal("105.82306278"));
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder()
			.amount(new BigDecimal("30"))
			.currency("USDT")
			.method("CRYPTOCOIN")
			.cryptoAddress("0xabc")
			.clientOrderId("order-1")
			.crossPayoutAsset("EUR")
			.property("blockchain", "ETHEREUM")
			.property("email", "me@example.org")
			.build();
	}

	private static PayinRequest payinRequest() {
		return PayinRequest.builder()
			.amount(new BigDecimal("100"))
			.currency("EUR")
			.method("CC_VISAMC")
			.clientOrderId("1234567890")
			.firstName("John")
			.lastName("Doe")
			.returnUrl("https://example.com/")
			.comment("Thanks")
			.property("email", "me@example.org")
			.property("birth", Map.of("year", 1990))
			.build();
	}

	private static Payment payment() {
		return new Payment("PMT-1", "ORD-1", "order-1", "ext-1", new BigDecimal("105.82306278000000001"), "USD",
				"CC_VISAMC", OrderType.PAYIN, TransactionType.DEBIT, PaymentStatus.PENDING, false,
				"https://pay.example/1", CREATED);
	}

	private static PaymentMethod paymentMethod() {
		return new PaymentMethod("PMD-1", "bitcoin payin", "CRYPTOCOIN", "BITCOIN", "BTC", OrderType.PAYIN, "PAYMENT",
				new BigDecimal("0.0001"), BigDecimal.TEN, new BigDecimal("0.1"), new BigDecimal("0.0002"),
				BigDecimal.ONE, "EUR", true, 6, "BASIC",
				new PaymentMethod.Properties(List.of("firstName", "lastName"), List.of("email")));
	}

	private static CheckoutRequest checkoutRequest() {
		return CheckoutRequest.builder()
			.type(CheckoutType.FIXED_PRICE)
			.fixedAmount(new BigDecimal("100"), "USD")
			.clientOrderId("1234567890")
			.name("My shopping cart")
			.returnUrl("https://example.com/return")
			.expiresAt(EXPIRES)
			.property("locale", "en")
			.build();
	}

	private static CreateDepositRequest createDepositRequest() {
		return CreateDepositRequest.builder()
			.amount(new BigDecimal("100"))
			.amountIn("USD")
			.cryptoCurrency("ETHEREUM_USDT")
			.clientOrderId("1234567890")
			.property("methodKey", "CRYPTOCOIN")
			.build();
	}

	private static StaticBundleRequest staticBundleRequest() {
		return StaticBundleRequest.builder()
			.referenceId("1234567890")
			.assets(List.of("ETHEREUM_USDT", "TRON_USDT"))
			.allEnabledAssets(false)
			.property("label", "VIP")
			.build();
	}

	private static OnRampCheckoutRequest onRampCheckoutRequest() {
		return OnRampCheckoutRequest.builder()
			.type(OnRampType.FIXED_PRICE)
			.fixedAmount(new BigDecimal("100"), "USD")
			.clientOrderId("order-1")
			.expiresAt(EXPIRES)
			.name("My shopping cart")
			.returnUrl("https://example.com/return")
			.merchantShareUserData(Map.of("email", "me@example.org"))
			.property("methodSubKey", "MC")
			.build();
	}

}
