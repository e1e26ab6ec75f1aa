package com.inqud.spring.test.autoconfigure;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.app.ShopApplication;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AutoConfigureInqudSimulator @AutoConfigureInqudSimulator}.
 */
class AutoConfigureInqudSimulatorTests {

	private static final AtomicReference<InqudSimulator> FIRST = new AtomicReference<>();

	@Test
	void everyAccountCallsTheSimulator() {
		run(Accounts.class).assertStatistics((statistics) -> statistics.succeeded(1));
	}

	@Test
	void eachTestStartsFromAResetSimulator() {
		run(Repeated.class).assertStatistics((statistics) -> statistics.succeeded(2));
	}

	@Test
	void webhooksAreKeptWithoutAServer() {
		run(NoServer.class).assertStatistics((statistics) -> statistics.succeeded(1));
	}

	@Test
	void contextIsSharedBetweenClasses() {
		FIRST.set(null);
		run(Shared1.class, Shared2.class).assertStatistics((statistics) -> statistics.succeeded(2));
	}

	@Test
	void webhookPathDoesNotMakeAnotherContext() {
		assertThat(new InqudSimulatorContextCustomizer()).isEqualTo(new InqudSimulatorContextCustomizer())
			.hasSameHashCodeAs(new InqudSimulatorContextCustomizer());
	}

	@Test
	void verifyFailsATestWhosePayoutWasMadeTwice() {
		Events tests = run(Verified.class);
		tests.assertStatistics((statistics) -> statistics.failed(1));
		assertThat(tests.failed().stream().toList().toString()).contains("2 payouts for order-1");
	}

	@Test
	void testWithoutTheAnnotationHasNoSimulator() {
		assertThat(new InqudSimulatorContextCustomizerFactory().createContextCustomizer(Object.class, List.of()))
			.isNull();
	}

	@Test
	void simulatorEndsWithTheContext() {
		FIRST.set(null);
		run(Dirty.class).assertStatistics((statistics) -> statistics.succeeded(1));
		assertThat(FIRST.get().wireMock().isRunning()).isFalse();
	}

	private static Events run(Class<?>... classes) {
		return EngineTestKit.engine("junit-jupiter")
			.selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
			.execute()
			.testEvents();
	}

	@SpringBootTest(classes = ShopApplication.class)
	@AutoConfigureInqudSimulator
	static class Accounts {

		@Test
		void call(@Autowired InqudOperations inqud, @Autowired @InqudAccount("eu") InqudOperations eu,
				@Autowired InqudSimulator simulator, @Autowired InqudConnectionDetails details) {
			assertThat(details.getBaseUrl()).isEqualTo(simulator.baseUrl());
			assertThat(inqud.balances().collectList().block()).hasSize(3);
			assertThat(eu.balances().collectList().block()).hasSize(3);
			assertThat(simulator.requests()).extracting((request) -> request.headers().get("x-token-api-id").get(0))
				.containsExactly(InqudSimulator.DEFAULT_TOKEN_ID, "TKN-simulator-eu");
		}

	}

	@SpringBootTest(classes = ShopApplication.class)
	@AutoConfigureInqudSimulator
	static class Repeated {

		@Autowired
		private InqudSimulator simulator;

		@Autowired
		private ShopApplication.Payouts payouts;

		@Test
		void first() {
			use();
		}

		@Test
		void second() {
			use();
		}

		private void use() {
			assertThat(this.simulator.payments()).isEmpty();
			assertThat(this.simulator.requests()).isEmpty();
			this.payouts.pay("order-1");
			this.simulator.nextCall().times(100).serverError();
		}

	}

	@SpringBootTest(classes = ShopApplication.class)
	@AutoConfigureInqudSimulator
	static class NoServer {

		@Test
		void keep(@Autowired InqudSimulator simulator, @Autowired ShopApplication.Payouts payouts) {
			simulator.complete(payouts.pay("order-1"));
			assertThat(simulator.webhooks()).hasSize(2)
				.allSatisfy((webhook) -> assertThat(webhook.responseStatus()).isNull());
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
	@AutoConfigureInqudSimulator
	static class Shared1 {

		@Test
		void same(@Autowired InqudSimulator simulator) {
			assertThat(simulator).isSameAs(first(simulator));
		}

		static InqudSimulator first(InqudSimulator simulator) {
			FIRST.compareAndSet(null, simulator);
			return FIRST.get();
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
	@AutoConfigureInqudSimulator(webhookPath = "/elsewhere")
	static class Shared2 {

		@Test
		void same(@Autowired InqudSimulator simulator, @Autowired ShopApplication.Payouts payouts) {
			assertThat(simulator).isSameAs(Shared1.first(simulator));
			payouts.pay("order-1");
			assertThat(simulator.webhooks()).singleElement()
				.satisfies((webhook) -> assertThat(webhook.responseStatus()).isEqualTo(404));
		}

	}

	@SpringBootTest(classes = ShopApplication.class)
	@AutoConfigureInqudSimulator(verify = true)
	static class Verified {

		@Test
		void payTwice(@Autowired ShopApplication.Payouts payouts) {
			payouts.pay("order-1");
			payouts.pay("order-1");
		}

	}

	@SpringBootTest(classes = ShopApplication.class)
	@AutoConfigureInqudSimulator
	@DirtiesContext
	static class Dirty {

		@Test
		void use(@Autowired InqudSimulator simulator, @Autowired InqudOperations inqud) {
			Shared1.first(simulator);
			simulator.nextCall().refuse(422, "LIMIT", "Too much");
			assertThatExceptionOfType(InqudApiException.class).isThrownBy(() -> inqud.payment("PMT-1").block());
		}

	}

}
