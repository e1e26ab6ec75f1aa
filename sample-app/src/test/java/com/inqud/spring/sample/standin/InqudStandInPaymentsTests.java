package com.inqud.spring.sample.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the payments and webhooks of {@link InqudStandIn}.
 */
class InqudStandInPaymentsTests {

	private static final JsonMapper JSON_MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private final List<Webhook> webhooks = new CopyOnWriteArrayList<>();

	private final AtomicInteger failures = new AtomicInteger();

	private final InqudStandIn standIn = new InqudStandIn(Duration.ofMillis(20));

	private HttpServer merchant;

	@BeforeEach
	void startMerchant() throws IOException {
		this.merchant = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.merchant.createContext("/", this::receive);
		this.merchant.start();
		this.standIn.sendWebhooksTo(URI.create("http://127.0.0.1:" + this.merchant.getAddress().getPort() + "/"));
	}

	@AfterEach
	void stop() {
		this.merchant.stop(0);
		this.standIn.close();
	}

	@Test
	void payoutTakesItsAmountAndSucceeds() throws Exception {
		JsonNode payout = post("payout", "{\"amount\":100.01,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}");
		assertThat(payout.get("status").asString()).isEqualTo("NEW");
		assertThat(get("/v1/user/wallet/balances").toString()).contains("{\"currency\":\"USD\",\"balance\":899.99}");
		awaitSuccess(payout);
	}

	@Test
	void payinBringsItsAmountOnceItSucceeds() throws Exception {
		JsonNode payin = post("payin", "{\"amount\":100.01,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}");
		assertThat(payin.get("payUrl").asString()).startsWith("https://pay.example/");
		awaitSuccess(payin);
		assertThat(get("/v1/user/wallet/balances").toString()).contains("{\"currency\":\"USD\",\"balance\":1100.01}");
	}

	@Test
	void refusesAnUnknownCurrency() throws Exception {
		for (String kind : List.of("payout", "payin")) {
			assertThat(post(kind, "{\"amount\":1,\"currency\":\"XXX\",\"method\":\"CC_VISAMC\"}").toString())
				.isEqualTo("{\"code\":\"UNKNOWN_CURRENCY\",\"message\":\"Currency XXX is not known\"}");
		}
	}

	@Test
	void refusesMoreThanThereIs() throws Exception {
		assertThat(post("payout", "{\"amount\":1000.01,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}").toString())
			.isEqualTo("{\"code\":\"INSUFFICIENT_FUNDS\",\"message\":\"Not enough USD\"}");
		assertThat(get("/v1/user/wallet/balances").toString()).contains("{\"currency\":\"USD\",\"balance\":1000.00}");
	}

	@Test
	void refusedPayoutTakesNothing() throws Exception {
		assertThat(post("payout", "{\"amount\":50,\"currency\":\"USD\"}").get("message").asString())
			.isEqualTo("method is missing");
		assertThat(get("/v1/user/wallet/balances").toString()).contains("{\"currency\":\"USD\",\"balance\":1000.00}");
	}

	@Test
	void findsPayments() throws Exception {
		JsonNode payout = post("payout",
				"{\"amount\":1,\"currency\":\"USD\",\"method\":\"CC_VISAMC\",\"clientOrderId\":\"order-1\"}");
		awaitSuccess(payout);
		assertThat(get("/v1/user/payments")).hasSize(1);
		assertThat(get("/v1/user/payments/search?orderId=" + payout.get("orderId").asString())).hasSize(1);
		assertThat(get("/v1/user/payments/search?orderId=unknown")).isEmpty();
		assertThat(get("/v1/user/payments/search").get("code").asString()).isEqualTo("BAD_REQUEST");
		assertThat(get("/v1/user/payments/unknown").get("code").asString()).isEqualTo("NOT_FOUND");
		assertThat(get("/v1/user/methods")).isNotEmpty();
	}

	@Test
	void tellsEachChangeSignedNowAndThenTwiceOrLate() throws Exception {
		List<String> ids = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			ids.add(post("payout", "{\"amount\":1,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}").get("id")
				.asString());
		}
		await().atMost(Duration.ofSeconds(20)).until(() -> this.webhooks.size() >= 10);
		assertThat(this.webhooks).hasSize(10)
			.allSatisfy((webhook) -> assertThat(webhook.digest).isEqualTo(sign(webhook)));
		assertThat(this.webhooks.stream().filter((webhook) -> webhook.status().equals("NEW"))).hasSize(3);
		assertThat(this.webhooks.stream().filter((webhook) -> webhook.status().equals("PENDING"))).hasSize(4);
		assertThat(this.webhooks.stream().filter((webhook) -> webhook.status().equals("SUCCESS"))).hasSize(3);
		List<String> late = this.webhooks.stream()
			.filter((webhook) -> webhook.id().equals(ids.get(1)))
			.map(Webhook::status)
			.toList();
		assertThat(late).containsExactly("NEW", "SUCCESS", "PENDING");
	}

	@Test
	void sendsAWebhookAgainUntilItIsTaken() throws Exception {
		this.failures.set(2);
		post("payin", "{\"amount\":1,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}");
		await().atMost(Duration.ofSeconds(20))
			.until(() -> this.webhooks.stream().map(Webhook::status).distinct().count() == 3);
	}

	private void awaitSuccess(JsonNode payment) {
		await().atMost(Duration.ofSeconds(20))
			.until(() -> get("/v1/user/payments/" + payment.get("id").asString()).get("status").asString(),
					"SUCCESS"::equals);
	}

	private void receive(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		boolean failed = this.failures.getAndUpdate((count) -> Math.max(0, count - 1)) > 0;
		if (!failed) {
			this.webhooks.add(new Webhook(exchange.getRequestHeaders().getFirst("X-Payload-Digest"), body));
		}
		exchange.sendResponseHeaders(failed ? 500 : 200, -1);
		exchange.close();
	}

	private JsonNode post(String kind, String body) throws Exception {
		return send(HttpRequest.newBuilder(this.standIn.getUrl().resolve("/v1/user/payments/" + kind))
			.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private JsonNode get(String path) throws Exception {
		return send(HttpRequest.newBuilder(this.standIn.getUrl().resolve(path)));
	}

	private static JsonNode send(HttpRequest.Builder request) throws Exception {
		request.header("X-Token-API-Id", InqudStandIn.TOKEN_ID).header("X-Token-API-Secret", InqudStandIn.SECRET);
		String answer = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
		return JSON_MAPPER.readTree(answer);
	}

	private static String sign(Webhook webhook) throws Exception {
		Mac mac = Mac.getInstance("HmacSHA1");
		mac.init(new SecretKeySpec(InqudStandIn.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
		return HexFormat.of().formatHex(mac.doFinal(webhook.body));
	}

	record Webhook(String digest, byte[] body) {

		String id() {
			return JSON_MAPPER.readTree(this.body).get("id").asString();
		}

		String status() {
			return JSON_MAPPER.readTree(this.body).get("status").asString();
		}

	}

}
