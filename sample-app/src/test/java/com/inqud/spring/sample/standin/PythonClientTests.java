package com.inqud.spring.sample.standin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * Tests for {@link InqudStandIn} with a client that is written in Python and shares no
 * code with this project.
 */
class PythonClientTests {

	private final InqudStandIn standIn = new InqudStandIn();

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
		this.standIn.close();
	}

	@Test
	void standInTellsRightFromWrong() throws Exception {
		Path output = this.directory.resolve("output");
		assertThat(runClient(InqudStandIn.SECRET, output)).as(Files.readString(output)).isZero();
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
		assertThat(runClient("not-the-secret", output)).isOne();
		assertThat(output).content().isEqualToNormalizingNewlines("WRONG: simple, balances -> 401\n");
	}

	private int runClient(String secret, Path output) throws Exception {
		Process process = new ProcessBuilder("python3", "src/test/python/inqud_client.py",
				this.standIn.getUrl().toString(), InqudStandIn.TOKEN_ID, secret)
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
