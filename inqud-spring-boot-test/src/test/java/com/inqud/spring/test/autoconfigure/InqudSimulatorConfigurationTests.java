package com.inqud.spring.test.autoconfigure;

import java.time.Duration;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.app.ShopApplication;
import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.test.simulator.SimulatedWebhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link InqudSimulatorConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudSimulatorConfigurationTests {

	@Test
	void applicationRunsAgainstTheSimulator(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("--server.servlet.context-path=/shop")) {
			InqudSimulator simulator = context.getBean(InqudSimulator.class);
			assertThat(output).contains(
					"Simulator of Inqud at " + simulator.baseUrl() + " with token " + InqudSimulator.DEFAULT_TOKEN_ID);
			assertThat(context.getBean(InqudConnectionDetails.class).getBaseUrl()).isEqualTo(simulator.baseUrl());
			ShopApplication.Payouts payouts = context.getBean(ShopApplication.Payouts.class);
			String id = payouts.pay("order-1");
			await().atMost(Duration.ofSeconds(30)).until(() -> "SUCCESS".equals(payouts.status(id)));
			assertThat(simulator.webhooks()).extracting(SimulatedWebhook::responseStatus).containsOnly(200);
		}
	}

	@Test
	void furtherAccountsCallTheSimulator() {
		try (ConfigurableApplicationContext context = run()) {
			InqudOperations eu = BeanFactoryAnnotationUtils.qualifiedBeanOfType(context.getBeanFactory(),
					InqudOperations.class, "eu");
			assertThat(eu.balances().collectList().block()).hasSize(3);
		}
	}

	@Test
	void simulatorEndsWithTheApplication() {
		InqudSimulator simulator;
		try (ConfigurableApplicationContext context = run("--inqud.simulator.unreliable-webhooks=true")) {
			simulator = context.getBean(InqudSimulator.class);
			assertThat(simulator.wireMock().isRunning()).isTrue();
		}
		assertThat(simulator.wireMock().isRunning()).isFalse();
	}

	private static ConfigurableApplicationContext run(String... arguments) {
		return SpringApplication.from((args) -> SpringApplication.run(ShopApplication.class, args))
			.with(InqudSimulatorConfiguration.class)
			.run(StringUtils.concatenateStringArrays(arguments,
					new String[] { "--server.port=0", "--inqud.simulator.progress-after=20ms" }))
			.getApplicationContext();
	}

}
