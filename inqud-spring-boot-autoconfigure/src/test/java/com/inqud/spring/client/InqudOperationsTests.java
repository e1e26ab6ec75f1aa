package com.inqud.spring.client;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.inqud.spring.InqudException;
import com.inqud.spring.client.payment.OrderType;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentStatus;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.payment.TransactionType;
import com.inqud.spring.client.wallet.WalletBalance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for the calls of {@link InqudOperations} and the JSON that they exchange.
 */
class InqudOperationsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	@RegisterExtension
	private final WireMockExtension inqud = WireMockExtension.newInstance()
		.options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	@Test
	void balances() {
		this.inqud.stubFor(
				get("/v1/user/wallet/balances").withHeader("Accept", equalTo("application/json")).willReturn(okJson("""
						[{"currency":"BTC","balance":105.82306278000000001},
						 {"currency":"USD","balance":"0.10","more":{"to":"come"}}]""")));
		StepVerifier.create(operations("").balances())
			.expectNext(new WalletBalance("BTC", new BigDecimal("105.82306278000000001")))
			.expectNext(new WalletBalance("USD", new BigDecimal("0.10")))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void payout() {
		this.inqud.stubFor(post("/v1/user/payments/payout").withHeader("Content-Type", equalTo("application/json"))
			.withHeader("Accept", equalTo("application/json"))
			.willReturn(okJson("""
					{"id":"PMT-1","orderId":"ORD-1","clientOrderId":"order-1","externalId":"ext-1",
					 "amount":105.82306278000000001,"currency":"USD","method":"CC_VISAMC","orderType":"PAYOUT",
					 "transactionType":"CREDIT","status":"NEW","h2H":true,"payUrl":"https://pay.example/1",
					 "createdAt":"2023-12-22T09:49:13.124979025Z","unknown":[1,2]}""")));
		StepVerifier.create(operations("").payout(payoutRequest().build()))
			.expectNext(new Payment("PMT-1", "ORD-1", "order-1", "ext-1", new BigDecimal("105.82306278000000001"),
					"USD", "CC_VISAMC", OrderType.PAYOUT, TransactionType.CREDIT, PaymentStatus.NEW, true,
					"https://pay.example/1", Instant.parse("2023-12-22T09:49:13.124979025Z")))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void paymentWithValuesThatAreUnknownToday() {
		this.inqud.stubFor(post(anyUrl()).willReturn(okJson(
				"{\"id\":\"PMT-1\",\"status\":\"ON_ITS_WAY\",\"orderType\":\"SWAP\",\"transactionType\":null}")));
		StepVerifier.create(operations("").payout(payoutRequest().build())).assertNext((payment) -> {
			assertThat(payment.status()).isEqualTo(new PaymentStatus("ON_ITS_WAY"));
			assertThat(payment.orderType()).isEqualTo(new OrderType("SWAP"));
			assertThat(payment.transactionType()).isNull();
		}).expectComplete().verify(TIMEOUT);
	}

	@Test
	void findsPaymentsByTheMerchantsOwnReference() {
		this.inqud.stubFor(get("/v1/user/payments").willReturn(okJson("""
				[{"id":"PMT-1","clientOrderId":"order-1"},{"id":"PMT-2","clientOrderId":"ORDER-1"},{"id":"PMT-3"},
				 {"id":"PMT-4","clientOrderId":null},{"id":"PMT-5","clientOrderId":"order-1"},
				 {"id":"PMT-6","orderId":"order-1"},{"id":"PMT-7","clientOrderId":"order-11"}]""")));
		StepVerifier.create(operations("").paymentsByClientOrderId("order-1").map(Payment::id))
			.expectNext("PMT-1", "PMT-5")
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier.create(operations("").paymentsByClientOrderId("order-2")).expectComplete().verify(TIMEOUT);
	}

	@Test
	void aListThatCannotBeReadIsNoEmptyResult() {
		for (String response : List.of("", "{}", "{\"payments\":[]}", "[{\"id\":\"PMT-1\"},",
				"[{\"id\":\"PMT-1\"},{}]")) {
			this.inqud.stubFor(get("/v1/user/payments").willReturn(okJson(response)));
			StepVerifier.create(operations("").paymentsByClientOrderId("order-2"))
				.expectError(InqudException.class)
				.verify(TIMEOUT);
		}
	}

	@Test
	void refusesABlankReference() {
		for (String blank : new String[] { null, "", " " }) {
			assertThatIllegalArgumentException().isThrownBy(() -> operations("").paymentsByClientOrderId(blank))
				.withMessage("clientOrderId must not be blank");
		}
		assertThat(this.inqud.getAllServeEvents()).isEmpty();
	}

	@Test
	void sendsAPayoutAsJsonWithoutNulls() {
		assertThat(sent(payoutRequest().build()))
			.isEqualTo("{\"amount\":50,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}");
	}

	@Test
	void sendsEveryPropertyOfAPayout() {
		Map<String, Object> address = new LinkedHashMap<>();
		address.put("city", "Riga");
		address.put("street", null);
		PayoutRequest request = payoutRequest().cardNumber("5555555555554444")
			.firstName("John")
			.lastName("Doe")
			.phoneNumber("+111111111111")
			.cryptoAddress("0xabc")
			.bankAccount("DE02")
			.bankCode("BANK")
			.clientOrderId("order-1")
			.comment("Thanks")
			.asset("USDT")
			.crossPayoutAsset("BTC")
			.property("taxId", 42)
			.property("fee", new BigDecimal("1E+2"))
			.property("address", address)
			.build();
		assertThat(sent(request)).isEqualTo("""
				{"amount":50,"currency":"USD","method":"CC_VISAMC","cardNumber":"5555555555554444",\
				"firstName":"John","lastName":"Doe","phoneNumber":"+111111111111","cryptoAddress":"0xabc",\
				"bankAccount":"DE02","bankCode":"BANK","clientOrderId":"order-1","comment":"Thanks","asset":"USDT",\
				"crossPayoutAsset":"BTC","taxId":42,"fee":100,"address":{"city":"Riga"}}""");
	}

	@Test
	void sendsAmountsExactlyAndPlainly() {
		assertThat(sent(payoutRequest().amount(new BigDecimal("1E+3")).build())).contains("\"amount\":1000,");
		assertThat(sent(payoutRequest().amount(new BigDecimal("105.82306278000000001")).build()))
			.contains("\"amount\":105.82306278000000001,");
		assertThat(sent(payoutRequest().amount(new BigDecimal("1E-10")).build())).contains("\"amount\":0.0000000001,");
		assertThat(sent(payoutRequest().amount(new BigDecimal("30.00")).build())).contains("\"amount\":30.00,");
	}

	@Test
	void readsAmountsExactlyInAnyModel() {
		this.inqud.stubFor(get(anyUrl()).willReturn(okJson("{\"rate\":105.82306278000000001,\"fee\":1.10}")));
		Mono<JsonNode> answer = webClient("").get().uri("/").retrieve().bodyToMono(JsonNode.class);
		StepVerifier.create(answer).assertNext((node) -> {
			assertThat(node.get("rate").decimalValue()).isEqualTo("105.82306278000000001");
			assertThat(node.get("fee").decimalValue()).isEqualTo("1.10");
		}).expectComplete().verify(TIMEOUT);
		Mono<Map<String, Object>> map = webClient("").get()
			.uri("/")
			.retrieve()
			.bodyToMono(new ParameterizedTypeReference<>() {
			});
		StepVerifier.create(map)
			.expectNext(Map.of("rate", new BigDecimal("105.82306278000000001"), "fee", new BigDecimal("1.10")))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void letsAFilterReadTheAnswerAsWell() {
		this.inqud.stubFor(get(anyUrl()).willReturn(okJson("[{\"currency\":\"BTC\",\"balance\":1}]")));
		List<String> read = new ArrayList<>();
		WebClient client = webClient("").mutate()
			.filters((filters) -> filters.add(0, (request, next) -> next.exchange(request)
				.flatMap((response) -> response.bodyToMono(String.class).doOnNext(read::add).thenReturn(response))))
			.build();
		StepVerifier.create(TestClient.operations(client).balances())
			.expectNext(new WalletBalance("BTC", BigDecimal.ONE))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(read).containsExactly("[{\"currency\":\"BTC\",\"balance\":1}]");
	}

	@Test
	void keepsThePathOfTheBaseUrl() {
		for (String prefix : List.of("/prefix", "/prefix/")) {
			this.inqud.stubFor(get("/prefix/v1/user/wallet/balances")
				.willReturn(okJson("[{\"currency\":\"BTC\",\"balance\":1}]")));
			StepVerifier.create(operations(prefix).balances()).expectNextCount(1).expectComplete().verify(TIMEOUT);
		}
	}

	private String sent(PayoutRequest request) {
		this.inqud.resetRequests();
		this.inqud.stubFor(post(anyUrl()).willReturn(okJson("{\"id\":\"PMT-1\"}")));
		StepVerifier.create(operations("").payout(request)).expectNextCount(1).expectComplete().verify(TIMEOUT);
		List<LoggedRequest> requests = this.inqud.findAll(anyRequestedFor(anyUrl()));
		assertThat(requests).hasSize(1);
		return requests.get(0).getBodyAsString();
	}

	private static PayoutRequest.Builder payoutRequest() {
		return PayoutRequest.builder().amount(new BigDecimal("50")).currency("USD").method("CC_VISAMC");
	}

	private InqudOperations operations(String prefix) {
		return TestClient.operations(webClient(prefix));
	}

	private WebClient webClient(String prefix) {
		return TestClient.create(URI.create(this.inqud.baseUrl() + prefix));
	}

}
