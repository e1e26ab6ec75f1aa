package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.authentication.InqudCredentialsProvider;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for code that blocks, around a call and within it.
 */
class BlockingTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private RawHttpServer.Responder responder = RawHttpServer.json(200, "{}");

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> this.responder.respond(request, socket));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
				"inqud.retry.initial-backoff=1ms", "inqud.base-url=" + this.server.url());

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@EnumSource(NonBlocking.class)
	void blockingMethodOnAThreadThatMustNotBlockIsRefusedBeforeItSends(NonBlocking threads) {
		this.contextRunner.run((context) -> {
			Exchange exchange = context.getBean(Exchange.class);
			Scheduler scheduler = threads.scheduler.get();
			for (Runnable call : new Runnable[] { () -> exchange.pay("{}"), () -> exchange.payAndForget("{}"),
					() -> exchange.payment() }) {
				StepVerifier.create(Mono.fromRunnable(call).subscribeOn(scheduler))
					.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InqudNotSentException.class)
						.hasCauseInstanceOf(InqudRequestRefusedException.class)
						.message()
						.contains("not sent: the thread '", "' must not block"))
					.verify(TIMEOUT);
			}
			assertThat(this.server.connections()).isZero();
			StepVerifier.create(Mono.defer(() -> exchange.payLater("{}")).subscribeOn(scheduler))
				.expectNext("{}")
				.expectComplete()
				.verify(TIMEOUT);
			exchange.pay("{}");
			assertThat(this.server.requests()).hasSize(2);
			scheduler.dispose();
		});
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void credentialsProviderMayBlock(Connector connector) {
		Queue<String> threads = new ConcurrentLinkedQueue<>();
		InqudCredentialsProvider provider = (account) -> Mono.fromSupplier(() -> {
			threads.add(Thread.currentThread().getName());
			return Mono.delay(Duration.ofMillis(1))
				.thenReturn(new InqudCredentials(InqudToken.ID, InqudToken.SECRET))
				.block();
		});
		this.contextRunner.withBean(InqudCredentialsProvider.class, () -> provider)
			.withPropertyValues(connector.property())
			.run((context) -> {
				InqudOperations operations = context.getBean(InqudOperations.class);
				this.responder = (request, socket) -> RawHttpServer
					.json((this.server.requests().size() < 3) ? 503 : 200, "[]")
					.respond(request, socket);
				StepVerifier.create(operations.balances()).expectComplete().verify(TIMEOUT);
				this.responder = RawHttpServer.json(200, "{\"id\":\"PMT-1\"}");
				StepVerifier.create(operations.payout(payoutRequest()).subscribeOn(Schedulers.parallel()))
					.expectNextCount(1)
					.expectComplete()
					.verify(TIMEOUT);
				assertThat(this.server.requests()).hasSize(4).allSatisfy(InqudToken::assertSigned);
				assertThat(threads).hasSize(4);
			});
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.TEN).currency("USD").method("CC_VISAMC").build();
	}

	enum NonBlocking {

		PARALLEL(() -> Schedulers.newParallel("test", 1)), SINGLE(() -> Schedulers.newSingle("test")),

		EVENT_LOOP(() -> Schedulers.fromExecutorService(LoopResources.create("test", 1, true).onClient(true)));

		private final Supplier<Scheduler> scheduler;

		NonBlocking(Supplier<Scheduler> scheduler) {
			this.scheduler = scheduler;
		}

	}

	interface Exchange {

		@PostExchange("/pay")
		String pay(@RequestBody String body);

		@PostExchange("/pay")
		void payAndForget(@RequestBody String body);

		@PostExchange("/pay")
		Mono<String> payLater(@RequestBody String body);

		@GetExchange("/payment")
		ResponseEntity<String> payment();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "inqud", types = Exchange.class)
	static class Application {

	}

}
