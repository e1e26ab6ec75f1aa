package com.inqud.spring.client.exchange;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.inqud.spring.InqudException;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.OpenConnectors;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Payouts of tests, and what they end in.
 */
final class Payouts {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	static final String PATH = "/v1/user/payments/payout";

	/**
	 * Response to a payout that was made.
	 */
	static final String PAID = "{\"id\":\"PMT-1\"}";

	private Payouts() {
	}

	static PayoutRequest request(String reference) {
		return PayoutRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber("5555555555554444")
			.clientOrderId(reference)
			.build();
	}

	static Mono<Payment> payout(WebClient client) {
		return Route.OPERATIONS.payout(client);
	}

	/**
	 * Failure that a call ends in, without any element before it.
	 */
	static Throwable failure(Publisher<?> call) {
		Throwable[] failure = new Throwable[1];
		StepVerifier.create(Flux.from(call)).expectErrorSatisfies((ex) -> failure[0] = ex).verify(TIMEOUT);
		return failure[0];
	}

	static InqudException inqudFailure(Publisher<?> call) {
		Throwable failure = failure(call);
		assertThat(failure).isInstanceOf(InqudException.class);
		return (InqudException) failure;
	}

	/**
	 * Responder that lets a client get ready, and then does what another does.
	 */
	static Responder warm(Responder responder) {
		return (request, socket) -> (request.target().equals("/warm") ? RawHttpServer.json(200, "{}") : responder)
			.respond(request, socket);
	}

	/**
	 * Client that has made a call already, so that the time limits of a test do not meet
	 * the loading of its classes.
	 */
	static WebClient warmClient(URI url, Connector connector, InqudCallSettings settings) {
		ClientHttpConnector transport = OpenConnectors.create(connector.builder(), TestClient.HTTP_SETTINGS);
		TestClient.create(url, transport, TestClient.CALL_SETTINGS)
			.post()
			.uri("/warm")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(request("warm"))
			.retrieve()
			.toBodilessEntity()
			.block(TIMEOUT);
		return TestClient.create(url, transport, settings);
	}

	static void await(CountDownLatch latch) {
		try {
			latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Way of an application to a payout.
	 */
	enum Route {

		OPERATIONS {

			@Override
			Mono<Payment> payout(WebClient client) {
				return TestClient.operations(client).payout(request("order-1"));
			}

		},

		INTERFACE {

			@Override
			Mono<Payment> payout(WebClient client) {
				return InqudHttpServices.create(client, Own.class).pay(Map.of("clientOrderId", "order-1"));
			}

		},

		WEB_CLIENT {

			@Override
			Mono<Payment> payout(WebClient client) {
				return client.post()
					.uri(PATH)
					.contentType(MediaType.APPLICATION_JSON)
					.bodyValue(request("order-1"))
					.retrieve()
					.bodyToMono(Payment.class);
			}

		};

		abstract Mono<Payment> payout(WebClient client);

	}

	interface Own {

		@PostExchange(url = PATH, contentType = MediaType.APPLICATION_JSON_VALUE)
		Mono<Payment> pay(@RequestBody Map<String, String> body);

	}

}
