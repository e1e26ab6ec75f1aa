package com.inqud.spring.autoconfigure.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.autoconfigure.InqudAutoConfiguration;
import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.autoconfigure.InqudSanitizingAutoConfiguration;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.TestConnectionDetails;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.reactive.ReactiveHttpClientAutoConfiguration;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link InqudWebhookAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudWebhookAutoConfigurationTests {

	private static final String SECRETS = "inqud.webhook.secrets=" + InqudWebhooks.SECRET;

	private final WebApplicationContextRunner servletRunner = configure(new WebApplicationContextRunner());

	private final ReactiveWebApplicationContextRunner reactiveRunner = configure(
			new ReactiveWebApplicationContextRunner());

	private static <R extends AbstractApplicationContextRunner<R, ?, ?>> R configure(R runner) {
		return runner.withConfiguration(AutoConfigurations.of(InqudSanitizingAutoConfiguration.class,
				InqudAutoConfiguration.class, InqudWebhookAutoConfiguration.class, WebClientAutoConfiguration.class,
				ReactiveHttpClientAutoConfiguration.class, CodecsAutoConfiguration.class));
	}

	@Test
	void configuresAServletApplicationWithoutToken() {
		this.servletRunner.withPropertyValues(SECRETS)
			.run((context) -> assertThat(context).hasSingleBean(InqudWebhookVerifier.class)
				.hasSingleBean(WebMvcConfigurer.class)
				.doesNotHaveBean(WebFluxConfigurer.class)
				.doesNotHaveBean(InqudOperations.class));
	}

	@Test
	void configuresAReactiveApplicationWithoutToken() {
		this.reactiveRunner.withPropertyValues(SECRETS)
			.run((context) -> assertThat(context).hasSingleBean(InqudWebhookVerifier.class)
				.hasSingleBean(WebFluxConfigurer.class)
				.doesNotHaveBean(WebMvcConfigurer.class)
				.doesNotHaveBean(InqudOperations.class));
	}

	@Test
	void theClientNeedsNoWebhookSecret() {
		this.servletRunner.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET)
			.run((context) -> assertThat(context).hasSingleBean(InqudOperations.class)
				.doesNotHaveBean(InqudWebhookVerifier.class));
	}

	@Test
	void theClientIsThereNextToWebhooks() {
		this.servletRunner
			.withPropertyValues(SECRETS, "inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET)
			.run((context) -> assertThat(context).hasSingleBean(InqudOperations.class)
				.hasSingleBean(InqudWebhookVerifier.class));
	}

	@Test
	void theClientIsThereWithConnectionDetailsNextToWebhooks() {
		this.servletRunner.withPropertyValues(SECRETS)
			.withBean(InqudConnectionDetails.class,
					() -> new TestConnectionDetails(URI.create("https://api.inqud.com")))
			.run((context) -> assertThat(context).hasSingleBean(InqudOperations.class));
	}

	@Test
	void theClientIsThereWithAFilterOfItsOwnNextToWebhooks() {
		this.servletRunner.withPropertyValues(SECRETS)
			.withBean(InqudAuthenticationFilterFunction.class,
					() -> new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
							AuthMode.HMAC, URI.create("https://api.inqud.com")))
			.run((context) -> assertThat(context).hasSingleBean(InqudOperations.class));
	}

	@Test
	void aWebClientOfItsOwnNextToWebhooksIsNotOverlooked() {
		this.servletRunner.withPropertyValues(SECRETS)
			.withBean("inqudWebClient", WebClient.class, WebClient::create)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("inqud.token-id"));
	}

	@ParameterizedTest
	@CsvSource({ "inqud.token-id, inqud.secret", "inqud.secret, inqud.token-id" })
	void halfATokenIsAnErrorNextToWebhooks(String present, String missing) {
		this.servletRunner.withPropertyValues(SECRETS, present + "=" + InqudToken.ID)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(missing));
	}

	@Test
	void isThereWhenTheClientIsSwitchedOff() {
		this.servletRunner.withPropertyValues(SECRETS, "inqud.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(InqudWebhookVerifier.class));
	}

	@Test
	void receivesNothingInAnApplicationThatServesNothing() {
		configure(new ApplicationContextRunner()).withPropertyValues(SECRETS)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SanitizingFunction.class)
				.doesNotHaveBean(InqudWebhookVerifier.class)
				.doesNotHaveBean(InqudWebhookVerifiers.class)
				.doesNotHaveBean(InqudWebhookOutcomes.class));
	}

	@Test
	void leavesNoMvcWithoutItsClasses() {
		for (Class<?> missing : List.of(WebMvcConfigurer.class, HttpServletRequest.class)) {
			this.servletRunner.withPropertyValues(SECRETS)
				.withClassLoader(new FilteredClassLoader(missing))
				.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("inqudWebhookWebMvcConfigurer"));
		}
	}

	@Test
	void backsOffWithoutActuator() {
		this.servletRunner.withPropertyValues(SECRETS)
			.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(InqudWebhookVerifier.class));
	}

	@Test
	void verifiesWithEverySecretOfTheList() {
		byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
		this.servletRunner.withPropertyValues("inqud.webhook.secrets[0]=with,comma", "inqud.webhook.secrets[1]=second")
			.run((context) -> {
				InqudWebhookVerifier verifier = context.getBean(InqudWebhookVerifier.class);
				verifier.verify(body, InqudWebhooks.digest(body, "with,comma"));
				verifier.verify(body, InqudWebhooks.digest(body, "second"));
			});
	}

	@Test
	void backsOffToTheVerifierOfTheApplication() {
		InqudWebhookVerifier own = new InqudWebhookVerifier(List.of("own"));
		this.servletRunner.withPropertyValues(SECRETS)
			.withBean(InqudWebhookVerifier.class, () -> own)
			.run((context) -> assertThat(context).getBean(InqudWebhookVerifier.class).isSameAs(own));
	}

	@Test
	void propertiesHideTheSecrets() {
		this.servletRunner.withPropertyValues(SECRETS).run((context) -> {
			InqudWebhookProperties properties = context.getBean(InqudWebhookProperties.class);
			assertThat(properties.maxSize()).isEqualTo(DataSize.ofKilobytes(256));
			assertThat(properties.toString()).doesNotContain(InqudWebhooks.SECRET).contains("maxSize=262144B");
		});
	}

	@Test
	void masksTheSecretsInTheActuator() {
		this.servletRunner.withPropertyValues("inqud.webhook.secrets=hidden1,hidden2").run((context) -> {
			UnaryOperator<Object> sanitize = (value) -> context.getBean(SanitizingFunction.class)
				.apply(new SanitizableData(null, "some.name", value))
				.getValue();
			assertThat(sanitize.apply("hidden1,hidden2")).isEqualTo(SanitizableData.SANITIZED_VALUE);
			assertThat(sanitize.apply("and hidden2")).isEqualTo(SanitizableData.SANITIZED_VALUE);
			assertThat(sanitize.apply("visible")).isEqualTo("visible");
			assertThat(sanitize.apply(null)).isNull();
		});
	}

	@ParameterizedTest
	@EnumSource
	void masksTheSecretsInTheAnswersOfTheActuator(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(Application.class, "--inqud.webhook.secrets[0]=hidden1",
				"--inqud.webhook.secrets[1]=hidden2", "--other=my-hidden2",
				"--management.endpoints.web.exposure.include=*", "--management.endpoint.env.show-values=always",
				"--management.endpoint.configprops.show-values=always")) {
			for (String endpoint : List.of("env", "configprops")) {
				String answer = InqudWebhooks.get(context, "/actuator/" + endpoint);
				assertThat(answer).contains("inqud.webhook").contains("******").doesNotContain("hidden");
			}
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			inqud.webhook.secrets    | ' '              | the webhook secret must not be blank
			inqud.webhook.secrets[0] | ''               | the webhook secret must not be blank
			inqud.webhook.secrets[0] | 'hidden\n'       | the webhook secret must not have white space around it
			inqud.webhook.secrets[0] | 'hid\u0007den'   | the webhook secret must not contain a control character
			inqud.webhook.max-size   | 0B               | must be positive and less than 2 GB
			inqud.webhook.max-size   | 2GB              | must be positive and less than 2 GB
			""")
	void saysWhatIsWrongWithoutEchoingIt(String property, String value, String reason, CapturedOutput output) {
		for (WebStack stack : WebStack.values()) {
			assertThatException().isThrownBy(
					() -> stack.run(Application.class, "--inqud.enabled=false", "--" + property + "=" + value).close());
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The Inqud webhooks could not be configured: ")
				.contains(reason)
				.doesNotContain("hid");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
