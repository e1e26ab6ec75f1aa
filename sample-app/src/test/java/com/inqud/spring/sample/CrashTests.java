package com.inqud.spring.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.inqud.spring.client.InqudWebClientCustomizer;
import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.test.simulator.SimulatedPayment;
import com.inqud.spring.test.webhook.InqudWebhookSigner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that kill the application in a JVM of its own, and start it again. The simulator
 * lives on and knows what was really paid.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CrashTests {

	private static final String PAYOUT = "/v1/user/payments/payout";

	private static final Duration LIMIT = Duration.ofMinutes(2);

	private static final Pattern STARTED = Pattern.compile("Balances.* [Oo]pen (http://localhost:\\d+)/");

	private final InqudSimulator simulator = InqudSimulator.start();

	private final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	private Path directory;

	private Process process;

	private int starts;

	private String address;

	@AfterEach
	void end() throws InterruptedException {
		if (this.process != null) {
			kill();
		}
		this.simulator.close();
	}

	@Test
	void killedBetweenSendingAndTheResponse() throws Exception {
		start(SampleApplication.class);
		this.simulator.nextCall(PAYOUT).slowResponse(Duration.ofSeconds(1));
		pay("made");
		await().atMost(LIMIT).until(() -> this.simulator.payments().size() == 1);
		this.simulator.nextCall(PAYOUT).hang();
		pay("lost");
		await().atMost(LIMIT).until(() -> payoutsReceived() == 2);
		kill();
		assertThat(query("select state from payout")).containsExactly("SENDING", "SENDING");
		start(SampleApplication.class);
		awaitState("made", "ACCEPTED");
		awaitState("lost", "UNKNOWN");
		assertThat(pay("made").get().statusCode()).isEqualTo(200);
		assertThat(pay("lost").get().statusCode()).isEqualTo(202);
		assertThat(payoutsReceived()).isEqualTo(2);
		assertThat(this.simulator.payments()).extracting(SimulatedPayment::clientOrderId).containsExactly("made");
		this.simulator.verify();
		kill();
		assertThat(query("select text from payout_event where payout_id = 1"))
			.anyMatch((text) -> text.startsWith("UNKNOWN"))
			.endsWith("Inqud says NEW");
	}

	@Test
	void killedBeforeSending() throws Exception {
		start(NeverSending.class);
		pay("order-1");
		await().atMost(LIMIT).until(() -> Files.readString(log()).contains(NeverSending.MESSAGE));
		kill();
		assertThat(query("select state from payout")).containsExactly("SENDING");
		assertThat(payoutsReceived()).isZero();
		start(SampleApplication.class);
		awaitState("order-1", "UNKNOWN");
		assertThat(pay("order-1").get().statusCode()).isEqualTo(202);
		assertThat(payoutsReceived()).isZero();
	}

	@Test
	void killedBetweenTakingAWebhookAndTheQuestion() throws Exception {
		start(SampleApplication.class);
		assertThat(pay("order-1").get().statusCode()).isEqualTo(201);
		String id = this.simulator.payments().get(0).id();
		this.simulator.nextCall("GET /v1/user/payments/{id}").hang();
		this.simulator.sendWebhooksTo(URI.create(this.address + "/webhooks/inqud"));
		this.simulator.complete(id);
		assertThat(this.simulator.webhooks()).last()
			.satisfies((webhook) -> assertThat(webhook.responseStatus()).isEqualTo(200));
		kill();
		assertThat(query("select status from webhook")).containsExactly("SUCCESS");
		assertThat(query("select status from payout")).containsExactly("NEW");
		start(SampleApplication.class);
		await().atMost(LIMIT).until(() -> get("/payouts/order-1").contains("\"status\":\"SUCCESS\""));
		this.simulator.verify();
	}

	private void start(Class<?> application) throws IOException {
		this.starts++;
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), application.getName(),
				"--spring.profiles.active=live", "--server.port=0", "--sample.data-dir=" + this.directory,
				"--inqud.call-timeout=3s", "--sample.payouts.margin=0s", "--sample.payouts.check-interval=100ms",
				"--INQUD_TOKEN_ID=" + InqudSimulator.DEFAULT_TOKEN_ID,
				"--INQUD_SECRET=" + InqudSimulator.DEFAULT_SECRET, "--INQUD_BASE_URL=" + this.simulator.baseUrl(),
				"--INQUD_WEBHOOK_SECRET=" + InqudWebhookSigner.DEFAULT_SECRET)
			.redirectErrorStream(true)
			.redirectOutput(log().toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("INQUD_") || name.startsWith("SPRING_"));
		this.process = builder.start();
		this.address = await().atMost(LIMIT)
			.failFast(() -> assertThat(this.process.isAlive()).as(Files.readString(log())).isTrue())
			.until(() -> STARTED.matcher(Files.readString(log())), Matcher::find)
			.group(1);
	}

	private void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	private Path log() {
		return this.directory.resolve("log-" + this.starts);
	}

	private CompletableFuture<HttpResponse<String>> pay(String reference) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(this.address + "/payouts"))
			.header("Content-Type", "application/json")
			.header("Idempotency-Key", reference)
			.POST(HttpRequest.BodyPublishers
				.ofString("{\"amount\": 1, \"currency\": \"USD\", \"method\": \"CC_VISAMC\", "
						+ "\"cardNumber\": \"5555555555554444\"}"))
			.build();
		return this.client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
	}

	private void awaitState(String reference, String state) {
		await().atMost(LIMIT).until(() -> get("/payouts/" + reference).contains("\"state\":\"" + state + "\""));
	}

	private String get(String path) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(URI.create(this.address + path)).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	private long payoutsReceived() {
		return this.simulator.requests().stream().filter((request) -> request.method().equals("POST")).count();
	}

	/**
	 * First column of what the database of the killed application has.
	 */
	private List<String> query(String sql) throws IOException, SQLException {
		try (Stream<Path> files = Files.list(this.directory)) {
			Path file = files.filter((path) -> path.toString().endsWith(".mv.db")).findFirst().orElseThrow();
			String url = "jdbc:h2:async:" + file.toString().replace(".mv.db", "");
			try (Connection connection = DriverManager.getConnection(url, "sa", "");
					Statement statement = connection.createStatement();
					ResultSet rows = statement.executeQuery(sql + " order by id")) {
				List<String> values = new ArrayList<>();
				while (rows.next()) {
					values.add(rows.getString(1));
				}
				return values;
			}
		}
	}

	/**
	 * The application, which stops right before it sends a payout.
	 */
	static class NeverSending {

		static final String MESSAGE = "Ready to send";

		public static void main(String[] args) {
			new SpringApplication(SampleApplication.class, NeverSending.class).run(args);
		}

		@Bean
		InqudWebClientCustomizer stop() {
			return (builder) -> builder.filter((request, next) -> {
				if (request.method() == HttpMethod.POST) {
					System.out.println(MESSAGE);
					return Mono.never();
				}
				return next.exchange(request);
			});
		}

	}

}
