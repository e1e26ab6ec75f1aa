package com.inqud.spring.test.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Tests for {@link InqudSimulator} with clients that are written in Python and share no
 * code with this project.
 */
class PythonClientTests {

	private static final String PAYOUT = "POST /v1/user/payments/payout";

	private final InqudSimulator simulator = InqudSimulator.start();

	@TempDir
	private Path directory;

	@BeforeAll
	static void requirePython() throws InterruptedException {
		try {
			new ProcessBuilder("python3", "--version").redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			abort("python3 is not installed");
		}
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	@Test
	void tellsRightFromWrong() throws Exception {
		Path output = this.directory.resolve("output");
		assertThat(run("inqud_client.py", InqudSimulator.DEFAULT_SECRET, output)).as(Files.readString(output)).isZero();
		assertThat(output).content().isEqualToNormalizingNewlines("""
				ok: simple, balances -> 200
				ok: simple, payout -> 200
				ok: simple, wrong secret, balances -> 401: The token secret is wrong
				ok: simple, wrong secret, payout -> 401: The token secret is wrong
				ok: hmac, balances -> 200
				ok: hmac, payout -> 200
				ok: hmac, wrong secret, balances -> 401: The signature does not match the body and the salt
				ok: hmac, wrong secret, payout -> 401: The signature does not match the body and the salt
				ok: hmac, one byte of the body changed -> 401: The signature does not match the body and the salt
				ok: hmac, new salt, balances -> 200
				ok: hmac, repeated salt, balances -> 401: The salt has been used before
				ok: hmac, new salt, payout -> 200
				ok: hmac, repeated salt, payout -> 401: The salt has been used before
				""");
	}

	@Test
	void clientNoticesAWrongOutcome() throws Exception {
		Path output = this.directory.resolve("output");
		assertThat(run("inqud_client.py", "not-the-secret", output)).isOne();
		assertThat(output).content().isEqualToNormalizingNewlines("WRONG: simple, balances -> 401\n");
	}

	@Test
	void failsOnDemand() throws Exception {
		this.simulator.nextCall(PAYOUT).refuse(422, "LIMIT", "Too much");
		this.simulator.nextCall(PAYOUT).rateLimit(Duration.ofSeconds(7));
		this.simulator.nextCall(PAYOUT).serverError();
		this.simulator.nextCall(PAYOUT).badGateway();
		this.simulator.nextCall(PAYOUT).hang();
		this.simulator.nextCall(PAYOUT).resetBeforeReading();
		this.simulator.nextCall(PAYOUT).loseResponse();
		this.simulator.nextCall(PAYOUT).cutOffResponse();
		this.simulator.nextCall(PAYOUT).garbage();
		this.simulator.nextCall(PAYOUT).interimStatus(103);
		this.simulator.nextCall(PAYOUT).onlyInterimStatus(102);
		this.simulator.nextCall(PAYOUT).slowResponse(Duration.ofMillis(1));
		Path output = this.directory.resolve("output");
		assertThat(run("faults_client.py", InqudSimulator.DEFAULT_SECRET, output)).as(Files.readString(output))
			.isZero();
		assertThat(output).content().isEqualToNormalizingNewlines("""
				refused: 422 LIMIT; not made
				rate limit: 429 RATE_LIMIT, Retry-After: 7; not made
				server error: 500 INTERNAL_ERROR; not made
				bad gateway: 502 text/html; not made
				hang: TimeoutError; not made
				reset before reading: ConnectionResetError; not made
				lost response: ConnectionResetError; made
				cut-off response: cut off; made
				garbage: BadStatusLine; made
				interim status: HTTP/1.1 103 Interim, HTTP/1.1 200 OK; made
				only interim status: HTTP/1.1 102 Interim; made
				slow response: 200 NEW, slowly; made
				no fault: 200 NEW; made
				chunked: HTTP/1.1 200 OK; made
				expect: HTTP/1.1 100 Continue, HTTP/1.1 200 OK; made
				""");
		this.simulator.verify();
	}

	private int run(String script, String secret, Path output) throws Exception {
		Process process = new ProcessBuilder("python3", "src/test/python/" + script,
				this.simulator.baseUrl().toString(), InqudSimulator.DEFAULT_TOKEN_ID, secret)
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("client has ended").isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
