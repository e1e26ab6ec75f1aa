package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.KotlinExchange;
import com.inqud.spring.test.KotlinExchangeKt;
import com.inqud.spring.test.KotlinOrder;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import com.inqud.spring.webhook.InqudWebhookUnreadableException;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for an application in Kotlin.
 */
class KotlinApplicationTests {

	private RawHttpServer.Responder responder = RawHttpServer.json(200, "{\"symbolPair\":\"BTC-USD\"}");

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> this.responder.respond(request, socket));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
				"inqud.base-url=" + this.server.url());

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@Test
	void dataClassWithDefaultValuesIsSentAndRead() {
		this.contextRunner.run((context) -> {
			KotlinExchange exchange = context.getBean(KotlinExchange.class);
			KotlinOrder order = exchange.exchange(new KotlinOrder("ETH-USD", "SELL", null));
			assertThat(order).isEqualTo(new KotlinOrder("BTC-USD", "BUY", null));
			InqudToken.assertSigned(this.server.onlyRequest());
			assertThat(this.server.onlyRequest().text()).isEqualTo("{\"symbolPair\":\"ETH-USD\",\"side\":\"SELL\"}");
		});
	}

	@Test
	void dataClassWithoutWhatItNeedsIsUnreadable() {
		this.responder = RawHttpServer.json(200, "{\"side\":\"BUY\"}");
		this.contextRunner.run((context) -> {
			KotlinExchange exchange = context.getBean(KotlinExchange.class);
			assertThatExceptionOfType(InqudOutcomeUnknownException.class)
				.isThrownBy(() -> exchange.exchange(new KotlinOrder("ETH-USD", "SELL", null)))
				.withCauseExactlyInstanceOf(InqudUnreadableResponseException.class);
		});
	}

	@Test
	void suspendingFunctionsWork() {
		this.contextRunner.run((context) -> {
			KotlinExchange exchange = context.getBean(KotlinExchange.class);
			assertThat(KotlinExchangeKt.orderBlocking(exchange, "ORD-1"))
				.isEqualTo(new KotlinOrder("BTC-USD", "BUY", null));
			this.responder = RawHttpServer.json(200, "[{\"symbolPair\":\"A\"}]");
			assertThat(KotlinExchangeKt.ordersBlocking(exchange)).isEqualTo(List.of(new KotlinOrder("A", "BUY", null)));
			assertThat(this.server.requests()).hasSize(2).allSatisfy(InqudToken::assertSigned);
		});
	}

	@Test
	void suspendingFunctionDoesNotBlockAndABlockingOneIsRefused() {
		this.contextRunner.run((context) -> {
			KotlinExchange exchange = context.getBean(KotlinExchange.class);
			KotlinOrder order = Mono.defer(() -> KotlinExchangeKt.orderLater(exchange, "ORD-1"))
				.subscribeOn(Schedulers.parallel())
				.block();
			assertThat(order).isNotNull();
			Mono<KotlinOrder> blocking = Mono
				.fromCallable(() -> exchange.exchange(new KotlinOrder("ETH-USD", "SELL", null)))
				.subscribeOn(Schedulers.parallel());
			assertThatExceptionOfType(InqudNotSentException.class).isThrownBy(blocking::block);
			assertThat(this.server.requests()).hasSize(1);
		});
	}

	@Test
	void dataClassWithDefaultValuesIsReadFromAWebhook() {
		assertThat(delivery("{\"symbolPair\":\"BTC-USD\"}").read(KotlinOrder.class))
			.isEqualTo(new KotlinOrder("BTC-USD", "BUY", null));
		InqudWebhookDelivery incomplete = delivery("{}");
		assertThatExceptionOfType(InqudWebhookUnreadableException.class)
			.isThrownBy(() -> incomplete.read(KotlinOrder.class));
	}

	private static InqudWebhookDelivery delivery(String json) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		HttpHeaders headers = new HttpHeaders();
		headers.set(InqudWebhookVerifier.DIGEST_HEADER, InqudWebhooks.digest(body, InqudWebhooks.SECRET));
		return new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET)).verify(body, headers);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportHttpServices(group = "inqud", types = KotlinExchange.class)
	static class Application {

	}

}
