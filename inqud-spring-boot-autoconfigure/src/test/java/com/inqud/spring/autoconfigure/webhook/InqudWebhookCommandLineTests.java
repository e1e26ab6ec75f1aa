package com.inqud.spring.autoconfigure.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhook;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Test that webhooks can be tried with the tools of the command line.
 */
class InqudWebhookCommandLineTests {

	@BeforeAll
	static void toolsAreThere() {
		Assumptions.assumeTrue(isThere("sh", "-c", "curl --version && openssl version"));
	}

	@ParameterizedTest
	@EnumSource
	void acceptsWhatOpensslSignedAndCurlSent(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(Application.class,
				"--inqud.webhook.secrets=" + InqudWebhooks.SECRET)) {
			assertThat(curl(context, "{\"id\":\"PMT-1\"}")).isEqualTo("PMT-1 200");
			assertThat(curl(context, "{\"id\":\"PMT-2\"}")).endsWith(" 401").doesNotContain("PMT");
		}
	}

	private static String curl(ConfigurableApplicationContext context, String sent) throws Exception {
		return run("sh", "-c", """
				DIGEST=$(printf '%s' '{"id":"PMT-1"}' | openssl dgst -sha1 -hmac "$0" | sed 's/.* //')
				curl --silent --noproxy '*' --max-time 20 --write-out ' %{http_code}' "$1" \\
					--header 'Content-Type: application/json' --header "X-Payload-Digest: $DIGEST" --data-binary "$2"
				""", InqudWebhooks.SECRET, "http://127.0.0.1:" + WebStack.port(context) + "/webhooks/inqud", sent);
	}

	private static boolean isThere(String... command) {
		try {
			run(command);
			return true;
		}
		catch (Exception | AssertionError ex) {
			return false;
		}
	}

	private static String run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

	@RestController
	@EnableAutoConfiguration
	static class Application {

		@PostMapping("/webhooks/inqud")
		String handle(@InqudWebhook Payment payment) {
			return String.valueOf(payment.id());
		}

	}

}
