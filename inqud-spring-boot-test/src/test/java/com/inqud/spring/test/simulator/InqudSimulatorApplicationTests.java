package com.inqud.spring.test.simulator;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InqudSimulatorApplication}.
 */
class InqudSimulatorApplicationTests {

	@Test
	@Timeout(60)
	void runsAloneAndPrintsWhatAClientNeeds(@TempDir Path directory) throws Exception {
		Path ledger = directory.resolve("ledger.json");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), InqudSimulatorApplication.class.getName(), "--port=0",
				"--ledger=" + ledger)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		try (BufferedReader reader = process.inputReader()) {
			List<String> lines = new ArrayList<>();
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				lines.add(line);
				if (line.startsWith("Webhook secret:")) {
					break;
				}
			}
			String output = String.join("\n", lines);
			assertThat(output).contains("Token id:       TKN-", "Token secret:   ", "Webhook secret: secret_value");
			Matcher url = Pattern.compile("URL: +http://127\\.0\\.0\\.1:(\\d+)").matcher(output);
			assertThat(url.find()).isTrue();
			Process client = new ProcessBuilder("python3", "src/test/python/inqud_client.py",
					"http://127.0.0.1:" + url.group(1), InqudSimulator.DEFAULT_TOKEN_ID, InqudSimulator.DEFAULT_SECRET)
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			assertThat(client.waitFor()).isZero();
			assertThat(Files.readString(ledger)).contains("PMT-");
		}
		finally {
			process.destroy();
			process.waitFor();
		}
	}

	@Test
	void namesAnUnknownOption() {
		assertThatIllegalArgumentException().isThrownBy(() -> InqudSimulatorApplication.start("--prot=0"))
			.withMessageContaining("prot")
			.withMessageContaining("port");
	}

}
