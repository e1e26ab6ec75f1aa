package com.inqud.spring.autoconfigure;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;

import com.inqud.spring.test.InqudToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link InqudConfigurationFailureAnalyzer} on the output of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudConfigurationFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "inqud.token-id, INQUD_TOKEN_ID, inqud.secret", "inqud.secret, INQUD_SECRET, inqud.token-id" })
	void saysWhatIsMissingAndWhatToDo(String missing, String variable, String present, CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--" + present + "=" + InqudToken.SECRET));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("'" + missing + "' is not set")
			.contains(variable)
			.contains("inqud.enabled=false")
			.doesNotContain(InqudToken.SECRET);
	}

	@Test
	void blankIsNotSet(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--inqud.token-id=" + InqudToken.ID, "--inqud.secret= "));
		assertThat(output).contains("'inqud.secret' is not set");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					inqud.secret            | 'hidden\n'                      | the secret must not have white space around it
					inqud.secret            | ' hidden'                        | the secret must not have white space around it
					inqud.secret            | 'hid\u0007den'                  | the secret must not contain a control character
					inqud.token-id          | 'hidden '                        | the token id must not have white space around it
					inqud.base-url          | https://user:hidden@api.example  | no user info, query or fragment
					inqud.base-url          | https://api.example?hidden       | no user info, query or fragment
					inqud.base-url          | https://api.example#hidden       | no user info, query or fragment
					inqud.base-url          | api.example                      | must start with https:// or http:// and a host
					inqud.base-url          | http://api.example               | http://api.example is not secure
					inqud.base-url          | http://127.0.0.1.evil.example    | is not secure
					inqud.base-url          | http://localhost.evil.example    | is not secure
					inqud.base-url          | http://10.0.0.1                  | is not secure
					inqud.max-request-size  | 3GB                              | must be positive and less than 2 GB
					inqud.max-response-size | 0B                               | must be positive and less than 2 GB
					inqud.connect-timeout   | -1s                              | the connect timeout must be positive
					inqud.read-timeout      | 0s                               | the read timeout must be positive
					inqud.call-timeout      | 0s                               | the call timeout must be positive
					inqud.base-url          | https://api.example:65536        | the port of the base URL must be between 1 and 65535
					inqud.base-url          | //localhost                      | must start with https:// or http:// and a host
					inqud.base-url          | https:///x                       | must start with https:// or http:// and a host
					inqud.call-timeout      | 107000d                          | the call timeout must be positive and at most 365 days
					inqud.read-timeout      | 25d                              | the read timeout must be positive and at most 24 days
					inqud.connect-timeout   | 25d                              | the connect timeout must be positive and at most 24 days
					inqud.max-idle-time     | 25d                              | the maximum idle time must be positive and at most 24 days
					inqud.accounts.eu.base-url | https://api.example:65536     | the port of the base URL must be between 1 and 65535
					inqud.retry.max-attempts | 0                               | the maximum number of attempts must be positive
					inqud.retry.max-backoff | 1ms                              | must be at least the initial backoff and at most 365 days
					inqud.retry.initial-backoff | -1s                          | the initial backoff must not be negative
					""")
	void saysWhatIsWrongWithoutEchoingIt(String property, String value, String reason, CapturedOutput output) {
		Map<String, String> properties = new HashMap<>(
				Map.of("inqud.token-id", InqudToken.ID, "inqud.secret", InqudToken.SECRET));
		properties.put(property, value);
		assertThatException().isThrownBy(() -> run(properties.entrySet()
			.stream()
			.map((entry) -> "--" + entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new)));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsPattern("The Inqud client( of the account 'eu')? could not be configured: ")
			.contains(reason)
			.doesNotContain("hidden")
			.doesNotContain(InqudToken.SECRET);
	}

	@Test
	void namesThePropertyOfAnSslBundleThatIsMissing(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run("--inqud.token-id=" + InqudToken.ID,
				"--inqud.secret=" + InqudToken.SECRET, "--inqud.ssl.bundle=missing"));
		assertThat(output).contains("there is no SSL bundle 'missing'", "'inqud.ssl.bundle'", "'spring.ssl.bundle'");
	}

	@Test
	void namesTheMethodOfAnInterfaceThatReturnsWhatCannotBeRead(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Application.class, ReturnsInputStream.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(
				() -> application.run("--inqud.token-id=" + InqudToken.ID, "--inqud.secret=" + InqudToken.SECRET));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The HTTP service group 'inqud' could not be configured: the response to ")
			.contains(ReturnsInputStream.Exchange.class.getName() + ".things")
			.contains("cannot be read as ")
			.contains("Change the return type to ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api.example", "http://localhost", "http://127.0.0.1:1", "http://127.1.2.3",
			"http://[::1]:8080", "HTTP://LOCALHOST/prefix" })
	void acceptsHttpsAndLoopback(String baseUrl, CapturedOutput output) {
		run("--inqud.token-id=" + InqudToken.ID, "--inqud.secret=" + InqudToken.SECRET, "--inqud.base-url=" + baseUrl);
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void warnsOfAnInsecureBaseUrlThatIsAllowed(CapturedOutput output) {
		run("--inqud.token-id=" + InqudToken.ID, "--inqud.secret=" + InqudToken.SECRET,
				"--inqud.base-url=http://api.example", "--inqud.allow-insecure-base-url=true");
		assertThat(output).containsPattern("WARN .*http://api.example without encryption");
	}

	@Test
	void warnsOfATokenIdThatLooksLikeNone(CapturedOutput output) {
		run("--inqud.token-id=hidden", "--inqud.secret=" + InqudToken.SECRET);
		assertThat(output).containsPattern("WARN .*does not start with 'TKN-'").doesNotContain("hidden");
	}

	private static void run(String... args) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setBannerMode(Banner.Mode.OFF);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args).close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@ImportHttpServices(group = "inqud", types = ReturnsInputStream.Exchange.class)
	static class ReturnsInputStream {

		interface Exchange {

			@GetExchange("/things")
			InputStream things();

		}

	}

}
