package com.inqud.spring.test.simulator;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.http.Fault;
import com.inqud.spring.client.acquiring.Checkout;
import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.acquiring.StaticBundle;
import com.inqud.spring.client.onramp.OnRampCheckout;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.test.fixture.InqudFixtures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link InqudSimulator}.
 */
class InqudSimulatorTests {

	private static final String BALANCES = "/v1/user/wallet/balances";

	private static final String PAYMENTS = "/v1/user/payments";

	private static final String PAYOUT = PAYMENTS + "/payout";

	private static final String PROJECT = "/v1/user/crypto-acquiring/CAP-1";

	private static final String CARD_PAYOUT = """
			{"amount":50,"currency":"USD","method":"CC_VISAMC","cardNumber":"5555555555554444","clientOrderId":"order-1"}
			""";

	private final InqudSimulator simulator = InqudSimulator.start();

	private final TestClient client = new TestClient(this.simulator);

	@AfterEach
	void close() {
		this.simulator.close();
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatIsNotAuthenticated(String reason, List<String> headers) throws Exception {
		HttpResponse<String> response = this.client
			.send(this.client.request(BALANCES, "").headers(headers.toArray(String[]::new)));
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.body()).contains("\"code\":\"UNAUTHORIZED\"", "\"message\":\"" + reason + "\"");
		assertThat(this.simulator.requests()).singleElement()
			.satisfies((request) -> assertThat(request.refusal()).isEqualTo(reason));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.simulator::verify)
			.withMessageContaining("refused GET " + BALANCES + ": " + reason);
	}

	static Stream<Arguments> refusesWhatIsNotAuthenticated() {
		String id = "X-Token-API-Id";
		String secret = "X-Token-API-Secret";
		String signature = "X-HMAC-SHA256-Signature";
		String salt = "X-Salt";
		String token = InqudSimulator.DEFAULT_TOKEN_ID;
		String valid = TestClient.sign("", "1", InqudSimulator.DEFAULT_SECRET);
		return Stream.of(arguments("Header X-Token-API-Id is missing", List.of("Accept", "*/*")),
				arguments("The token id is not known", List.of(id, "TKN-1", secret, "1")),
				arguments("The token secret is wrong", List.of(id, token, secret, "1")),
				arguments("Header X-Token-API-Id is sent more than once", List.of(id, token, id, token)),
				arguments("Header X-Salt is sent more than once",
						List.of(id, token, signature, valid, salt, "1", salt, "2")),
				arguments("Headers of both authentication modes are sent",
						List.of(id, token, secret, InqudSimulator.DEFAULT_SECRET, signature, valid, salt, "1")),
				arguments("Headers of both authentication modes are sent",
						List.of(id, token, secret, InqudSimulator.DEFAULT_SECRET, salt, "1")),
				arguments("Header X-HMAC-SHA256-Signature is missing", List.of(id, token, salt, "1")),
				arguments("Header X-Salt is missing", List.of(id, token, signature, valid)),
				arguments("The signature does not match the body and the salt",
						List.of(id, token, signature, valid.toUpperCase(), salt, "1")),
				arguments("The signature does not match the body and the salt",
						List.of(id, token, signature, valid, salt, "2")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/unknown", "/__admin/mappings" })
	void refusesOtherPathsAsWell(String path) throws Exception {
		assertThat(this.client.send(this.client.request(path, "")).statusCode()).isEqualTo(401);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/v1/user/unknown", "/v1/user/payments/payout/x",
			"/v1/user/crypto-acquiring/requests/1", "/v1/user/on-ramp", "/v1/user/crypto-acquiring" })
	void hasNoOtherEndpoint(String path) throws Exception {
		HttpResponse<String> response = this.client.send(this.client.signed(path, ""));
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
	}

	@Test
	void accountsHaveWalletsOfTheirOwn() throws Exception {
		try (InqudSimulator several = InqudSimulator.builder()
			.account("TKN-1", "one")
			.account("TKN-2", "two")
			.start()) {
			TestClient client = new TestClient(several);
			assertThat(client.send(client.signed(PAYOUT, CARD_PAYOUT, "TKN-2", "two")).statusCode()).isEqualTo(200);
			assertThat(client.send(client.signed(BALANCES, "", "TKN-1", "one")).body()).contains("1000.00");
			assertThat(client.send(client.signed(BALANCES, "", "TKN-2", "two")).body()).contains("950.00");
			assertThat(client.send(client.signed(PAYMENTS, "", "TKN-1", "one")).body()).isEqualTo("[]");
			assertThat(client.send(client.signed(BALANCES, "", "TKN-1", "two")).statusCode()).isEqualTo(401);
			String id = several.payments().get(0).id();
			assertThat(client.send(client.signed(PAYMENTS + "/" + id, "", "TKN-1", "one")).statusCode()).isEqualTo(404);
		}
	}

	@Test
	void payoutTakesItsAmountOutOfTheWallet() throws Exception {
		JsonNode payment = this.client.post(PAYOUT, CARD_PAYOUT);
		assertThat(payment.path("id").asString()).startsWith("PMT-");
		assertThat(payment.path("status").asString()).isEqualTo("NEW");
		assertThat(this.simulator.balance("USD")).isEqualByComparingTo("950");
		assertThat(this.client.get(PAYMENTS + "/" + payment.path("id").asString())).isEqualTo(payment);
		assertThat(this.client.get(PAYMENTS)).containsExactly(payment);
		assertThat(this.client.get(PAYMENTS + "/search?orderId=" + payment.path("orderId").asString()))
			.containsExactly(payment);
		assertThat(this.client.get(PAYMENTS + "/search?orderId=order-1")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "fail, FAILED, 1000", "expire, EXPIRED, 1000", "complete, SUCCESS, 950" })
	void payoutEnds(String command, String status, BigDecimal balance) throws Exception {
		String id = this.client.post(PAYOUT, CARD_PAYOUT).path("id").asString();
		command(command, id);
		assertThat(this.simulator.payments()).singleElement().extracting(SimulatedPayment::status).isEqualTo(status);
		assertThat(this.simulator.balance("USD")).isEqualByComparingTo(balance);
	}

	@Test
	void payoutCanLeaveAFinalStatus() throws Exception {
		String id = this.client.post(PAYOUT, CARD_PAYOUT).path("id").asString();
		this.simulator.fail(id);
		this.simulator.move(id, "PENDING");
		assertThat(this.simulator.balance("USD")).isEqualByComparingTo("950");
		this.simulator.move(id, "SOMETHING_NEW");
		assertThat(this.simulator.document(id).path("status").asString()).isEqualTo("SOMETHING_NEW");
	}

	@Test
	void payinBringsItsAmountOnceItSucceeds() throws Exception {
		String body = "{\"amount\":\"30.50\",\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}";
		JsonNode payin = this.client.post(PAYMENTS + "/payin", body);
		assertThat(payin.path("payUrl").asString()).startsWith("https://");
		assertThat(this.simulator.balance("USD")).isEqualByComparingTo("1000");
		this.simulator.complete(payin.path("id").asString());
		assertThat(this.simulator.balance("USD")).isEqualByComparingTo("1030.50");
		String other = this.client.post(PAYMENTS + "/payin", body).path("id").asString();
		this.simulator.pay(other, new BigDecimal("10"));
		assertThat(this.simulator.document(other).path("status").asString()).isEqualTo("PARTIAL_SUCCESS");
		assertThat(this.simulator.balance("USD")).isEqualByComparingTo("1040.50");
	}

	@Test
	void crossPayoutExchangesWhatIsShort() throws Exception {
		String payout = "{\"amount\":\"%s\",\"asset\":\"ETHEREUM_USDT\",\"method\":\"CRYPTOCOIN\","
				+ "\"cryptoAddress\":\"0x1\",\"crossPayoutAsset\":\"BTC\"}";
		this.client.post(PAYOUT, payout.formatted("62500.5"));
		assertThat(this.simulator.balance("ETHEREUM_USDT")).isZero();
		assertThat(this.simulator.balance("BTC")).isEqualByComparingTo("104.82306278");
		this.simulator.setBalance("BTC", BigDecimal.ZERO);
		assertThat(this.client.refusal(PAYOUT, payout.formatted("10"))).startsWith("402 INSUFFICIENT_FUNDS");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					null | 400 BAD_REQUEST The body is missing
					[] | 400 BAD_REQUEST The body must be a JSON object
					{ | 400 BAD_REQUEST The body cannot be read
					{"currency":"USD","method":"CC_VISAMC"} | 400 BAD_REQUEST amount is missing
					{"amount":-1,"currency":"USD","method":"CC_VISAMC"} | 400 BAD_REQUEST amount is not positive
					{"amount":0,"currency":"USD","method":"CC_VISAMC"} | 400 BAD_REQUEST amount is not positive
					{"amount":"much","currency":"USD","method":"CC_VISAMC"} | 400 BAD_REQUEST The body cannot be read
					{"amount":1e1000000000,"currency":"USD","method":"CC_VISAMC"} | 400 BAD_REQUEST The body cannot be read
					{"amount":1,"currency":7,"method":"CC_VISAMC"} | 400 BAD_REQUEST currency must be a text
					{"amount":1,"method":"CC_VISAMC"} | 400 BAD_REQUEST currency is missing
					{"amount":1,"currency":"USD"} | 400 BAD_REQUEST method is missing
					{"amount":1,"currency":"USD","method":"CC_VISAMC"} | 400 BAD_REQUEST cardNumber is missing
					{"amount":1,"currency":"XYZ","method":"CC_VISAMC"} | 400 UNKNOWN_CURRENCY Currency XYZ is not known
					{"amount":1,"currency":"USD","method":"IBAN"} | 400 UNKNOWN_METHOD
					{"amount":1.001,"currency":"USD","method":"CC_VISAMC","cardNumber":"1"} | 422 SCALE
					{"amount":0.5,"currency":"USD","method":"CC_VISAMC","cardNumber":"1"} | 422 LIMIT The amount is below
					{"amount":10001,"currency":"USD","method":"CC_VISAMC","cardNumber":"1"} | 422 LIMIT The amount is above
					{"amount":1000.01,"currency":"USD","method":"PMD-1","cardNumber":"1"} | 402 INSUFFICIENT_FUNDS Not enough USD
					""")
	void refusesInvalidPayout(String body, String refusal) throws Exception {
		assertThat(this.client.refusal(PAYOUT, body)).startsWith(refusal);
		assertThat(this.simulator.payments()).isEmpty();
	}

	@Test
	void methodsAndBalancesCanBeAdded() throws Exception {
		this.simulator.setBalance("EUR", new BigDecimal("20"));
		this.simulator.addMethod("""
				{"id":"PMD-EUR","methodKey":"IBAN","currency":"EUR","orderType":"PAYOUT",
				"properties":{"required":["amount","bankAccount"]}}""");
		String payout = "{\"amount\":15,\"currency\":\"EUR\",\"method\":\"IBAN\",\"bankAccount\":\"DE1\"}";
		this.client.post(PAYOUT, payout);
		assertThat(this.simulator.balance("EUR")).isEqualByComparingTo("5");
		this.simulator.reset();
		assertThat(this.client.refusal(PAYOUT, payout)).startsWith("400 UNKNOWN_CURRENCY");
	}

	@Test
	void checkoutIsPaid() throws Exception {
		String id = createCheckout("100").path("id").asString();
		this.simulator.move(id, "REQUEST_CREATED");
		JsonNode request = this.simulator.document(id).path("request");
		assertThat(request.path("checkoutId").asString()).isEqualTo(id);
		assertThat(request.path("status").asString()).isEqualTo("WAITING_PAYMENT");
		BigDecimal payAmount = request.path("payAmount").decimalValue();
		this.simulator.pay(id, payAmount);
		JsonNode paid = this.client.get(PROJECT + "/checkouts/" + id);
		assertThat(paid.path("status").asString()).isEqualTo("SUCCESS");
		assertThat(paid.path("request").path("paymentStatus").asString()).isEqualTo("SUCCESS");
		assertThat(paid.path("request").path("overpaid").asBoolean()).isFalse();
		assertThat(this.simulator.balance("BTC")).isEqualByComparingTo(new BigDecimal("105.82306278").add(payAmount));
		assertThat(this.client.get(PROJECT + "/requests/" + request.path("id").asString()))
			.isEqualTo(paid.path("request"));
	}

	@Test
	void checkoutThatIsUnderpaidConflicts() throws Exception {
		String id = createCheckout("100").path("id").asString();
		this.simulator.pay(id, new BigDecimal("0.0002"));
		JsonNode checkout = this.simulator.document(id);
		assertThat(checkout.path("status").asString()).isEqualTo("CONFLICT");
		assertThat(checkout.path("reason").asString()).isEqualTo("UNDERPAID");
		assertThat(checkout.path("request").path("paidAmount").decimalValue()).isEqualByComparingTo("0.0002");
		assertThat(this.simulator.balance("BTC")).isEqualByComparingTo("105.82306278");
	}

	@Test
	void whatIsNotPaidExpires() throws Exception {
		String checkout = createCheckout("100").path("id").asString();
		String paid = createCheckout("100").path("id").asString();
		this.simulator.complete(paid);
		this.simulator.advance(Duration.ofMinutes(59));
		assertThat(this.simulator.document(checkout).path("status").asString()).isEqualTo("NEW");
		this.simulator.advance(Duration.ofMinutes(2));
		assertThat(this.simulator.document(checkout).path("status").asString()).isEqualTo("EXPIRED");
		assertThat(this.simulator.document(paid).path("status").asString()).isEqualTo("SUCCESS");
	}

	@Test
	void checkoutFollowsItsDepositRequest() throws Exception {
		String id = createCheckout("100").path("id").asString();
		this.simulator.move(id, "REQUEST_CREATED");
		this.simulator.complete(this.simulator.document(id).path("request").path("id").asString());
		assertThat(this.simulator.document(id).path("status").asString()).isEqualTo("SUCCESS");
	}

	@Test
	void depositRequestWithoutAmountHasLimits() throws Exception {
		JsonNode deposit = this.client.post(PROJECT + "/requests", "{\"cryptoCurrency\":\"ETHEREUM_USDT\"}");
		assertThat(deposit.path("minLimit").decimalValue()).isPositive();
		assertThat(deposit.path("payAmount").isNull()).isTrue();
		this.simulator.pay(deposit.path("id").asString(), new BigDecimal("25"));
		assertThat(this.simulator.balance("ETHEREUM_USDT")).isEqualByComparingTo("2525.5");
	}

	@Test
	void staticBundleIsCreatedOnce() throws Exception {
		String request = "{\"referenceId\":\"customer-1\",\"assets\":[\"BTC\"]}";
		JsonNode bundle = this.client.post(PROJECT + "/static/bundles", request);
		assertThat(this.client.post(PROJECT + "/static/bundles", request)).isEqualTo(bundle);
		String address = bundle.path("addresses").path(0).path("id").asString();
		this.simulator.pay(address, new BigDecimal("0.00001"));
		this.simulator.pay(address, BigDecimal.ONE);
		assertThat(this.simulator.payments()).extracting(SimulatedPayment::status).containsExactly("FAILED", "SUCCESS");
		assertThat(this.simulator.balance("BTC")).isEqualByComparingTo("106.82306278");
		this.simulator.deactivate(address);
		JsonNode replaced = this.client.post(PROJECT + "/static/bundles",
				"{\"referenceId\":\"customer-1\",\"allEnabledAssets\":true}");
		assertThat(replaced.path("id")).isEqualTo(bundle.path("id"));
		assertThat(replaced.path("addresses")).hasSize(3);
		assertThat(replaced.path("addressesByAsset").path("BTC").path("id").asString()).isNotEqualTo(address);
	}

	@Test
	void ratesAndDepositOptions() throws Exception {
		this.simulator.setRate("BTC", "USD", new BigDecimal("50000"));
		assertThat(this.client.get("/v1/user/crypto-acquiring/rates/BTC/USD").path("rate").decimalValue())
			.isEqualByComparingTo("50000");
		assertThat(this.client.get("/v1/user/crypto-acquiring/rates/USD/BTC").path("rate").decimalValue())
			.isEqualByComparingTo("0.00002");
		assertThat(this.client.refusal("/v1/user/crypto-acquiring/rates/BTC/XYZ", "")).startsWith("404 NOT_FOUND");
		JsonNode options = this.client.get(PROJECT + "/deposit-options");
		assertThat(options.path("cryptoCurrencies")).hasSize(2);
		assertThat(options.path("limits").path("BTC").propertyNames()).containsExactly("minLimit", "maxLimit",
				"convertRate", "convertPair");
		assertThat(options.path("amountInOptions").path("BTC").path("USD").path("minLimit").decimalValue())
			.isEqualByComparingTo("5");
	}

	@Test
	void onRampCheckout() throws Exception {
		String path = "/v1/user/on-ramp/ORP-1/checkouts";
		String id = this.client
			.post(path, "{\"type\":\"FIXED_PRICE\",\"fixedAmount\":{\"amount\":10,\"currency\":\"USD\"}}")
			.path("id")
			.asString();
		this.simulator.fail(id);
		assertThat(this.client.get(path + "/" + id).path("status").asString()).isEqualTo("FAILED");
		assertThat(this.client.refusal(path, "{\"type\":\"FIXED_PRICE\"}")).contains("fixedAmount is missing");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/v1/user/crypto-acquiring/XXX-1/checkouts | {"type":"NO_PRICE"} | 404 NOT_FOUND Project XXX-1 is not known
					/v1/user/crypto-acquiring/CAP-1/checkouts | {"type":"FREE"} | 400 BAD_REQUEST type FREE is not known
					/v1/user/crypto-acquiring/CAP-1/checkouts | {"type":"NO_PRICE","expiresAt":"2020-01-01T00:00:00Z"} | 400 BAD_REQUEST expiresAt
					/v1/user/crypto-acquiring/CAP-1/requests | {"cryptoCurrency":"XYZ"} | 400 UNKNOWN_CURRENCY
					/v1/user/crypto-acquiring/CAP-1/requests | {"cryptoCurrency":"BTC","amount":1000} | 422 LIMIT
					/v1/user/crypto-acquiring/CAP-1/static/bundles | {} | 400 BAD_REQUEST referenceId is missing
					/v1/user/payments/PMT-1 | '' | 404 NOT_FOUND PMT-1 is not known
					/v1/user/payments/search | '' | 400 BAD_REQUEST orderId is missing
					""")
	void refusesInvalidRequests(String path, String body, String refusal) throws Exception {
		assertThat(this.client.refusal(path, body)).startsWith(refusal);
	}

	@Test
	void responsesHaveTheDocumentedFields() throws Exception {
		JsonNode checkout = createCheckout("100");
		this.simulator.complete(checkout.path("id").asString());
		checkout = this.simulator.document(checkout.path("id").asString());
		assertFields(this.client.post(PAYOUT, CARD_PAYOUT), Payment.class,
				"id orderId clientOrderId externalId amount currency method orderType transactionType status h2H payUrl "
						+ "createdAt");
		assertFields(this.client.get("/v1/user/methods").path(0), PaymentMethod.class,
				"id name methodKey blockchain currency orderType productType minLimit maxLimit percent fixed "
						+ "minFeeAmount minFeeCurrency hasNetworkFee scale verificationLevel properties");
		assertFields(this.client.get(BALANCES).path(0), WalletBalance.class, "currency balance");
		assertFields(checkout, Checkout.class,
				"id projectId projectName merchantDomain clientOrderId status reason name type fixedAmount "
						+ "suggestedAmounts cryptoCurrencies cryptoCurrenciesByBlockchain cryptoCurrencyDetails "
						+ "estimatedPayAmounts minLimits maxLimits merchantFixedPlatformFees "
						+ "merchantPercentPlatformFees payerFixedPlatformFees payerPercentPlatformFees request "
						+ "returnUrl acquiringUrl createdAt lastUpdatedAt expiresAt");
		assertFields(checkout.path("request"), DepositRequest.class,
				"id orderId clientOrderId currency blockchain status reason cryptoAcquiringProjectId "
						+ "cryptoAcquiringProjectName checkoutId address paymentWindowEndsAt expiresAt createdAt "
						+ "lastUpdatedAt paymentStatus paymentId payment txHash requestAmount requestAmountIn "
						+ "requestAmountConverted convertPair convertRate payAmount payerPlatformFee "
						+ "payerFixedPlatformFee payerPercentPlatformFee merchantPlatformFee merchantFixedPlatformFee "
						+ "merchantPercentPlatformFee processingAmount paidAmount overpaid minLimit maxLimit");
		JsonNode bundle = this.client.post(PROJECT + "/static/bundles",
				"{\"referenceId\":\"1\",\"allEnabledAssets\":true}");
		assertFields(bundle, StaticBundle.class, "id referenceId addresses addressesByAsset");
		assertThat(bundle.path("addresses").path(0).propertyNames()).containsExactly("id", "asset", "address", "active",
				"values", "createdAt");
		assertFields(this.client.post("/v1/user/on-ramp/ORP-1/checkouts", "{\"type\":\"NO_PRICE\"}"),
				OnRampCheckout.class,
				"id onRampUrl orderId projectId projectName sourceAmount sourceCurrency targetAmount targetCurrency "
						+ "status type createdAt modifiedAt expiresAt name clientOrderId returnUrl endUserId deposit "
						+ "exchange transfer");
	}

	private static void assertFields(JsonNode document, Class<?> model, String fields) {
		assertThat(document.propertyNames()).containsExactlyInAnyOrder(fields.split(" "));
		assertThat(InqudFixtures.read(document.toString(), model)).isNotNull();
	}

	@Test
	void faultIsForItsPathAndItsNumberOfCalls() throws Exception {
		this.simulator.nextCall("GET /v1/user/payments/{id}").times(2).refuse(404, "NOT_FOUND", "Not yet");
		this.simulator.nextCall("POST /v1/user/payments/{id}").refuse(422, "LIMIT", "Too much");
		String id = "PMT-1";
		assertThat(this.client.get(BALANCES)).isNotEmpty();
		assertThat(this.client.refusal(PAYMENTS + "/" + id, "")).isEqualTo("404 NOT_FOUND Not yet");
		assertThat(this.client.refusal(PAYOUT, CARD_PAYOUT)).isEqualTo("422 LIMIT Too much");
		assertThat(this.client.refusal(PAYMENTS + "/" + id, "")).isEqualTo("404 NOT_FOUND Not yet");
		assertThat(this.client.refusal(PAYMENTS + "/" + id, "")).isEqualTo("404 NOT_FOUND PMT-1 is not known");
		this.simulator.nextCall().serverError();
		assertThat(this.client.send(this.client.signed(BALANCES, "")).statusCode()).isEqualTo(500);
	}

	@Test
	void faultIsKeptForACallThatIsAuthenticated() throws Exception {
		this.simulator.nextCall().serverError();
		assertThat(this.client.send(this.client.request(BALANCES, "")).statusCode()).isEqualTo(401);
		assertThat(this.client.send(this.client.signed(BALANCES, "")).statusCode()).isEqualTo(500);
	}

	@Test
	void resetEndsACallThatHangs() throws Exception {
		this.simulator.nextCall().hang();
		CompletableFuture<HttpResponse<String>> response = HttpClient.newHttpClient()
			.sendAsync(this.client.signed(BALANCES, "").build(), HttpResponse.BodyHandlers.ofString());
		while (this.simulator.requests().isEmpty()) {
			Thread.onSpinWait();
		}
		while (!response.isDone()) {
			this.simulator.reset();
		}
		assertThat(response).failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void stubsOfOnesOwnComeFirstAndSeeNoSecrets() throws Exception {
		this.simulator.wireMock()
			.stubFor(WireMock.post("/v1/user/exchange").willReturn(WireMock.jsonResponse("\"ORD-1\"", 201)));
		this.simulator.wireMock()
			.stubFor(WireMock.post(PAYOUT).willReturn(WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
		HttpResponse<String> response = this.client.send(this.client.signed("/v1/user/exchange", "{}"));
		assertThat(response.statusCode()).isEqualTo(201);
		assertThat(response.body()).isEqualTo("\"ORD-1\"");
		assertThatIOException().isThrownBy(() -> this.client.send(this.client.signed(PAYOUT, CARD_PAYOUT)));
		this.simulator.wireMock()
			.verify(WireMock.postRequestedFor(WireMock.urlPathEqualTo("/v1/user/exchange"))
				.withHeader("X-Salt", WireMock.equalTo("******"))
				.withHeader("X-HMAC-SHA256-Signature", WireMock.equalTo("******")));
		this.simulator.reset();
		assertThat(this.client.get(BALANCES)).hasSize(3);
		assertThat(this.client.send(this.client.signed("/v1/user/exchange", "{}")).statusCode()).isEqualTo(404);
	}

	@Test
	void requestsAreShownWithoutSecrets() throws Exception {
		this.client.post(PAYOUT, """
				{"amount":50,"currency":"USD","method":"CC_VISAMC","cardNumber":"5555 5555-55554444",
				"comment":"card 4111111111111111, order 12345","other":[4012888888881881]}""");
		this.client.send(this.client.request(BALANCES, "")
			.header("X-Token-API-Id", InqudSimulator.DEFAULT_TOKEN_ID)
			.header("X-Token-API-Secret", InqudSimulator.DEFAULT_SECRET));
		assertThat(this.simulator.requests()).hasSize(2).allMatch(SimulatedRequest::isAuthenticated);
		SimulatedRequest payout = this.simulator.requests().get(0);
		assertThat(payout.method()).isEqualTo("POST");
		assertThat(payout.target()).isEqualTo(PAYOUT);
		assertThat(payout.headers()).containsEntry("x-token-api-id", List.of(InqudSimulator.DEFAULT_TOKEN_ID))
			.containsEntry("x-salt", List.of("******"))
			.containsEntry("x-hmac-sha256-signature", List.of("******"));
		assertThat(payout.body()).contains("\"amount\":50", "\"cardNumber\":\"******4444\"",
				"card ******1111, order 12345", "[\"******1881\"]");
		assertThat(this.simulator.requests().toString()).doesNotContain(InqudSimulator.DEFAULT_SECRET, "5555",
				"4111111111111111");
	}

	@Test
	void verifyFindsAPayoutThatWasMadeTwice() throws Exception {
		this.client.post(PAYOUT, CARD_PAYOUT);
		this.simulator.verify();
		this.client.post(PAYOUT, CARD_PAYOUT);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.simulator::verify)
			.withMessageContaining("2 payouts for order-1");
		this.simulator.reset();
		this.simulator.verify();
	}

	@Test
	void ledgerOutlivesTheSimulator(@TempDir Path directory) throws Exception {
		Path file = directory.resolve("ledger.json");
		String id;
		try (InqudSimulator first = InqudSimulator.builder().ledger(file).start()) {
			TestClient client = new TestClient(first);
			id = client.post(PAYOUT, CARD_PAYOUT).path("id").asString();
			client.post(PROJECT + "/static/bundles", "{\"referenceId\":\"1\",\"assets\":[\"BTC\"]}");
		}
		try (InqudSimulator second = InqudSimulator.builder().ledger(file).start()) {
			assertThat(second.payments()).extracting(SimulatedPayment::id).containsExactly(id);
			assertThat(second.balance("USD")).isEqualByComparingTo("950");
			second.complete(id);
			assertThat(second.document(id).path("status").asString()).isEqualTo("SUCCESS");
			JsonNode bundle = new TestClient(second).post(PROJECT + "/static/bundles", "{\"referenceId\":\"1\"}");
			second.deactivate(bundle.path("addresses").path(0).path("id").asString());
			assertThat(new TestClient(second).post(PROJECT + "/static/bundles", "{\"referenceId\":\"1\"}")
				.path("addressesByAsset")
				.path("BTC")
				.path("active")
				.asBoolean()).isFalse();
		}
		assertThat(directory).isDirectoryContaining("glob:**ledger.json").isDirectoryNotContaining("glob:**.new");
	}

	@Test
	void paymentsChangeByThemselvesWhenAskedTo() throws Exception {
		try (InqudSimulator moving = InqudSimulator.builder().progressAfter(Duration.ofHours(1)).start()) {
			String id = new TestClient(moving).post(PAYOUT, CARD_PAYOUT).path("id").asString();
			moving.advance(Duration.ofMinutes(61));
			assertThat(moving.document(id).path("status").asString()).isEqualTo("PENDING");
			moving.advance(Duration.ofHours(1));
			assertThat(moving.document(id).path("status").asString()).isEqualTo("SUCCESS");
		}
	}

	@Test
	void unknownIdentifiersAreNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.simulator.complete("PMT-1"))
			.withMessageContaining("PMT-1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.simulator.document("CCO-1"))
			.withMessageContaining("CCO-1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.simulator.pay("UBADR-1", BigDecimal.ONE))
			.withMessageContaining("UBADR-1");
	}

	@Test
	void aPortThatIsTakenIsNamed() {
		int port = this.simulator.baseUrl().getPort();
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> InqudSimulator.builder().port(port).start())
			.withMessageContaining("cannot listen on port " + port);
	}

	@Test
	void listensOnLoopbackOnly() throws Exception {
		List<InetAddress> others = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
			.toList();
		assumeThat(others).isNotEmpty();
		for (int port : List.of(this.simulator.baseUrl().getPort(), this.simulator.wireMock().port())) {
			assertThat(others).allSatisfy((address) -> assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(address, port).close()));
		}
	}

	private JsonNode createCheckout(String amount) throws Exception {
		return this.client.post(PROJECT + "/checkouts",
				"{\"type\":\"FIXED_PRICE\",\"fixedAmount\":{\"amount\":" + amount + ",\"currency\":\"USD\"}}");
	}

	private void command(String name, String id) {
		switch (name) {
			case "fail" -> this.simulator.fail(id);
			case "expire" -> this.simulator.expire(id);
			default -> this.simulator.complete(id);
		}
	}

	@Test
	void refusesWhatIsNoHttp() throws Exception {
		for (String bytes : List.of("hello\r\n\r\n", "GET http://other/ HTTP/1.1\r\n\r\n",
				"GET / HTTP/1.1\r\nx\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
				"POST / HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
				"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
				"POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n")) {
			try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.simulator.baseUrl().getPort())) {
				socket.setSoTimeout(10_000);
				socket.getOutputStream().write(bytes.getBytes());
				assertThat(new String(socket.getInputStream().readAllBytes())).as(bytes)
					.startsWith("HTTP/1.1 400 Bad Request\r\n");
			}
		}
	}

	@Test
	void servesSeveralRequestsOfOneConnection() throws Exception {
		String request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
		String last = "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.simulator.baseUrl().getPort())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write((request + request + last).getBytes());
			String responses = new String(socket.getInputStream().readAllBytes());
			assertThat(responses.split("HTTP/1.1 401 Unauthorized", -1)).hasSize(4);
			assertThat(responses).endsWith("\r\n\r\n");
		}
	}

}
