package com.inqud.spring.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Test for the packaged application in its form that was processed ahead of time.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SampleApplicationAotIT {

	private static final Duration LIMIT = Duration.ofMinutes(3);

	private static final Pattern STARTED = Pattern
		.compile("Balances: BTC 105.82306278, .* Open (http://localhost:\\d+)/");

	@TempDir
	private Path directory;

	private Path log;

	private Process process;

	@BeforeEach
	void start() throws IOException {
		this.log = this.directory.resolve("log");
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Dspring.aot.enabled=true", "-jar", System.getProperty("sample.jar"),
				"--server.port=0", "--sample.data-dir=" + this.directory)
			.redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("INQUD_") || name.startsWith("SPRING_"));
		this.process = builder.start();
	}

	@AfterEach
	void end() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	@Test
	void servesAndEnds() throws Exception {
		RestTestClient client = RestTestClient.bindToServer().baseUrl(awaitAddress()).build();
		assertThat(this.log).content().contains("Starting AOT-processed SampleApplication");
		client.post()
			.uri("/payouts")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"amount\": 50, \"currency\": \"USD\", \"method\": \"CC_VISAMC\", \"cardNumber\": \"5555555555554444\", \"clientOrderId\": \"order-1\"}")
			.exchange()
			.expectStatus()
			.isCreated();
		await().atMost(LIMIT)
			.untilAsserted(() -> client.get()
				.uri("/payouts/order-1")
				.exchange()
				.expectBody()
				.jsonPath("$.status")
				.isEqualTo("SUCCESS"));
		client.get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((page) -> assertThat(page).contains("<h1>Payments</h1>", "950.00"));
		this.process.destroy();
		assertThat(this.process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("application has ended").isTrue();
	}

	private String awaitAddress() {
		return await().atMost(LIMIT)
			.failFast(() -> assertThat(this.process.isAlive()).as(read()).isTrue())
			.until(() -> STARTED.matcher(read()), Matcher::find)
			.group(1);
	}

	private String read() throws IOException {
		return Files.readString(this.log);
	}

}
