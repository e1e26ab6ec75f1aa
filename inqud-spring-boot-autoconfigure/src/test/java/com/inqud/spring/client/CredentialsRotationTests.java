package com.inqud.spring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for credentials that change while requests are sent.
 */
class CredentialsRotationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final InqudCredentials FIRST = new InqudCredentials("TKN-1", "first secret");

	private static final InqudCredentials SECOND = new InqudCredentials("TKN-2", "second secret");

	/**
	 * The second token is issued and used while many requests are under way; the first is
	 * revoked as soon as the last request with it has ended.
	 */
	@Test
	void rotatesUnderLoadWithoutAFailedRequest() throws IOException {
		Rotation rotation = new Rotation();
		AtomicInteger succeeded = new AtomicInteger();
		try (RawHttpServer server = RawHttpServer.forgetful(rotation::respond)) {
			InqudOperations operations = operations(server, AuthMode.HMAC, rotation.credentials(),
					TestClient.CALL_SETTINGS);
			Flux.range(0, 4_000).flatMap((number) -> {
				if (number == 1_000) {
					rotation.begin();
				}
				return rotation.track(call(operations, number).doOnComplete(succeeded::incrementAndGet));
			}, 64).then().block(TIMEOUT);
		}
		assertThat(succeeded).hasValue(4_000);
		assertThat(rotation.refused).hasValue(0);
		assertThat(rotation.known).containsOnlyKeys(SECOND.tokenId());
		assertThat(rotation.lastWithFirst.get()).isPositive().isLessThan(rotation.arrived.get());
	}

	@Test
	void asksForEachAttempt() throws IOException {
		Queue<InqudCredentials> credentials = new ConcurrentLinkedQueue<>();
		credentials.add(FIRST);
		credentials.add(SECOND);
		try (RawHttpServer server = new RawHttpServer((request, socket) -> RawHttpServer
			.json(request.header("X-Token-API-Id").equals("TKN-1") ? 503 : 200, "[]")
			.respond(request, socket))) {
			InqudOperations operations = operations(server, AuthMode.HMAC, Mono.fromSupplier(credentials::poll),
					TestClient.CALL_SETTINGS);
			StepVerifier.create(operations.balances()).expectComplete().verify(TIMEOUT);
			InqudToken.assertSigned(server.requests().get(0), "TKN-1", "first secret");
			InqudToken.assertSigned(server.requests().get(1), "TKN-2", "second secret");
		}
	}

	@Test
	void sendsNothingWithoutCredentials() throws IOException {
		assertNotSent(AuthMode.HMAC, Mono.empty(), "no credentials");
	}

	@Test
	void sendsNothingWhenTheProviderFails() throws IOException {
		assertNotSent(AuthMode.HMAC, Mono.error(new IOException("the vault is sealed")),
				"no credentials: the vault is sealed");
	}

	@Test
	void sendsNothingWhenTheProviderThrows() throws IOException {
		assertNotSent(AuthMode.HMAC, Mono.defer(() -> {
			throw new IllegalStateException("the vault is sealed");
		}), "no credentials: the vault is sealed");
	}

	@Test
	void sendsNothingWithCredentialsThatCannotBeAHeader() throws IOException {
		assertNotSent(AuthMode.SIMPLE, Mono.just(new InqudCredentials("TKN-1", "пароль")),
				"no credentials: the secret must be printable ASCII to be sent in a header");
	}

	@Test
	void waitsForCredentialsAsLongAsTheCallTimeout() throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			InqudCallSettings settings = new InqudCallSettings(Duration.ofMillis(100), DataSize.ofMegabytes(1), 1,
					Duration.ZERO, Duration.ZERO);
			InqudOperations operations = operations(server, AuthMode.HMAC, Mono.never(), settings);
			StepVerifier.create(operations.payout(payoutRequest()))
				.expectError(InqudNotSentException.class)
				.verify(TIMEOUT);
			assertThat(server.connections()).isZero();
		}
	}

	private static void assertNotSent(AuthMode authMode, Mono<InqudCredentials> credentials, String reason)
			throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			InqudOperations operations = operations(server, authMode, credentials, TestClient.CALL_SETTINGS);
			StepVerifier.create(operations.payout(payoutRequest()))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InqudNotSentException.class)
					.hasMessage("POST /v1/user/payments/payout: not sent: " + reason)
					.hasCauseInstanceOf(InqudRequestRefusedException.class))
				.verify(TIMEOUT);
			assertThat(server.connections()).isZero();
		}
	}

	private static InqudOperations operations(RawHttpServer server, AuthMode authMode,
			Mono<InqudCredentials> credentials, InqudCallSettings settings) {
		return TestClient.operations(TestClient.create(server.url(),
				new InqudAuthenticationFilterFunction(credentials, authMode, server.url(), TestClient.MAX_REQUEST_SIZE),
				settings, UnaryOperator.identity()));
	}

	private static Flux<?> call(InqudOperations operations, int number) {
		return (number % 2 == 0) ? operations.balances() : operations.payout(payoutRequest()).flux();
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.TEN).currency("USD").method("CC_VISAMC").build();
	}

	/**
	 * Both ends of a rotation: a provider that changes over, and a server that forgets
	 * the first token when nobody uses it any longer.
	 */
	private static final class Rotation {

		private final Map<String, String> known = new ConcurrentHashMap<>(Map.of(FIRST.tokenId(), FIRST.secret()));

		private final AtomicReference<InqudCredentials> current = new AtomicReference<>(FIRST);

		private final AtomicInteger withFirst = new AtomicInteger(1);

		private final AtomicInteger refused = new AtomicInteger();

		private final AtomicInteger arrived = new AtomicInteger();

		private final AtomicInteger lastWithFirst = new AtomicInteger();

		/**
		 * Credentials as from a vault: they come later and from another thread. Whoever
		 * gets the first ones is counted before the change can be seen.
		 */
		Mono<InqudCredentials> credentials() {
			return Mono.deferContextual((context) -> {
				this.withFirst.incrementAndGet();
				InqudCredentials credentials = this.current.get();
				if (credentials == FIRST) {
					context.<AtomicReference<InqudCredentials>>get(Rotation.class).set(FIRST);
				}
				else {
					endWithFirst();
				}
				return Mono.just(credentials).publishOn(Schedulers.parallel());
			});
		}

		<T> Flux<T> track(Flux<T> call) {
			AtomicReference<InqudCredentials> used = new AtomicReference<>();
			return call.contextWrite((context) -> context.put(Rotation.class, used)).doFinally((signal) -> {
				if (used.get() == FIRST) {
					endWithFirst();
				}
			});
		}

		void begin() {
			this.known.put(SECOND.tokenId(), SECOND.secret());
			this.current.set(SECOND);
			endWithFirst();
		}

		private void endWithFirst() {
			if (this.withFirst.decrementAndGet() == 0) {
				this.known.remove(FIRST.tokenId());
			}
		}

		void respond(RawHttpServer.Request request, Socket socket) throws IOException {
			int number = this.arrived.incrementAndGet();
			String tokenId = request.header("X-Token-API-Id");
			if (tokenId.equals(FIRST.tokenId())) {
				this.lastWithFirst.accumulateAndGet(number, Math::max);
			}
			try {
				InqudToken.assertSigned(request, tokenId, this.known.getOrDefault(tokenId, "none"));
				RawHttpServer.json(200, request.method().equals("GET") ? "[]" : "{\"id\":\"PMT-1\"}")
					.respond(request, socket);
			}
			catch (AssertionError ex) {
				this.refused.incrementAndGet();
				RawHttpServer.json(401, "{}").respond(request, socket);
			}
		}

	}

}
