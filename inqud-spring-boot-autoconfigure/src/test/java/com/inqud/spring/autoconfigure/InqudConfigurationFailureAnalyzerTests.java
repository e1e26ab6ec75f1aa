package com.inqud.spring.autoconfigure;

import com.inqud.spring.test.InqudToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link InqudConfigurationFailureAnalyzer} on the output of an application.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudConfigurationFailureAnalyzerTests {

	@ParameterizedTest
	@CsvSource({ "inqud.token-id, INQUD_TOKENID, inqud.secret", "inqud.secret, INQUD_SECRET, inqud.token-id" })
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

}
