package com.inqud.spring.test.simulator;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.inqud.spring.test.webhook.InqudWebhookSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the webhooks of {@link InqudSimulator}.
 */
class WebhookTests {

	private static final String PAYOUT = """
			{"amount":50,"currency":"USD","method":"CC_VISAMC","cardNumber":"5555555555554444","clientOrderId":"ü"}
			""";

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private volatile int status = 200;

	private DisposableServer merchant;

	private InqudSimulator simulator;

	private TestClient client;

	@BeforeEach
	void start() throws Exception {
		this.merchant = HttpServer.create().host("127.0.0.1").port(0).handle(this::receive).bindNow();
		this.simulator = InqudSimulator.builder()
			.webhooksTo(url("/all"))
			.webhooksTo("CCO-", url("/checkouts"), "another secret")
			.start();
		this.client = new TestClient(this.simulator);
	}

	@AfterEach
	void stop() {
		this.simulator.close();
		this.merchant.disposeNow();
	}

	@Test
	void eachChangeIsSentAndSigned() throws Exception {
		String id = payout();
		this.simulator.move(id, "PENDING");
		this.simulator.complete(id);
		assertThat(this.received).extracting(Received::status).containsExactly("NEW", "PENDING", "SUCCESS");
		assertThat(this.received).allSatisfy((webhook) -> {
			assertThat(webhook.path()).isEqualTo("/all");
			assertThat(webhook.digest()).isEqualTo(new InqudWebhookSigner("secret_value").digest(webhook.body()));
			assertThat(webhook.contentType()).isEqualTo("application/json");
		});
		assertThat(new String(this.received.get(2).body(), StandardCharsets.UTF_8))
			.isEqualTo(this.simulator.document(id).toString());
		assertThat(this.simulator.webhooks()).hasSize(3)
			.allSatisfy((webhook) -> assertThat(webhook.responseStatus()).isEqualTo(200))
			.allSatisfy((webhook) -> assertThat(webhook.id()).isEqualTo(id));
	}

	@Test
	void kindsHaveUrlsAndSecretsOfTheirOwn() throws Exception {
		this.client.post("/v1/user/crypto-acquiring/CAP-1/checkouts", "{\"type\":\"NO_PRICE\"}");
		this.simulator.webhooks();
		assertThat(this.received).singleElement().satisfies((webhook) -> {
			assertThat(webhook.path()).isEqualTo("/checkouts");
			assertThat(webhook.digest()).isEqualTo(new InqudWebhookSigner("another secret").digest(webhook.body()));
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 204, 302, 401, 404, 500 })
	void anyResponseBut200IsFollowedByAnotherAttempt(int status) throws Exception {
		this.status = status;
		payout();
		assertThat(this.simulator.webhooks()).singleElement()
			.satisfies((webhook) -> assertThat(webhook.responseStatus()).isEqualTo(status));
		this.simulator.advance(Duration.ofSeconds(50));
		assertThat(this.received).hasSize(1);
		this.status = 200;
		this.simulator.advance(Duration.ofDays(7));
		assertThat(this.simulator.webhooks()).extracting(SimulatedWebhook::attempt).containsExactly(1, 2);
		assertThat(this.received.get(1).body()).isEqualTo(this.received.get(0).body());
	}

	@Test
	void givesUpAfterTenRepetitionsWithTheDocumentedDelays() throws Exception {
		this.status = 500;
		payout();
		this.simulator.advance(Duration.ofDays(7));
		List<SimulatedWebhook> webhooks = this.simulator.webhooks();
		assertThat(webhooks).hasSize(11);
		assertThat(webhooks.stream()
			.skip(1)
			.map((webhook) -> Duration.between(webhooks.get(webhook.attempt() - 2).time(), webhook.time()).toMinutes()))
			.containsExactly(1L, 2L, 5L, 15L, 30L, 60L, 120L, 360L, 720L, 1440L);
	}

	@Test
	void aServerThatIsDownIsRepeatedTo() throws Exception {
		this.simulator.sendWebhooksTo(URI.create("http://127.0.0.1:" + unusedPort() + "/"));
		payout();
		assertThat(this.simulator.webhooks()).singleElement()
			.satisfies((webhook) -> assertThat(webhook.failure()).contains("Connection refused"));
		this.simulator.sendWebhooksTo(url("/again"));
		this.simulator.advance(Duration.ofMinutes(1));
		assertThat(this.received).extracting(Received::path).containsExactly("/again");
	}

	@Test
	void webhooksAreKeptWithoutAUrl() throws Exception {
		this.simulator.sendWebhooksTo(null);
		payout();
		this.simulator.advance(Duration.ofDays(7));
		assertThat(this.simulator.webhooks()).singleElement().satisfies((webhook) -> {
			assertThat(webhook.responseStatus()).isNull();
			assertThat(webhook.digest()).isEqualTo(new InqudWebhookSigner().digest(webhook.body()));
		});
		assertThat(this.received).isEmpty();
	}

	@Test
	void twice() throws Exception {
		this.simulator.nextWebhook().twice();
		this.simulator.complete(payout());
		assertThat(this.received).extracting(Received::status).containsExactly("NEW", "NEW", "SUCCESS");
	}

	@Test
	void lateAndSoOutOfOrder() throws Exception {
		this.simulator.nextWebhook().late(Duration.ofMinutes(10));
		this.simulator.complete(payout());
		this.simulator.advance(Duration.ofMinutes(11));
		assertThat(this.received).extracting(Received::status).containsExactly("SUCCESS", "NEW");
	}

	@Test
	void lost() throws Exception {
		this.simulator.nextWebhook().lost();
		this.simulator.complete(payout());
		this.simulator.advance(Duration.ofDays(7));
		assertThat(this.received).extracting(Received::status).containsExactly("SUCCESS");
		assertThat(this.simulator.webhooks()).extracting(SimulatedWebhook::failure)
			.containsExactly("lost on purpose", null);
	}

	@Test
	void wrongDigest() throws Exception {
		this.simulator.nextWebhook().wrongDigest();
		payout();
		this.simulator.webhooks();
		assertThat(this.received).singleElement()
			.satisfies((webhook) -> assertThat(webhook.digest()).hasSize(40)
				.isNotEqualTo(new InqudWebhookSigner().digest(webhook.body())));
	}

	@Test
	void anyWebhookCanBeSentAgain() throws Exception {
		this.simulator.complete(payout());
		this.simulator.resend(this.simulator.webhooks().get(0));
		assertThat(this.received).extracting(Received::status).containsExactly("NEW", "SUCCESS", "NEW");
		assertThat(this.received.get(2).body()).isEqualTo(this.received.get(0).body());
	}

	@Test
	void resetForgetsWebhooksAndRepetitions() throws Exception {
		this.status = 500;
		payout();
		this.simulator.webhooks();
		this.simulator.nextWebhook().twice();
		this.simulator.reset();
		this.received.clear();
		this.status = 200;
		this.simulator.advance(Duration.ofDays(7));
		assertThat(this.simulator.webhooks()).isEmpty();
		payout();
		this.simulator.webhooks();
		assertThat(this.received).hasSize(1);
	}

	@Test
	void closeDoesNotWaitForAServerThatNeverResponds() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.simulator.sendWebhooksTo(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"));
			payout();
			silent.accept().getInputStream().read();
			long start = System.nanoTime();
			this.simulator.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
		}
	}

	private String payout() throws Exception {
		return this.client.post("/v1/user/payments/payout", PAYOUT).path("id").asString();
	}

	private URI url(String path) {
		return URI.create("http://127.0.0.1:" + this.merchant.port() + path);
	}

	private static int unusedPort() throws Exception {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private Publisher<Void> receive(HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asByteArray().defaultIfEmpty(new byte[0]).flatMap((body) -> {
			this.received.add(new Received(request.uri(), body, request.requestHeaders().get("X-Payload-Digest"),
					request.requestHeaders().get("Content-Type")));
			return response.status(this.status).send().then();
		});
	}

	private record Received(String path, byte[] body, String digest, String contentType) {

		String status() {
			return Json.readObject(this.body).path("status").asString();
		}

	}

}
