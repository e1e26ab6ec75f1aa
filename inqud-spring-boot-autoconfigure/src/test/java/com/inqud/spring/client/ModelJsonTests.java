package com.inqud.spring.client;

import com.inqud.spring.test.Json;
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
import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.acquiring.DepositStatus;
import com.inqud.spring.client.acquiring.FixedAmount;
import com.inqud.spring.client.acquiring.StaticAddress;
import com.inqud.spring.client.acquiring.StaticBundle;
import com.inqud.spring.client.acquiring.StaticBundleRequest;
import com.inqud.spring.client.onramp.OnRampCheckout;
import com.inqud.spring.client.onramp.OnRampCheckoutRequest;
import com.inqud.spring.client.payment.OrderType;
import com.inqud.spring.client.payment.PayinRequest;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.payment.PaymentStatus;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.payment.TransactionType;
import com.inqud.spring.client.wallet.WalletBalance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.exc.ValueInstantiationException;

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
								"expiresAt":"2024-12-01T12:00:00Z"}"""),
				Arguments.of(checkout(), """
						{"id":"CCO-1","projectId":"CAP-1","projectName":"test","merchantDomain":"shop.example",\
						"clientOrderId":"order-1","status":"NEW","reason":"NONE","name":"My shopping cart",\
						"type":"FIXED_PRICE","fixedAmount":{"amount":100,"currency":"USD"},\
						"returnUrl":"https://example.com/return","acquiringUrl":"https://pay.example/CCO-1",\
						"createdAt":"2023-12-22T09:39:13.125003488Z","lastUpdatedAt":"2023-12-22T09:39:13.125003488Z",\
						"expiresAt":"2024-12-01T12:00:00Z"}"""),
				Arguments.of(createDepositRequest(),
						"""
								{"amount":100,"amountIn":"USD","cryptoCurrency":"ETHEREUM_USDT","clientOrderId":"1234567890"}"""),
				Arguments.of(depositRequest(), """
						{"id":"CAPD-1","orderId":"ORD-1","clientOrderId":"order-1","currency":"USDT",\
						"blockchain":"ETHEREUM","status":"CONFLICT","reason":"UNDERPAID",\
						"cryptoAcquiringProjectId":"CAP-1","cryptoAcquiringProjectName":"test","checkoutId":"CCO-1",\
						"address":"0xabc","paymentWindowEndsAt":"2024-12-01T12:00:00Z",\
						"expiresAt":"2024-12-01T12:00:00Z","createdAt":"2023-12-22T09:39:13.125003488Z",\
						"lastUpdatedAt":"2023-12-22T09:39:13.125003488Z","paymentStatus":"PENDING","paymentId":"PMT-1",\
						"txHash":"0xdef","requestAmount":100,"requestAmountIn":"USD","requestAmountConverted":99.46291,\
						"convertPair":"USDTUSD","convertRate":1.0054,"payAmount":99.46292,"payerPlatformFee":0,\
						"merchantPlatformFee":5.07315,"merchantFixedPlatformFee":0.1,"merchantPercentPlatformFee":5,\
						"processingAmount":94.38976,"paidAmount":90,"overpaid":false,"minLimit":1,"maxLimit":999}"""),
				Arguments.of(staticBundleRequest(),
						"""
								{"referenceId":"1234567890","assets":["ETHEREUM_USDT","TRON_USDT"],"allEnabledAssets":false}"""),
				Arguments.of(staticBundle(),
						"""
								{"id":"CASB-1","referenceId":"1234567890","addresses":[{"id":"UBADR-1",\
								"asset":"ETHEREUM_USDT","address":"0xabc","active":true,"values":{"minLimit":20,"percentFee":0.5,\
								"fixedFee":0,"networkFeeEstimate":4.75},"createdAt":"2023-12-22T09:39:13.125003488Z"}],\
								"addressesByAsset":{"ETHEREUM_USDT":{"id":"UBADR-1","asset":"ETHEREUM_USDT","address":"0xabc",\
								"active":true,"values":{"minLimit":20,"percentFee":0.5,"fixedFee":0,"networkFeeEstimate":4.75},\
								"createdAt":"2023-12-22T09:39:13.125003488Z"}}}"""),
				Arguments.of(onRampCheckoutRequest(),
						"""
								{"type":"FIXED_PRICE","fixedAmount":{"amount":100,"currency":"USD"},\
								"clientOrderId":"order-1","expiresAt":"2024-12-01T12:00:00Z","name":"My shopping cart",\
								"returnUrl":"https://example.com/return","merchantShareUserData":{"email":"me@example.org"}}"""),
				Arguments.of(onRampCheckout(), """
						{"id":"ORCO-1","onRampUrl":"https://onramp.example/ORCO-1","orderId":"ORD-1",\
						"projectId":"ORP-1","projectName":"My project","sourceAmount":90,"sourceCurrency":"EUR",\
						"targetAmount":99.5,"targetCurrency":"USDC","status":"PENDING","type":"FIXED_PRICE",\
						"createdAt":"2023-12-22T09:39:13.125003488Z","modifiedAt":"2023-12-22T09:39:13.125003488Z",\
						"expiresAt":"2024-12-01T12:00:00Z","name":"My shopping cart","clientOrderId":"order-1",\
						"returnUrl":"https://example.com/return","endUserId":"OWN-1"}"""));
	}

	@ParameterizedTest
	@ValueSource(classes = { WalletBalance.class, Payment.class, PaymentMethod.class, PaymentMethod.Properties.class,
			Checkout.class, FixedAmount.class, DepositRequest.class, StaticBundle.class, StaticAddress.class,
			StaticAddress.Values.class, OnRampCheckout.class, com.inqud.spring.client.onramp.FixedAmount.class })
	void readsAnswersThatLeaveEverythingOut(Class<?> type) throws ReflectiveOperationException {
		StringBuilder nulls = new StringBuilder("{\"unknown\":[{}]");
		for (RecordComponent component : type.getRecordComponents()) {
			nulls.append(",\"").append(component.getName()).append("\":null");
		}
		Object empty = Json.read("{}", type);
		for (RecordComponent component : type.getRecordComponents()) {
			assertThat(component.getAccessor().invoke(empty)).as(component.getName()).isNull();
		}
		assertThat(Json.read(nulls.append('}').toString(), type)).isEqualTo(empty);
		assertThat(Json.write(empty)).isEqualTo("{}");
	}

	@Test
	void keepsTheTextOfValuesThatAreUnknownToday() {
		String document = "{\"status\":\"ON_ITS_WAY\"}";
		DepositRequest request = Json.read(document, DepositRequest.class);
		assertThat(request.status()).isEqualTo(new DepositStatus("ON_ITS_WAY")).hasToString("ON_ITS_WAY");
		assertThat(Json.write(request)).isEqualTo(document);
		Checkout checkout = Json.read("{\"type\":\"AUCTION\"}", Checkout.class);
		assertThat(checkout.type()).isEqualTo(new CheckoutType("AUCTION")).hasToString("AUCTION");
	}

	@Test
	void readsAmountsThatAreStrings() {
		assertThat(Json.read("{\"amount\":\"30\"}", FixedAmount.class).amount()).isEqualTo("30");
		assertThat(Json.read("{\"sourceAmount\":\"105.82306278000000001\"}", OnRampCheckout.class).sourceAmount())
			.isEqualTo("105.82306278000000001");
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
		StaticBundle bundle = Json.read("{\"addresses\":[{},null],\"addressesByAsset\":{\"A\":null,\"C\":{},\"B\":{}}}",
				StaticBundle.class);
		assertThat(bundle.addresses()).hasSize(1).doesNotContainNull().isUnmodifiable();
		assertThat(bundle.addressesByAsset()).containsOnlyKeys("C", "B").isUnmodifiable();
		assertThat(bundle.addressesByAsset().keySet()).containsExactly("C", "B");
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
			.build();
	}

	private static Checkout checkout() {
		return new Checkout("CCO-1", "CAP-1", "test", "shop.example", "order-1", "NEW", "NONE", "My shopping cart",
				CheckoutType.FIXED_PRICE, new FixedAmount(new BigDecimal("100"), "USD"), "https://example.com/return",
				"https://pay.example/CCO-1", CREATED, CREATED, EXPIRES);
	}

	private static CreateDepositRequest createDepositRequest() {
		return CreateDepositRequest.builder()
			.amount(new BigDecimal("100"))
			.amountIn("USD")
			.cryptoCurrency("ETHEREUM_USDT")
			.clientOrderId("1234567890")
			.build();
	}

	private static DepositRequest depositRequest() {
		return new DepositRequest("CAPD-1", "ORD-1", "order-1", "USDT", "ETHEREUM", DepositStatus.CONFLICT, "UNDERPAID",
				"CAP-1", "test", "CCO-1", "0xabc", EXPIRES, EXPIRES, CREATED, CREATED, "PENDING", "PMT-1", "0xdef",
				new BigDecimal("100"), "USD", new BigDecimal("99.46291"), "USDTUSD", new BigDecimal("1.0054"),
				new BigDecimal("99.46292"), BigDecimal.ZERO, new BigDecimal("5.07315"), new BigDecimal("0.1"),
				new BigDecimal("5"), new BigDecimal("94.38976"), new BigDecimal("90"), false, BigDecimal.ONE,
				new BigDecimal("999"));
	}

	private static StaticBundleRequest staticBundleRequest() {
		return StaticBundleRequest.builder()
			.referenceId("1234567890")
			.assets(List.of("ETHEREUM_USDT", "TRON_USDT"))
			.allEnabledAssets(false)
			.build();
	}

	private static StaticBundle staticBundle() {
		StaticAddress address = new StaticAddress("UBADR-1", "ETHEREUM_USDT", "0xabc", true, new StaticAddress.Values(
				new BigDecimal("20"), new BigDecimal("0.5"), BigDecimal.ZERO, new BigDecimal("4.75")), CREATED);
		return new StaticBundle("CASB-1", "1234567890", List.of(address), Map.of("ETHEREUM_USDT", address));
	}

	private static OnRampCheckoutRequest onRampCheckoutRequest() {
		return OnRampCheckoutRequest.builder()
			.type("FIXED_PRICE")
			.fixedAmount(new BigDecimal("100"), "USD")
			.clientOrderId("order-1")
			.expiresAt(EXPIRES)
			.name("My shopping cart")
			.returnUrl("https://example.com/return")
			.merchantShareUserData(Map.of("email", "me@example.org"))
			.build();
	}

	private static OnRampCheckout onRampCheckout() {
		return new OnRampCheckout("ORCO-1", "https://onramp.example/ORCO-1", "ORD-1", "ORP-1", "My project",
				new BigDecimal("90"), "EUR", new BigDecimal("99.5"), "USDC", "PENDING", "FIXED_PRICE", CREATED, CREATED,
				EXPIRES, "My shopping cart", "order-1", "https://example.com/return", "OWN-1");
	}

}
