package com.inqud.spring.autoconfigure.webhook;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.WebServer;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what differs, or could, from server to server.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudWebhookServerTests {

	private static final String PAYMENT = "{\"id\":\"PMT-1\"}";

	private static final String DIGEST = digest(PAYMENT);

	private static final Map<WebServer, ConfigurableApplicationContext> CONTEXTS = new EnumMap<>(WebServer.class);

	@BeforeAll
	static void start() {
		for (WebServer server : WebServer.values()) {
			CONTEXTS.put(server, run(server));
		}
	}

	@AfterAll
	static void stop() {
		CONTEXTS.values().forEach(ConfigurableApplicationContext::close);
	}

	private static ConfigurableApplicationContext run(WebServer server) {
		return server.run(Application.class, "--inqud.webhook.secrets=" + InqudWebhooks.SECRET,
				"--inqud.webhook.max-size=20KB", "--inqud.webhook.named-secrets.checkout=checkout-old,checkout-new",
				"--inqud.webhook.named-secrets.payout[0]=payout-secret");
	}

	@ParameterizedTest
	@EnumSource
	void contentTypeDoesNotMatter(WebServer server) throws Exception {
		for (String contentType : List.of("*/*", "text/*", "nonsense", "application/json; charset=nonsense",
				"text/plain;charset=UTF-16", "a/b/c", ";", "application/x-www-form-urlencoded;charset=*",
				"application/json; charset=\"")) {
			assertThat(rawStatus(server, "/payment", PAYMENT, "Content-Type: " + contentType,
					"X-Payload-Digest: " + DIGEST))
				.as(contentType)
				.isEqualTo(200);
			assertThat(rawStatus(server, "/payment", PAYMENT, "Content-Type: " + contentType,
					"X-Payload-Digest: " + digest("another body")))
				.as(contentType)
				.isEqualTo(401);
		}
	}

	@ParameterizedTest
	@EnumSource
	void numbersWithHugeExponentsAreRefused(WebServer server) throws Exception {
		for (String number : List.of("1e1000000000", "1E+1000000000", "-1e-1000000000", "1.5e" + "9".repeat(50),
				"1e-" + "9".repeat(50), "1e1000")) {
			for (String path : List.of("/payment", "/json", "/map", "/object", "/double", "/decimal", "/integer",
					"/untyped")) {
				assertThat(status(server, path, "{\"id\":\"PMT-1\",\"amount\":" + number + "}")).as(path + " " + number)
					.isEqualTo(400);
			}
			assertThat(status(server, "/json", number)).isEqualTo(400);
			assertThat(status(server, "/json", "[[" + number + "]]")).isEqualTo(400);
			for (String path : List.of("/payment", "/decimal", "/integer")) {
				assertThat(status(server, path, "{\"id\":\"PMT-1\",\"amount\":\"" + number + "\"}"))
					.as(path + " " + number)
					.isEqualTo(400);
			}
		}
		for (String text : List.of("{\"id\":\"1\",\"amount\":1e3}",
				"{\"id\":\"1\",\"amount\":1.5E-3,\"x\":\"1e99999\",\"\\\"1e99999\":true}",
				"{\"id\":\"1\",\"amount\":\"1e3\",\"\\\\\":false}")) {
			assertThat(status(server, "/payment", text)).as(text).isEqualTo(200);
			assertThat(status(server, "/json", text)).as(text).isEqualTo(200);
		}
		for (Charset charset : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
			byte[] body = "{\"amount\":1e1000000000}".getBytes(charset);
			assertThat(InqudWebhooks
				.send(CONTEXTS.get(server), "/json", body, "X-Payload-Digest",
						InqudWebhooks.digest(body, InqudWebhooks.SECRET))
				.statusCode()).isEqualTo(400);
		}
	}

	@ParameterizedTest
	@EnumSource
	void eachRefusalIsALineAndACount(WebServer server, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run(server)) {
			byte[] body = PAYMENT.getBytes(StandardCharsets.UTF_8);
			for (int i = 0; i < 2; i++) {
				assertThat(InqudWebhooks.send(context, "/payment?token=hidden", body).statusCode()).isEqualTo(401);
				assertThat(InqudWebhooks
					.send(context, "/payment", body, "X-Payload-Digest", DIGEST, "X-Payload-Digest", DIGEST)
					.statusCode()).isEqualTo(401);
				assertThat(
						InqudWebhooks.send(context, "/payment", body, "X-Payload-Digest", "0".repeat(40)).statusCode())
					.isEqualTo(401);
				assertThat(InqudWebhooks.send(context, "/payment", new byte[20 * 1024 + 1]).statusCode())
					.isEqualTo(413);
				assertThat(InqudWebhooks.deliver(context, "/payment", "{\"amount\":\"hidden\"}").statusCode())
					.isEqualTo(400);
				assertThat(InqudWebhooks.deliver(context, "/payment", "{\"id\":\"CCO-hidden\"}").statusCode())
					.isEqualTo(400);
				assertThat(InqudWebhooks.deliver(context, "/both", PAYMENT).statusCode()).isEqualTo(200);
			}
			Map<String, Double> counts = new TreeMap<>();
			for (Counter counter : context.getBean(MeterRegistry.class).find("inqud.webhooks").counters()) {
				counts.put(counter.getId().getTag("outcome"), counter.count());
			}
			assertThat(counts).isEqualTo(Map.of("no-signature", 2.0, "several-signatures", 2.0, "wrong-signature", 2.0,
					"too-large", 2.0, "unreadable", 2.0, "wrong-kind", 2.0, "accepted", 2.0));
		}
		String refused = "WARN .*Refused a webhook to /payment from 127\\.0\\.0\\.1: ";
		assertThat(output).containsPattern(refused + "it has no X-Payload-Digest header.*'inqud.webhook.secrets'")
			.containsPattern(refused + "it has more than one X-Payload-Digest header")
			.containsPattern(refused + "its X-Payload-Digest header does not match.*'inqud.webhook.secrets'")
			.containsPattern(refused + "it is larger than 'inqud.webhook.max-size'")
			.containsPattern(refused + "The body of the webhook cannot be read as " + Payment.class.getName())
			.containsPattern(refused + "The webhook is about an object of kind CHECKOUT.*of kind PAYMENT")
			.doesNotContain("hidden", InqudWebhooks.SECRET, DIGEST, "0".repeat(40), "PMT-1");
		assertThat(output.getAll().lines().filter((line) -> line.contains("Refused a webhook"))).hasSize(6);
	}

	@ParameterizedTest
	@EnumSource
	void aNamedSecretIsForTheHandlersThatNameIt(WebServer server, CapturedOutput output) throws Exception {
		String checkout = "{\"id\":\"CCO-1\"}";
		for (String path : List.of("/checkout", "/checkout-delivery", "/annotated-checkout-delivery")) {
			assertThat(status(server, path, checkout, "checkout-old")).isEqualTo(200);
			assertThat(status(server, path, checkout, "checkout-new")).isEqualTo(200);
			assertThat(status(server, path, checkout, "payout-secret")).isEqualTo(401);
			assertThat(status(server, path, checkout, InqudWebhooks.SECRET)).isEqualTo(401);
		}
		assertThat(output).contains("compare 'inqud.webhook.named-secrets.checkout' with");
		assertThat(status(server, "/payment", PAYMENT, "checkout-new")).isEqualTo(401);
		assertThat(status(server, "/payout", PAYMENT, "payout-secret")).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource
	void oneHandlerTakesWebhooksOfSeveralKinds(WebServer server) throws Exception {
		for (Map.Entry<String, String> kind : Map
			.of("PMT-1", "PAYMENT", "CCO-1", "CHECKOUT", "CAPD-1", "DEPOSIT_REQUEST", "ORCO-1", "ON_RAMP_CHECKOUT",
					"SUB-1", "SUBSCRIPTION", "AGR-1", "AUTHORIZATION", "CAP-1", "UNKNOWN", "", "UNKNOWN")
			.entrySet()) {
			assertThat(
					InqudWebhooks.deliver(CONTEXTS.get(server), "/kind", "{\"id\":\"" + kind.getKey() + "\"}").body())
				.isEqualTo(kind.getValue() + " " + kind.getKey());
		}
	}

	@ParameterizedTest
	@EnumSource
	void aBodyOfAnotherKindIsRefusedAndAnUnknownOneIsRead(WebServer server) throws Exception {
		for (String id : List.of("\"CCO-1\"", "\"CAPD-1\"", "\"ORCO-1\"", "\"SUB-1\"", "\"AGR-1\"")) {
			assertThat(status(server, "/payment", "{\"id\":" + id + "}")).isEqualTo(400);
		}
		for (String id : List.of("\"PMT-1\"", "\"NEW-1\"")) {
			assertThat(status(server, "/payment", "{\"id\":" + id + "}")).isEqualTo(200);
		}
		for (String body : List.of("{\"id\":\"\"}", "{\"id\":null}", "{}")) {
			assertThat(status(server, "/payment", body)).isEqualTo(400);
		}
	}

	private static String digest(String body) {
		return InqudWebhooks.digest(body.getBytes(StandardCharsets.UTF_8), InqudWebhooks.SECRET);
	}

	private static int status(WebServer server, String path, String body) throws Exception {
		return status(server, path, body, InqudWebhooks.SECRET);
	}

	private static int status(WebServer server, String path, String body, String secret) throws Exception {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return InqudWebhooks
			.send(CONTEXTS.get(server), path, bytes, "X-Payload-Digest", InqudWebhooks.digest(bytes, secret),
					"Content-Type", "application/json")
			.statusCode();
	}

	/**
	 * Sends headers as they are, which a client would refuse to send.
	 */
	private static int rawStatus(WebServer server, String path, String body, String... headers) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), WebStack.port(CONTEXTS.get(server)))) {
			socket.setSoTimeout(20_000);
			socket.getOutputStream()
				.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n"
						+ String.join("\r\n", headers) + "\r\n\r\n" + body)
					.getBytes(StandardCharsets.UTF_8));
			String status = new String(socket.getInputStream().readNBytes("HTTP/1.1 000".length()),
					StandardCharsets.US_ASCII);
			return Integer.parseInt(status.substring(status.length() - 3));
		}
	}

	@RestController
	@EnableAutoConfiguration
	static class Application {

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@PostMapping("/payment")
		String payment(@InqudWebhook Payment payment) {
			return "taken";
		}

		@PostMapping("/both")
		String both(@InqudWebhook Payment payment, InqudWebhookDelivery delivery) {
			return "taken";
		}

		@PostMapping("/json")
		String json(@InqudWebhook JsonNode json) {
			return "taken";
		}

		@PostMapping("/map")
		String map(@InqudWebhook Map<String, Object> map) {
			return "taken";
		}

		@PostMapping("/object")
		String object(@InqudWebhook Object object) {
			return "taken";
		}

		@PostMapping("/double")
		String number(@InqudWebhook DoubleAmount amount) {
			return "taken";
		}

		@PostMapping("/decimal")
		String decimal(@InqudWebhook DecimalAmount amount) {
			return "taken";
		}

		@PostMapping("/integer")
		String integer(@InqudWebhook IntegerAmount amount) {
			return "taken";
		}

		@PostMapping("/untyped")
		String untyped(@InqudWebhook UntypedAmount amount) {
			return "taken";
		}

		@PostMapping("/checkout")
		String checkout(@InqudWebhook(secret = "checkout") JsonNode json) {
			return "taken";
		}

		@PostMapping("/checkout-delivery")
		String checkoutDelivery(InqudWebhookDelivery delivery, @InqudWebhook(secret = "checkout") JsonNode json) {
			return "taken";
		}

		@PostMapping("/annotated-checkout-delivery")
		String annotatedCheckoutDelivery(@InqudWebhook(secret = "checkout") InqudWebhookDelivery delivery) {
			return "taken";
		}

		@PostMapping("/payout")
		String payout(@InqudWebhook(secret = "payout") Payment payment) {
			return "taken";
		}

		@PostMapping("/kind")
		String kind(InqudWebhookDelivery delivery) {
			return delivery.kind() + " " + delivery.id();
		}

	}

	record DoubleAmount(double amount) {

	}

	record DecimalAmount(BigDecimal amount) {

	}

	record IntegerAmount(BigInteger amount) {

	}

	record UntypedAmount(Object amount) {

	}

}
