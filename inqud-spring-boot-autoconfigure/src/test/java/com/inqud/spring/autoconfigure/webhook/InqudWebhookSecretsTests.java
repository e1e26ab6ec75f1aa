package com.inqud.spring.autoconfigure.webhook;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import javax.management.MBeanServer;
import javax.management.ObjectName;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchException;

/**
 * Tests for the configuration of webhook secrets, with and without a web server.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudWebhookSecretsTests {

	private static final String NO_CLIENT = "--inqud.enabled=false";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			inqud.webhook.secrets[0]                | ${HIDDEN_UNSET}          | has a placeholder
			inqud.webhook.secrets[0]                | prefix-${HIDDEN_UNSET}x  | has a placeholder
			inqud.webhook.secrets                   | fine,${HIDDEN_UNSET}     | has a placeholder
			inqud.webhook.secrets[0]                | ${HIDDEN_A:${HIDDEN_B}}  | has a placeholder
			inqud.webhook.secrets[0]                | ENC(hidden)              | is encrypted and was not decrypted
			inqud.webhook.secrets[0]                | {cipher}hidden           | is encrypted and was not decrypted
			inqud.webhook.named-secrets.checkout[0] | ${HIDDEN_UNSET}          | has a placeholder
			inqud.webhook.named-secrets.checkout    | fine,{cipher}hidden      | is encrypted and was not decrypted
			""")
	void aPlaceholderIsNoSecret(String property, String value, String reason, CapturedOutput output) {
		assertFails(WebApplicationType.NONE, Application.class, property + "=" + value, NO_CLIENT.substring(2));
		String name = property.endsWith("]") ? property : property + "[1]";
		assertThat(output).contains("'" + name + "' " + reason)
			.doesNotContainIgnoringCase("hidden")
			.contains("APPLICATION FAILED TO START");
	}

	@ParameterizedTest
	@EnumSource
	void aPlaceholderIsNoSecretInAnyApplication(WebApplicationType type, CapturedOutput output) {
		for (String property : List.of("inqud.webhook.secrets[0]", "inqud.webhook.named-secrets.checkout[0]")) {
			String secrets = property + "=${HIDDEN_UNSET}";
			assertFails(type, Application.class, secrets, NO_CLIENT.substring(2));
			assertFails(type, VerifierApplication.class, secrets, NO_CLIENT.substring(2),
					"spring.main.lazy-initialization=true");
			assertThat(output).contains("'" + property + "' has a placeholder");
		}
		assertThat(output).doesNotContainIgnoringCase("hidden").contains("APPLICATION FAILED TO START");
	}

	@Test
	void theConfigurationOfTheReadmeDoesNotStartWithItsVariablesUnset(CapturedOutput output) {
		assertFails(WebApplicationType.SERVLET, Application.class, "inqud.webhook.secrets[0]=${INQUD_WEBHOOK_SECRET}");
		assertThat(output).contains("'inqud.webhook.secrets[0]' has a placeholder, ${…}, that was not resolved.")
			.contains("Set the environment variable or the property that the placeholder names.")
			.doesNotContain("INQUD_WEBHOOK_SECRET");
	}

	@Test
	void aPlaceholderWithAValueIsReplaced() throws Exception {
		try (ConfigurableApplicationContext context = WebStack.SERVLET.run(Application.class, NO_CLIENT,
				"--inqud.webhook.secrets[0]=${MY_SECRET}", "--MY_SECRET=" + InqudWebhooks.SECRET)) {
			byte[] body = new byte[0];
			context.getBean(InqudWebhookVerifier.class).verify(body, InqudWebhooks.digest(body, InqudWebhooks.SECRET));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "inqud.webhook.secrets[1]=hidden", "inqud.webhook.secrets[0].value=hidden",
			"inqud.webhook.secrets[2]=hidden,inqud.webhook.secrets[0]=fine",
			"inqud.webhook.named-secrets.checkout[1]=hidden", "inqud.webhook.named-secrets=hidden",
			"inqud.webhook.named-secrets.checkout[0].value=hidden" })
	void aListThatCannotBeBoundIsNotShown(String properties, CapturedOutput output) {
		Exception failure = assertFails(WebApplicationType.NONE, Application.class,
				(properties + ",debug=true").split(","));
		assertThat(failure).hasStackTraceContaining("InqudConfigurationException");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("' cannot be read as a part of a list of secrets")
			.doesNotContain("hidden");
	}

	@ParameterizedTest
	@EnumSource
	void aListThatCannotBeBoundIsNotShownByAnyApplication(WebApplicationType type, CapturedOutput output) {
		for (String enabled : new String[] { "true", "false" }) {
			assertFails(type, Application.class, "inqud.webhook.secrets[1]=hidden", "inqud.enabled=" + enabled,
					"debug=true");
		}
		assertThat(output).doesNotContain("hidden");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			inqud.webhook.secrets[1]                | ' '       | must not be blank
			inqud.webhook.named-secrets.checkout[1] | 'hidden ' | must not have white space
			""")
	void aRefusedSecretIsNamed(String property, String value, String reason, CapturedOutput output) {
		for (WebStack stack : WebStack.values()) {
			assertThatException().isThrownBy(
					() -> stack
						.run(Application.class, NO_CLIENT, "--" + property + "=" + value,
								"--" + property.replace("[1]", "[0]") + "=fine")
						.close());
		}
		assertThat(output).contains("'" + property + "' is refused: the webhook secret " + reason)
			.doesNotContain("hidden");
	}

	@ParameterizedTest
	@EnumSource
	void anUnknownNameEndsTheStart(WebStack stack, CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> stack
					.run(NamingApplication.class, "--inqud.webhook.secrets=a", "--inqud.webhook.named-secrets.payout=b",
							"--inqud.webhook.named-secrets.empty=")
					.close());
		assertThat(output).contains("names the secret 'checkout', which does not exist. The named secrets are: payout.")
			.contains("Set 'inqud.webhook.named-secrets.checkout' to the webhook secret.");
	}

	@ParameterizedTest
	@EnumSource
	void oneHandlerHasOneName(WebStack stack, CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> stack
					.run(TwoNamesApplication.class, "--inqud.webhook.named-secrets.payout=b",
							"--inqud.webhook.named-secrets.checkout=b")
					.close());
		assertThat(output).contains("names several lists of secrets: checkout, payout.");
	}

	@ParameterizedTest
	@EnumSource
	void aNamedSecretIsEnoughToStartWithoutToken(WebStack stack) {
		try (ConfigurableApplicationContext context = stack.run(NamingApplication.class,
				"--inqud.webhook.named-secrets.checkout=b")) {
			assertThat(context.getBeanProvider(InqudOperations.class).getIfAvailable()).isNull();
			assertThat(context.getBeanProvider(InqudWebhookVerifier.class).getIfAvailable()).isNull();
		}
	}

	@ParameterizedTest
	@EnumSource(WebApplicationType.class)
	void masksTheSecretsOverJmx(WebApplicationType type) throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		try (ConfigurableApplicationContext context = application(type, Application.class).run(
				"--inqud.webhook.secrets[0]=hidden1", "--inqud.webhook.named-secrets.checkout=hidden2,hidden3",
				"--other=my-hidden3", "--spring.jmx.enabled=true", NO_CLIENT,
				"--management.endpoints.jmx.domain=inqud." + type, "--management.endpoints.jmx.exposure.include=*",
				"--management.endpoint.env.show-values=always",
				"--management.endpoint.configprops.show-values=always")) {
			Object env = server.invoke(new ObjectName("inqud." + type + ":type=Endpoint,name=Env"), "environment",
					new Object[] { null }, new String[] { String.class.getName() });
			Object configprops = server.invoke(new ObjectName("inqud." + type + ":type=Endpoint,name=Configprops"),
					"configurationProperties", new Object[0], new String[0]);
			assertThat(context.isActive()).isTrue();
			assertThat(env.toString()).contains("inqud.webhook.secrets[0]", "******").doesNotContain("hidden");
			assertThat(configprops.toString()).contains("inqud.webhook", "******").doesNotContain("hidden");
		}
	}

	@Test
	void propertiesHideTheNamedSecrets() {
		InqudWebhookProperties properties = new InqudWebhookProperties(List.of("hidden"),
				Map.of("name", List.of("hidden")), DataSize.ofKilobytes(1));
		assertThat(properties.toString()).doesNotContain("hidden");
	}

	private static Exception assertFails(WebApplicationType type, Class<?> application, String... properties) {
		SpringApplication springApplication = application(type, application);
		springApplication
			.addInitializers((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("test", Arrays.stream(properties)
					.map((property) -> property.split("=", 2))
					.collect(Collectors.toMap((property) -> property[0], (property) -> (Object) property[1])))));
		Exception failure = catchException(() -> springApplication.run().close());
		assertThat(failure).isNotNull();
		assertThat(failure).hasRootCauseInstanceOf(InqudConfigurationException.class);
		StringWriter stackTrace = new StringWriter();
		failure.printStackTrace(new PrintWriter(stackTrace, true));
		assertThat(stackTrace.toString()).doesNotContainIgnoringCase("hidden");
		return failure;
	}

	private static SpringApplication application(WebApplicationType type, Class<?> application) {
		SpringApplication springApplication = new SpringApplicationBuilder(application).web(type).build();
		springApplication.setDefaultProperties(
				Map.of("server.port", "0", "server.address", "127.0.0.1", "spring.main.banner-mode", "off"));
		return springApplication;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Import(Application.class)
	static class VerifierApplication {

		@Bean
		InqudWebhookVerifier verifier() {
			return new InqudWebhookVerifier(List.of("own"));
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class NamingApplication {

		@PostMapping("/webhook")
		String handle(@InqudWebhook(secret = "checkout") JsonNode json) {
			return "taken";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class TwoNamesApplication {

		@PostMapping("/webhook")
		String handle(@InqudWebhook(secret = "checkout") JsonNode json, @InqudWebhook(secret = "payout") byte[] body) {
			return "taken";
		}

	}

}
