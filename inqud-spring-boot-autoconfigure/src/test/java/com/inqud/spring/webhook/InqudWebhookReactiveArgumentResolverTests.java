package com.inqud.spring.webhook;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.BindingContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InqudWebhookReactiveArgumentResolver} that need no server.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudWebhookReactiveArgumentResolverTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final InqudWebhookVerifier verifier = new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET));

	private final List<String> outcomes = new ArrayList<>();

	private final InqudWebhookReactiveArgumentResolver resolver = resolver(Duration.ofMinutes(1));

	@ParameterizedTest
	@CsvSource({ "0, true", "1, true", "2, false", "3, true" })
	void supportsWebhooks(int parameter, boolean supported) throws Exception {
		assertThat(this.resolver.supportsParameter(parameter(parameter))).isEqualTo(supported);
	}

	@Test
	void readsAModelAndAPublisherOfIt() throws Exception {
		MockServerWebExchange exchange = exchange(signed("\"x\""), Flux.just(buffer("\"x"), buffer("\"")));
		assertThat(resolve(this.resolver, exchange, 0)).isEqualTo("\"x\"");
		assertThat(resolve(this.resolver, exchange, 1)).isInstanceOfSatisfying(InqudWebhookDelivery.class,
				(delivery) -> assertThat(delivery.read(String.class)).isEqualTo("\"x\""));
		assertThat(((Mono<?>) resolve(this.resolver, exchange, 3)).block(TIMEOUT)).isEqualTo("\"x\"");
		assertThat(this.outcomes).containsExactly("accepted");
	}

	@Test
	void aBodyMayHaveTheMaximumSize() throws Exception {
		assertThat(resolve(this.resolver, exchange(signed("x".repeat(10)), Flux.just(buffer("x".repeat(10)))), 0))
			.isEqualTo("x".repeat(10));
		MockServerWebExchange tooLarge = exchange(signed("x".repeat(11)), Flux.just(buffer("x".repeat(11))));
		assertThatExceptionOfType(InqudWebhookTooLargeException.class)
			.isThrownBy(() -> resolve(this.resolver, tooLarge, 0));
		assertThat(this.outcomes).containsExactly("accepted", "too-large");
	}

	@Test
	void aBodyThatDoesNotComeInTimeIsATimeout() throws Exception {
		InqudWebhookReactiveArgumentResolver impatient = resolver(Duration.ofMillis(1));
		MockServerWebExchange exchange = exchange(signed(""), Flux.never());
		assertThatExceptionOfType(InqudWebhookTimeoutException.class).isThrownBy(() -> resolve(impatient, exchange, 0));
		assertThat(this.outcomes).hasSize(1);
	}

	@Test
	void aBodyThatWasTakenByAFilterIsEmpty() throws Exception {
		MockServerWebExchange exchange = exchange(signed("x"), Flux.error(new IllegalStateException()));
		assertThatExceptionOfType(InqudWebhookSignatureException.class)
			.isThrownBy(() -> resolve(this.resolver, exchange, 0));
		assertThat(resolve(this.resolver, exchange(signed(""), Flux.empty()), 0)).isEqualTo("");
	}

	@Test
	void aResolverForTestsKnowsTheDefaultSecretsOnly() throws Exception {
		InqudWebhookReactiveArgumentResolver tested = new InqudWebhookReactiveArgumentResolver(this.verifier,
				DataSize.ofKilobytes(1), ReactiveAdapterRegistry.getSharedInstance());
		assertThat(resolve(tested, exchange(signed("body"), Flux.just(buffer("body"))), 0)).isEqualTo("body");
		MethodParameter named = new MethodParameter(getClass().getDeclaredMethod("named", String.class), 0);
		MockServerWebExchange exchange = exchange(signed("body"), Flux.just(buffer("body")));
		assertThatExceptionOfType(InqudWebhookNotConfiguredException.class)
			.isThrownBy(() -> tested.resolveArgument(named, new BindingContext(), exchange).block(TIMEOUT));
	}

	@Test
	void theLogNamesTheSender(CapturedOutput output) throws Exception {
		for (InetSocketAddress sender : new InetSocketAddress[] {
				new InetSocketAddress(InetAddress.getByAddress("name", new byte[] { 127, 0, 0, 9 }), 1),
				InetSocketAddress.createUnresolved("inqud.example", 1), null }) {
			MockServerHttpRequest request = (sender != null)
					? MockServerHttpRequest.post("/a").remoteAddress(sender).build()
					: MockServerHttpRequest.post("/a").build();
			assertThatExceptionOfType(InqudWebhookSignatureException.class)
				.isThrownBy(() -> resolve(resolver(TIMEOUT), MockServerWebExchange.from(request), 0));
		}
		assertThat(output).contains("Refused a webhook to /a from 127.0.0.9:",
				"Refused a webhook to /a from inqud.example:");
	}

	private InqudWebhookReactiveArgumentResolver resolver(Duration timeout) {
		return new InqudWebhookReactiveArgumentResolver((secret) -> this.verifier, DataSize.ofBytes(10),
				this.outcomes::add, ReactiveAdapterRegistry.getSharedInstance(), timeout);
	}

	private static Object resolve(InqudWebhookReactiveArgumentResolver tested, MockServerWebExchange exchange,
			int parameter) throws Exception {
		return tested.resolveArgument(parameter(parameter), new BindingContext(), exchange).block(TIMEOUT);
	}

	private static MethodParameter parameter(int index) throws NoSuchMethodException {
		return new MethodParameter(InqudWebhookReactiveArgumentResolverTests.class.getDeclaredMethod("handle",
				String.class, InqudWebhookDelivery.class, Payment.class, Mono.class), index);
	}

	private static MockServerHttpRequest.BodyBuilder signed(String body) throws Exception {
		return MockServerHttpRequest.post("/webhook")
			.header("X-Payload-Digest",
					InqudWebhooks.digest(body.getBytes(StandardCharsets.UTF_8), InqudWebhooks.SECRET));
	}

	private static MockServerWebExchange exchange(MockServerHttpRequest.BodyBuilder request, Flux<DataBuffer> body) {
		return MockServerWebExchange.from(request.body(body));
	}

	private static DataBuffer buffer(String text) {
		return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	void handle(@InqudWebhook String body, InqudWebhookDelivery delivery, Payment payment,
			@InqudWebhook Mono<String> later) {
	}

	void named(@InqudWebhook(secret = "named") String body) {
	}

}
