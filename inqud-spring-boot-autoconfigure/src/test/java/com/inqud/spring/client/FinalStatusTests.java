package com.inqud.spring.client;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotFinalException;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentStatus;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.Json;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for waiting until a status is final.
 */
class FinalStatusTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final List<Long> questions = new ArrayList<>();

	@Test
	void asksWithDelaysThatGrow() {
		StepVerifier
			.withVirtualTime(
					() -> await(Duration.ofMinutes(5), (i) -> Mono.just(payment((i < 12) ? "PENDING" : "FAILED"))))
			.thenAwait(Duration.ofMinutes(5))
			.assertNext((payment) -> assertThat(payment.status()).isEqualTo(PaymentStatus.FAILED))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.questions).hasSize(13);
		long[] expected = { 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000, 30000, 30000, 30000 };
		for (int i = 0; i < expected.length; i++) {
			long delay = this.questions.get(i + 1) - this.questions.get(i);
			assertThat(delay).as("delay %s", i).isBetween(expected[i] * 8 / 10 - 1, expected[i] * 12 / 10 + 1);
		}
	}

	@Test
	void delaysVary() {
		List<Long> delays = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			this.questions.clear();
			asksWithDelaysThatGrow();
			delays.add(this.questions.get(12) - this.questions.get(11));
		}
		assertThat(delays.stream().distinct().count()).isGreaterThan(10);
	}

	@Test
	void asksOnceWhenTheStatusIsFinal() {
		StepVerifier.withVirtualTime(() -> await(Duration.ofDays(1), (i) -> Mono.just(payment("SUCCESS"))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.questions).hasSize(1);
	}

	@Test
	void anUnknownOrMissingStatusIsNotFinal() {
		StepVerifier
			.withVirtualTime(() -> await(Duration.ofMinutes(1),
					(i) -> Mono.just(payment((i == 0) ? "ON_ITS_WAY" : (i == 1) ? null : "SUCCESS"))))
			.thenAwait(Duration.ofMinutes(1))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.questions).hasSize(3);
	}

	@Test
	void endsWithTheLastStatusWhenTheTimeIsOver() {
		InqudNotFinalException ex = endOf(Duration.ofSeconds(10),
				(i) -> Mono.just(payment((i == 0) ? "NEW" : "PENDING")));
		assertThat(ex.getLastStatus()).isEqualTo("PENDING");
		assertThat(ex).hasMessage("No final status of the payment within PT10S, last status: PENDING");
		assertThat(this.questions).hasSizeBetween(3, 5);
	}

	@Test
	void endsWhenAQuestionTakesTooLong() {
		InqudNotFinalException ex = endOf(Duration.ofSeconds(10),
				(i) -> (i == 0) ? Mono.just(payment("NEW")) : Mono.never());
		assertThat(ex.getLastStatus()).isEqualTo("NEW");
		ex = endOf(Duration.ofSeconds(10), (i) -> Mono.never());
		assertThat(ex.getLastStatus()).isNull();
		assertThat(ex).hasMessageEndingWith("last status: none");
	}

	@Test
	void aMessageHasNoTextThatDoesNotLookLikeAStatus() {
		for (String status : List.of("A\nB", "5555555555554444", "X".repeat(65), "")) {
			InqudNotFinalException ex = endOf(Duration.ofSeconds(1), (i) -> Mono.just(payment(status)));
			assertThat(ex.getLastStatus()).isEqualTo(status);
			assertThat(ex).hasMessageEndingWith(status.isEmpty() ? "last status: " : "last status: unprintable");
		}
	}

	@Test
	void eachSubscriptionHasItsOwnTimeAndStatus() {
		AtomicInteger subscription = new AtomicInteger();
		VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();
		try {
			Mono<Payment> payment = FinalStatus.await("payment",
					() -> (subscription.get() == 0) ? Mono.just(payment("NEW")) : Mono.never(), Payment::status,
					PaymentStatus::isFinal, Duration.ofSeconds(1));
			for (String status : new String[] { "NEW", null }) {
				StepVerifier.create(payment)
					.then(() -> time.advanceTimeBy(Duration.ofSeconds(1)))
					.expectErrorSatisfies(
							(ex) -> assertThat(((InqudNotFinalException) ex).getLastStatus()).isEqualTo(status))
					.verify(TIMEOUT);
				subscription.incrementAndGet();
			}
		}
		finally {
			VirtualTimeScheduler.reset();
		}
	}

	@Test
	void aQuestionThatFailsEndsIt() {
		IllegalStateException failure = new IllegalStateException();
		StepVerifier
			.withVirtualTime(() -> await(Duration.ofMinutes(1),
					(i) -> (i == 0) ? Mono.just(payment("NEW")) : Mono.error(failure)))
			.thenAwait(Duration.ofMinutes(1))
			.expectErrorSatisfies((ex) -> assertThat(ex).isSameAs(failure))
			.verify(TIMEOUT);
		assertThat(this.questions).hasSize(2);
	}

	@Test
	void asksNothingAfterItWasCancelled() {
		StepVerifier.withVirtualTime(() -> await(Duration.ofHours(1), (i) -> Mono.just(payment("NEW"))))
			.thenAwait(Duration.ofSeconds(2))
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(this.questions).hasSize(2);
	}

	@Test
	void refusesATimeoutThatIsNotPositive() {
		InqudOperations operations = TestClient.operations(TestClient.create(URI.create("http://127.0.0.1:1")));
		for (Duration timeout : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
			assertThatIllegalArgumentException().isThrownBy(() -> operations.paymentWhenFinal("PMT-1", timeout))
				.withMessage("timeout must be positive");
			assertThatIllegalArgumentException().isThrownBy(() -> operations.checkoutWhenFinal("P", "C", timeout));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> operations.depositRequestWhenFinal("P", "C", timeout));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> operations.onRampCheckoutWhenFinal("P", "C", timeout));
		}
	}

	@Test
	void acceptsATimeoutOfAnyLength() {
		StepVerifier
			.create(FinalStatus.await("payment", () -> Mono.just(payment("SUCCESS")), Payment::status,
					PaymentStatus::isFinal, Duration.ofSeconds(Long.MAX_VALUE)))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@MethodSource("waits")
	void asksAgainOverTheWire(String target, String open, String last, Wait wait) throws IOException {
		AtomicInteger count = new AtomicInteger();
		try (RawHttpServer server = new RawHttpServer((request, socket) -> {
			switch (count.getAndIncrement()) {
				case 0 -> RawHttpServer.json(200, status(open)).respond(request, socket);
				case 1 -> RawHttpServer.json(503, "{}").respond(request, socket);
				default -> RawHttpServer.json(200, status(last)).respond(request, socket);
			}
		})) {
			InqudOperations operations = TestClient.operations(TestClient.create(server.url()));
			StepVerifier.create(wait.await(operations, TIMEOUT))
				.assertNext((model) -> assertThat(Json.write(model)).isEqualTo(status(last)))
				.expectComplete()
				.verify(TIMEOUT);
			assertThat(server.requests()).hasSize(3).allSatisfy((request) -> {
				InqudToken.assertSigned(request);
				assertThat(request.method()).isEqualTo("GET");
				assertThat(request.target()).isEqualTo(target);
			});
		}
	}

	@ParameterizedTest
	@MethodSource("waits")
	void endsInTimeOverTheWire(String target, String open, String last, Wait wait) throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, status(open)))) {
			InqudOperations operations = TestClient.operations(TestClient.create(server.url()));
			StepVerifier.create(wait.await(operations, Duration.ofSeconds(2)))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InqudNotFinalException.class)
					.hasMessageEndingWith("last status: " + open))
				.verify(TIMEOUT);
		}
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(404, "<html>"))) {
			InqudOperations operations = TestClient.operations(TestClient.create(server.url()));
			StepVerifier.create(wait.await(operations, TIMEOUT)).expectError(InqudApiException.class).verify(TIMEOUT);
			assertThat(server.requests()).hasSize(1);
		}
	}

	static Stream<Arguments> waits() {
		String acquiring = "/v1/user/crypto-acquiring/CAP-1/";
		return Stream.of(
				wait("/v1/user/payments/PMT-1", "PENDING", "SUCCESS",
						(operations, timeout) -> operations.paymentWhenFinal("PMT-1", timeout)),
				wait(acquiring + "checkouts/CCO-1", "PAYMENT_DETECTED", "EXPIRED",
						(operations, timeout) -> operations.checkoutWhenFinal("CAP-1", "CCO-1", timeout)),
				wait(acquiring + "requests/CAPD-1", "WAITING_PAYMENT", "CONFLICT",
						(operations, timeout) -> operations.depositRequestWhenFinal("CAP-1", "CAPD-1", timeout)),
				wait("/v1/user/on-ramp/ORP-1/checkouts/ORCO-1", "NEW", "FAILED",
						(operations, timeout) -> operations.onRampCheckoutWhenFinal("ORP-1", "ORCO-1", timeout)));
	}

	@Test
	void theExceptionCanBeSerialized() throws IOException, ClassNotFoundException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(new InqudNotFinalException("message", "NEW"));
		}
		try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
			assertThat((InqudException) in.readObject()).hasMessage("message")
				.isInstanceOfSatisfying(InqudNotFinalException.class,
						(ex) -> assertThat(ex.getLastStatus()).isEqualTo("NEW"));
		}
	}

	private InqudNotFinalException endOf(Duration timeout, IntFunction<Mono<Payment>> answers) {
		InqudNotFinalException[] end = new InqudNotFinalException[1];
		this.questions.clear();
		StepVerifier.withVirtualTime(() -> await(timeout, answers))
			.thenAwait(timeout)
			.expectErrorSatisfies((ex) -> end[0] = (InqudNotFinalException) ex)
			.verify(TIMEOUT);
		return end[0];
	}

	private Mono<Payment> await(Duration timeout, IntFunction<Mono<Payment>> answers) {
		return FinalStatus.await("payment", () -> {
			this.questions.add(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
			return answers.apply(this.questions.size() - 1);
		}, Payment::status, PaymentStatus::isFinal, timeout);
	}

	private static Payment payment(String status) {
		return new Payment("PMT-1", null, null, null, null, null, null, null, null,
				(status != null) ? new PaymentStatus(status) : null, null, null, null);
	}

	private static String status(String status) {
		return "{\"id\":\"ID-1\",\"status\":\"" + status + "\"}";
	}

	private static Arguments wait(String target, String open, String last, Wait wait) {
		return Arguments.of(target, open, last, wait);
	}

	@FunctionalInterface
	private interface Wait {

		Mono<?> await(InqudOperations operations, Duration timeout);

	}

}
