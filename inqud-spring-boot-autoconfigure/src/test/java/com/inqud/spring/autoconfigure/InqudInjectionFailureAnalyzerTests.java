package com.inqud.spring.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.PaymentOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link InqudInjectionFailureAnalyzer}, as its words are printed.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudInjectionFailureAnalyzerTests {

	private static final String EU = "inqud.accounts.eu.token-id=TKN-1,inqud.accounts.eu.secret=secret";

	@Test
	void tellsThatTheClientIsSwitchedOff(CapturedOutput output) {
		fail(DefaultAccount.class, "inqud.enabled=false");
		assertThat(output).contains("requires the default Inqud account, but 'inqud.enabled' is 'false'.")
			.contains("Remove 'inqud.enabled'");
	}

	@Test
	void namesTheAccountsWhereThereIsNoDefaultOne(CapturedOutput output) {
		fail(DefaultAccount.class, EU.split(","));
		assertThat(output)
			.contains("requires the default Inqud account, but 'inqud.token-id' and 'inqud.secret' are not set")
			.contains("The accounts are [eu].")
			.contains("@InqudAccount(\"eu\")");
	}

	@Test
	void namesTheAccountsWhereThatOneIsMissing(CapturedOutput output) {
		fail(OtherAccount.class, EU.split(","));
		assertThat(output).contains("requires the Inqud account 'us', which does not exist. The accounts are [eu].")
			.contains("set 'inqud.accounts.us.token-id'");
	}

	@Test
	void leavesOtherBeansToOthers(CapturedOutput output) {
		fail(OtherBean.class, EU.split(","));
		assertThat(output).contains("required a bean of type 'java.lang.Thread'").doesNotContain("Inqud account '");
	}

	private static void fail(Class<?> application, String... properties) {
		List<String> arguments = Stream.of(properties).map((property) -> "--" + property).toList();
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.run(arguments.toArray(String[]::new)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class DefaultAccount {

		@Bean
		Object user(PaymentOperations operations) {
			return operations;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OtherAccount {

		@Bean
		Object user(@InqudAccount("us") InqudOperations operations) {
			return operations;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OtherBean {

		@Bean
		Object user(Thread thread) {
			return thread;
		}

	}

}
