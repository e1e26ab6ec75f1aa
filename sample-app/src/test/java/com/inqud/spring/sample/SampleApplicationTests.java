package com.inqud.spring.sample;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link SampleApplication} as it is started from the command line.
 */
@ExtendWith(OutputCaptureExtension.class)
class SampleApplicationTests {

	private static final String LIVE = "--spring.profiles.active=live";

	@Test
	void logsBalancesAndAddress(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(output)
				.contains("Balances: BTC 105.82306278, USD 1000.00, ETHEREUM_USDT 2500.5. Open " + url(context, "/"));
		}
	}

	@Test
	void signsByDefault() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getBean(InqudOperations.class)).asString().contains("authMode=HMAC");
		}
	}

	@Test
	void listensOnLoopbackOnly() {
		try (ConfigurableApplicationContext context = run()) {
			assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
		}
	}

	@Test
	void simulatorStopsWithTheApplication() throws Exception {
		URI simulator;
		try (ConfigurableApplicationContext context = run()) {
			simulator = context.getBean(InqudSimulator.class).baseUrl();
			assertThat(get(simulator).statusCode()).isEqualTo(401);
		}
		assertThatException().isThrownBy(() -> get(simulator)).isInstanceOf(IOException.class);
	}

	@Test
	void wrongSecretIsRefused(CapturedOutput output) throws Exception {
		try (InqudSimulator inqud = InqudSimulator.start();
				ConfigurableApplicationContext context = run(LIVE,
						"--INQUD_TOKEN_ID=" + InqudSimulator.DEFAULT_TOKEN_ID, "--INQUD_SECRET=not-the-secret",
						"--INQUD_BASE_URL=" + inqud.baseUrl())) {
			assertThat(output).contains("Refused GET /v1/user/wallet/balances: The signature does not match")
				.containsPattern(
						"WARN .* Balances are not available: .* 401 .*signature does not match.*open http://localhost:\\d+/")
				.doesNotContain("not-the-secret")
				.doesNotContain("\tat ");
			HttpResponse<String> response = get(url(context, "/balances"));
			assertThat(response.statusCode()).isEqualTo(502);
			assertThat(response.body()).contains("401")
				.contains("The signature does not match")
				.doesNotContain("not-the-secret");
		}
	}

	@Test
	void liveTalksToTheBaseUrl(CapturedOutput output) {
		try (InqudSimulator inqud = InqudSimulator.start();
				ConfigurableApplicationContext context = run(LIVE,
						"--INQUD_TOKEN_ID=" + InqudSimulator.DEFAULT_TOKEN_ID,
						"--INQUD_SECRET=" + InqudSimulator.DEFAULT_SECRET, "--INQUD_BASE_URL=" + inqud.baseUrl())) {
			assertThat(context.getBeansOfType(InqudSimulator.class)).isEmpty();
			assertThat(context.getBean(InqudOperations.class)).asString().contains(inqud.baseUrl().toString());
			assertThat(output).contains("Balances: BTC 105.82306278");
		}
	}

	@Test
	void liveUsesItsOwnCredentials(CapturedOutput output) {
		try (InqudSimulator inqud = InqudSimulator.start();
				ConfigurableApplicationContext context = run(LIVE, "--INQUD_TOKEN_ID=TKN-of-another",
						"--INQUD_SECRET=another", "--INQUD_BASE_URL=" + inqud.baseUrl())) {
			assertThat(context.isRunning()).isTrue();
			assertThat(output).containsPattern("Balances are not available: .* 401 .*The token id is not known");
		}
	}

	@Test
	void liveCallsInqudByDefault() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		ConfigDataEnvironmentPostProcessor.applyTo(environment, null, null, "live");
		assertThat(environment.getProperty("inqud.base-url")).isEqualTo("https://api.inqud.com");
	}

	@Test
	void liveWithoutAnswerKeepsRunning(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run(LIVE, "--INQUD_TOKEN_ID=TKN-1", "--INQUD_SECRET=secret",
				"--INQUD_BASE_URL=http://localhost:" + unusedPort())) {
			assertThat(output).containsPattern(
					"WARN .* Balances are not available: .*Connection refused.*open http://localhost:\\d+/");
			HttpResponse<String> response = get(url(context, "/balances"));
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
			assertThat(get(url(context, "/")).body()).contains("Payouts move real money")
				.contains("The balances are not available");
		}
	}

	@Test
	void liveWithoutCredentialsFails(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(LIVE).close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains("the property 'inqud.token-id' is not set");
	}

	@Test
	void liveWithoutSecretFails(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(LIVE, "--INQUD_TOKEN_ID=TKN-1").close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains("the property 'inqud.secret' is not set");
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return SpringApplication.run(SampleApplication.class,
				StringUtils.addStringToArray(arguments, "--server.port=0"));
	}

	private static int unusedPort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static URI url(ConfigurableApplicationContext context, String path) {
		return URI
			.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
	}

	private static HttpResponse<String> get(URI url) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
	}

}
