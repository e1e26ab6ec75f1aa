package com.inqud.spring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.client.acquiring.Checkout;
import com.inqud.spring.client.acquiring.CheckoutRequest;
import com.inqud.spring.client.acquiring.CheckoutType;
import com.inqud.spring.client.acquiring.CreateDepositRequest;
import com.inqud.spring.client.acquiring.DepositOptions;
import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.acquiring.StaticBundle;
import com.inqud.spring.client.acquiring.StaticBundleRequest;
import com.inqud.spring.client.onramp.OnRampCheckout;
import com.inqud.spring.client.onramp.OnRampCheckoutRequest;
import com.inqud.spring.client.onramp.OnRampType;
import com.inqud.spring.client.payment.PayinRequest;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.Json;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for what each of the {@link InqudOperations} sends, byte for byte, and for what
 * it makes of the response.
 */
class EndpointTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String ACQUIRING = "/v1/user/crypto-acquiring/";

	private static final String ON_RAMP = "/v1/user/on-ramp/";

	@ParameterizedTest
	@MethodSource("reads")
	void reads(String target, Class<?> type, String response, Call call) throws IOException {
		RawHttpServer.Request request = call(call, type, response);
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.target()).isEqualTo(target);
		assertThat(request.header("Accept")).isEqualTo("application/json");
		assertThat(request.headers()).doesNotContainKey("Content-Type");
		assertThat(request.body()).isEmpty();
	}

	static Stream<Arguments> reads() {
		return Stream.of(
				read("/v1/user/wallet/balances", WalletBalance.class,
						"[{\"currency\":\"BTC\",\"balance\":1},{\"currency\":\"USD\",\"balance\":0.10}]",
						InqudOperations::balances),
				read("/v1/user/payments/PMT-1", Payment.class, "{\"id\":\"PMT-1\"}",
						(operations) -> operations.payment("PMT-1")),
				read("/v1/user/payments", Payment.class, "[{\"id\":\"PMT-1\"},{\"id\":\"PMT-2\"}]",
						InqudOperations::payments),
				read("/v1/user/payments/search?orderId=ORD-1", Payment.class, "[{\"id\":\"PMT-1\"},{\"id\":\"PMT-2\"}]",
						(operations) -> operations.paymentsByOrder("ORD-1")),
				read("/v1/user/methods", PaymentMethod.class, "[{\"id\":\"PMD-1\"},{\"id\":\"PMD-2\"}]",
						InqudOperations::paymentMethods),
				read(ACQUIRING + "CAP-1/checkouts/CCO-1", Checkout.class, "{\"id\":\"CCO-1\"}",
						(operations) -> operations.checkout("CAP-1", "CCO-1")),
				read(ACQUIRING + "CAP-1/requests/CAPD-1", DepositRequest.class, "{\"id\":\"CAPD-1\"}",
						(operations) -> operations.depositRequest("CAP-1", "CAPD-1")),
				read(ACQUIRING + "CAP-1/deposit-options", DepositOptions.class,
						"{\"cryptoCurrencies\":[\"BITCOIN_BTC\"]}", (operations) -> operations.depositOptions("CAP-1")),
				read("/v1/user/payments", Payment.class, "[{\"id\":\"PMT-1\",\"clientOrderId\":\"order-1\"}]",
						(operations) -> operations.paymentsByClientOrderId("order-1")),
				read("/v1/user/payments/PMT-1", Payment.class, "{\"id\":\"PMT-1\",\"status\":\"SUCCESS\"}",
						(operations) -> operations.paymentWhenFinal("PMT-1", TIMEOUT)),
				read(ACQUIRING + "CAP-1/checkouts/CCO-1", Checkout.class, "{\"id\":\"CCO-1\",\"status\":\"EXPIRED\"}",
						(operations) -> operations.checkoutWhenFinal("CAP-1", "CCO-1", TIMEOUT)),
				read(ACQUIRING + "CAP-1/requests/CAPD-1", DepositRequest.class,
						"{\"id\":\"CAPD-1\",\"status\":\"CONFLICT\"}",
						(operations) -> operations.depositRequestWhenFinal("CAP-1", "CAPD-1", TIMEOUT)),
				read(ON_RAMP + "ORP-1/checkouts/ORCO-1", OnRampCheckout.class,
						"{\"id\":\"ORCO-1\",\"status\":\"FAILED\"}",
						(operations) -> operations.onRampCheckoutWhenFinal("ORP-1", "ORCO-1", TIMEOUT)),
				read(ACQUIRING + "rates/USDT/USD", JsonNode.class, "{\"rate\":1.00540000000000001}",
						(operations) -> operations.rate("USDT", "USD")),
				read(ON_RAMP + "ORP-1/checkouts/ORCO-1", OnRampCheckout.class, "{\"id\":\"ORCO-1\"}",
						(operations) -> operations.onRampCheckout("ORP-1", "ORCO-1")));
	}

	@ParameterizedTest
	@MethodSource("writes")
	void writes(String target, String body, Class<?> type, Call call) throws IOException {
		RawHttpServer.Request request = call(call, type, "{\"id\":\"ID-1\"}");
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.target()).isEqualTo(target);
		assertThat(request.header("Accept")).isEqualTo("application/json");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.text()).isEqualTo(body);
	}

	static Stream<Arguments> writes() {
		return Stream.of(
				write("/v1/user/payments/payout", "{\"amount\":1,\"currency\":\"EUR\",\"method\":\"M\"}", Payment.class,
						(operations) -> operations.payout(payoutRequest())),
				write("/v1/user/payments/payin", "{\"amount\":1,\"currency\":\"EUR\",\"method\":\"M\"}", Payment.class,
						(operations) -> operations.payin(payinRequest())),
				write(ACQUIRING + "CAP-1/checkouts", "{\"type\":\"NO_PRICE\"}", Checkout.class,
						(operations) -> operations.createCheckout("CAP-1", checkoutRequest())),
				write(ACQUIRING + "CAP-1/requests", "{\"cryptoCurrency\":\"ETHEREUM_USDT\"}", DepositRequest.class,
						(operations) -> operations.createDepositRequest("CAP-1", createDepositRequest())),
				write(ACQUIRING + "CAP-1/static/bundles", "{\"referenceId\":\"user-1\"}", StaticBundle.class,
						(operations) -> operations.getOrCreateStaticBundle("CAP-1", staticBundleRequest())),
				write(ON_RAMP + "ORP-1/checkouts", "{\"type\":\"NO_PRICE\"}", OnRampCheckout.class,
						(operations) -> operations.createOnRampCheckout("ORP-1", onRampCheckoutRequest())));
	}

	@ParameterizedTest
	@MethodSource("encoded")
	void encodesWhatGoesIntoTheUrl(String target, Call call) throws IOException {
		String model = "{\"id\":\"ID-1\",\"cryptoCurrencies\":[]}";
		String response = target.contains("search") ? "[" + model + "]" : model;
		assertThat(call(call, Object.class, response, false).target()).isEqualTo(target);
	}

	static Stream<Arguments> encoded() {
		String bad = "../x?y";
		String encoded = "..%2Fx%3Fy";
		return Stream.of(encoded("/v1/user/payments/" + encoded, (operations) -> operations.payment(bad)),
				encoded("/v1/user/payments/%7Bid%7D%20%25%23%3B%C3%A9%2F",
						(operations) -> operations.payment("{id} %#;é/")),
				encoded("/v1/user/payments/search?orderId=a%26b%3Dc%23d%2Be%20f%3F%2F%7Bx%7D",
						(operations) -> operations.paymentsByOrder("a&b=c#d+e f?/{x}")),
				encoded(ACQUIRING + encoded + "/checkouts/..%2Fz%3Fy",
						(operations) -> operations.checkout(bad, "../z?y")),
				encoded(ACQUIRING + encoded + "/checkouts",
						(operations) -> operations.createCheckout(bad, checkoutRequest())),
				encoded(ACQUIRING + encoded + "/requests/..%2Fz%3Fy",
						(operations) -> operations.depositRequest(bad, "../z?y")),
				encoded(ACQUIRING + encoded + "/deposit-options", (operations) -> operations.depositOptions(bad)),
				encoded(ACQUIRING + encoded + "/requests",
						(operations) -> operations.createDepositRequest(bad, createDepositRequest())),
				encoded(ACQUIRING + encoded + "/static/bundles",
						(operations) -> operations.getOrCreateStaticBundle(bad, staticBundleRequest())),
				encoded(ACQUIRING + "rates/" + encoded + "/..%2Fz%3Fy", (operations) -> operations.rate(bad, "../z?y")),
				encoded(ON_RAMP + encoded + "/checkouts/..%2Fz%3Fy",
						(operations) -> operations.onRampCheckout(bad, "../z?y")),
				encoded(ON_RAMP + encoded + "/checkouts",
						(operations) -> operations.createOnRampCheckout(bad, onRampCheckoutRequest())));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t\n" })
	void sendsNothingWithABlankIdentifier(String blank) throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			InqudOperations operations = TestClient.operations(TestClient.create(server.url()));
			assertThatIllegalArgumentException().isThrownBy(() -> operations.paymentsByOrder(blank))
				.withMessage("orderId must not be blank");
			assertThatIllegalArgumentException().isThrownBy(() -> operations.payment(blank))
				.withMessage("id must not be blank");
			assertThat(server.connections()).isZero();
		}
	}

	private static RawHttpServer.Request call(Call call, Class<?> type, String response) throws IOException {
		return call(call, type, response, true);
	}

	private static RawHttpServer.Request call(Call call, Class<?> type, String response, boolean known)
			throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, response))) {
			InqudOperations operations = TestClient.operations(TestClient.create(server.url()));
			StepVerifier.create(Flux.from(call.apply(operations)).collectList()).assertNext((values) -> {
				assertThat(values).isNotEmpty().hasOnlyElementsOfType(type);
				if (known) {
					assertThat(Json.write(response.startsWith("[") ? values : values.get(0))).isEqualTo(response);
				}
			}).expectComplete().verify(TIMEOUT);
			InqudToken.assertSigned(server.onlyRequest());
			return server.onlyRequest();
		}
	}

	@ParameterizedTest
	@MethodSource("calls")
	void refusesAnErrorInPlaceOfAModel(Call call, boolean write) throws IOException {
		for (String response : List.of("{\"code\":\"X\",\"message\":\"y\"}", "{}", "[{}]", "\"ID-1\"")) {
			try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, response))) {
				InqudOperations operations = TestClient.operations(TestClient.create(server.url()));
				StepVerifier.create(call.apply(operations)).expectErrorSatisfies((ex) -> {
					assertThat(ex).isInstanceOf(
							write ? InqudOutcomeUnknownException.class : InqudUnreadableResponseException.class);
				}).verify(TIMEOUT);
				assertThat(server.requests()).hasSize(1);
			}
		}
	}

	static Stream<Arguments> calls() {
		return Stream.concat(
				reads().filter((read) -> read.get()[1] != JsonNode.class)
					.map((read) -> Arguments.of(read.get()[3], false)),
				writes().map((write) -> Arguments.of(write.get()[3], true)));
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.ONE).currency("EUR").method("M").build();
	}

	private static PayinRequest payinRequest() {
		return PayinRequest.builder().amount(BigDecimal.ONE).currency("EUR").method("M").build();
	}

	private static CheckoutRequest checkoutRequest() {
		return CheckoutRequest.builder().type(CheckoutType.NO_PRICE).build();
	}

	private static CreateDepositRequest createDepositRequest() {
		return CreateDepositRequest.builder().cryptoCurrency("ETHEREUM_USDT").build();
	}

	private static StaticBundleRequest staticBundleRequest() {
		return StaticBundleRequest.builder().referenceId("user-1").build();
	}

	private static OnRampCheckoutRequest onRampCheckoutRequest() {
		return OnRampCheckoutRequest.builder().type(OnRampType.NO_PRICE).build();
	}

	private static Arguments read(String target, Class<?> type, String response, Call call) {
		return Arguments.of(target, type, response, call);
	}

	private static Arguments write(String target, String body, Class<?> type, Call call) {
		return Arguments.of(target, body, type, call);
	}

	private static Arguments encoded(String target, Call call) {
		return Arguments.of(target, call);
	}

	@FunctionalInterface
	private interface Call extends Function<InqudOperations, Publisher<?>> {

	}

}
