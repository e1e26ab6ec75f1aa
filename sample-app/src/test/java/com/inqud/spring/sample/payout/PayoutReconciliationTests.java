package com.inqud.spring.sample.payout;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.SampleTest;
import com.inqud.spring.sample.payout.PayoutEvent.Kind;
import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.test.simulator.SimulatedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PayoutReconciliation}.
 */
@SampleTest
@Import(PayoutReconciliationTests.ClockConfiguration.class)
class PayoutReconciliationTests {

	private static final String PAYOUT = "/v1/user/payments/payout";

	private static final String PAYMENT = "GET /v1/user/payments/{id}";

	private static final String PAYMENTS = "GET /v1/user/payments";

	@Autowired
	private PayoutReconciliation reconciliation;

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private AdjustableClock clock;

	@AfterEach
	void noPayoutWasMadeTwice() {
		this.simulator.verify();
	}

	@Test
	void unknownPayoutsAreSettledByOneList() {
		this.simulator.nextCall(PAYOUT).times(3).loseResponse();
		for (int i = 1; i <= 3; i++) {
			assertThat(pay("order-" + i).state()).isEqualTo(PayoutState.UNKNOWN);
		}
		int calls = this.simulator.requests().size();
		this.reconciliation.run();
		assertThat(requestsAfter(calls)).extracting(SimulatedRequest::target).containsExactly("/v1/user/payments");
		for (int i = 1; i <= 3; i++) {
			Payout payout = payout("order-" + i);
			assertThat(payout.state()).isEqualTo(PayoutState.ACCEPTED);
			assertThat(payout.status()).isEqualTo("NEW");
			assertThat(this.simulator.payments()).anySatisfy((payment) -> {
				assertThat(payment.id()).isEqualTo(payout.paymentId());
				assertThat(payment.clientOrderId()).isEqualTo(payout.reference());
			});
		}
	}

	@Test
	void payoutThatIsNotFoundStaysUnknownForTwoDays() {
		this.simulator.nextCall(PAYOUT).badGateway();
		assertThat(pay("order-1").state()).isEqualTo(PayoutState.UNKNOWN);
		List<Duration> delays = new ArrayList<>();
		while (payout("order-1").nextCheckAt() != null) {
			this.clock.advance(Duration.between(this.clock.instant(), payout("order-1").nextCheckAt()));
			Instant asked = this.clock.instant();
			this.reconciliation.run();
			assertThat(payout("order-1").state()).isEqualTo(PayoutState.UNKNOWN);
			if (payout("order-1").nextCheckAt() != null) {
				delays.add(Duration.between(asked, payout("order-1").nextCheckAt()));
			}
		}
		assertThat(delays).startsWith(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20))
			.isSorted()
			.endsWith(Duration.ofHours(1), Duration.ofHours(1));
		assertThat(Duration.between(payout("order-1").createdAt(), this.clock.instant())).isBetween(Duration.ofDays(2),
				Duration.ofDays(2).plusHours(1));
		assertThat(payout("order-1").reason()).isEqualTo("No news for two days. Ask Inqud.");
		assertThat(this.payouts.pay(request("order-1")).sent()).isFalse();
		int calls = this.simulator.requests().size();
		this.clock.advance(Duration.ofDays(30));
		this.reconciliation.run();
		assertThat(requestsAfter(calls)).isEmpty();
	}

	@Test
	void payoutThatShowsUpLateIsSettled() {
		this.simulator.nextCall(PAYOUT).loseResponse();
		pay("order-1");
		this.simulator.nextCall(PAYMENTS).respond(200, "application/json", "[]");
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.UNKNOWN);
		assertThat(payout("order-1").reason()).isEqualTo("Inqud lists no payout with this reference");
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.UNKNOWN);
		this.clock.advance(Duration.ofSeconds(5));
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.ACCEPTED);
		assertThat(payout("order-1").reason()).isNull();
	}

	@Test
	void acceptedPayoutIsWatchedUntilItsEnd() {
		Payout payout = pay("order-1");
		this.reconciliation.run();
		assertThat(this.simulator.requests()).hasSize(1);
		this.clock.advance(Duration.ofSeconds(5));
		this.reconciliation.run();
		assertThat(Duration.between(this.clock.instant(), payout("order-1").nextCheckAt())).hasSeconds(10);
		this.simulator.move(payout.paymentId(), "PENDING");
		this.clock.advance(Duration.ofSeconds(10));
		this.reconciliation.run();
		assertThat(payout("order-1").status()).isEqualTo("PENDING");
		assertThat(Duration.between(this.clock.instant(), payout("order-1").nextCheckAt())).hasSeconds(5);
		this.simulator.complete(payout.paymentId());
		this.clock.advance(Duration.ofSeconds(5));
		this.reconciliation.run();
		assertThat(payout("order-1").status()).isEqualTo("SUCCESS");
		assertThat(payout("order-1").nextCheckAt()).isNull();
		assertThat(this.payouts.timeline(payout.id())).last()
			.satisfies((event) -> assertThat(event.kind()).isEqualTo(Kind.CONFIRMED));
		assertThat(this.simulator.requests()).extracting(SimulatedRequest::target)
			.containsExactly(PAYOUT, "/v1/user/payments/" + payout.paymentId(),
					"/v1/user/payments/" + payout.paymentId(), "/v1/user/payments/" + payout.paymentId());
	}

	@ParameterizedTest
	@ValueSource(strings = { "REFUSED", "NOT_SENT", "ACCEPTED" })
	void nothingIsAskedAboutPayoutsAtTheirEnd(PayoutState state, @Autowired JdbcClient database) {
		pay("order-1");
		database.sql("update payout set state = ?, status = null, payment_id = null, next_check_at = null")
			.param(state.name())
			.update();
		this.clock.advance(Duration.ofDays(3));
		this.reconciliation.run();
		this.payouts.checkNow("order-1");
		assertThat(this.simulator.requests()).hasSize(1);
		assertThat(payout("order-1").state()).isEqualTo(state);
	}

	@Test
	void payoutThatIsBeingSentForLongIsUnknown(@Autowired JdbcClient database) {
		pay("order-1");
		database.sql("update payout set state = 'SENDING', status = null, payment_id = null, next_check_at = ?")
			.param(Timestamp.from(this.clock.instant().plusSeconds(120)))
			.update();
		this.clock.advance(Duration.ofSeconds(119));
		this.reconciliation.run();
		this.payouts.checkNow("order-1");
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.SENDING);
		assertThat(this.simulator.requests()).hasSize(1);
		this.simulator.nextCall(PAYMENTS).serverError();
		this.clock.advance(Duration.ofSeconds(1));
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.UNKNOWN);
		this.clock.advance(Duration.ofSeconds(5));
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.ACCEPTED);
	}

	@Test
	void paymentThatIsNotFoundIsNotAFailedPayout() {
		pay("order-1");
		this.simulator.nextCall(PAYMENT).refuse(404, "NOT_FOUND", "No such payment");
		this.clock.advance(Duration.ofSeconds(5));
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.ACCEPTED);
		assertThat(payout("order-1").status()).isEqualTo("NEW");
		assertThat(payout("order-1").reason()).contains("404");
		assertThat(payout("order-1").nextCheckAt()).isEqualTo(this.clock.instant().plusSeconds(10));
	}

	@Test
	void payinWithTheSameReferenceIsNotThePayout() {
		this.simulator.nextCall(PAYOUT).badGateway();
		pay("order-1");
		this.simulator.nextCall(PAYMENTS)
			.respond(200, "application/json",
					"[{\"id\":\"PMT-1\",\"clientOrderId\":\"order-1\",\"orderType\":\"PAYIN\",\"status\":\"SUCCESS\"}]");
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.UNKNOWN);
	}

	@Test
	void twoPaymentsWithOneReferenceAreForPeople() {
		this.simulator.nextCall(PAYOUT).badGateway();
		pay("order-1");
		this.simulator.nextCall(PAYMENTS)
			.respond(200, "application/json",
					"[{\"id\":\"PMT-1\",\"clientOrderId\":\"order-1\"},{\"id\":\"PMT-2\",\"clientOrderId\":\"order-1\"}]");
		this.reconciliation.run();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.UNKNOWN);
		assertThat(payout("order-1").reason()).isEqualTo("Inqud lists 2 payouts with this reference");
	}

	@Test
	void partOfTheAmountIsTold() {
		Payout payout = pay("order-1");
		this.simulator.nextCall(PAYMENT)
			.respond(200, "application/json",
					"{\"id\":\"" + payout.paymentId() + "\",\"amount\":0.50,\"status\":\"PARTIAL_SUCCESS\"}");
		assertThat(this.payouts.checkNow("order-1")).hasValueSatisfying((checked) -> {
			assertThat(checked.status()).isEqualTo("PARTIAL_SUCCESS");
			assertThat(checked.amount()).isEqualByComparingTo("1");
			assertThat(checked.reason()).isEqualTo("Inqud reports the amount 0.50");
			assertThat(checked.nextCheckAt()).isNull();
		});
	}

	@Test
	void twoApplicationsOnOneDatabaseAskOnce() throws Exception {
		Payout payout = pay("order-1");
		this.clock.advance(Duration.ofSeconds(5));
		this.simulator.nextCall(PAYMENT).hang();
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> run = other.submit(this.reconciliation::run);
			await().until(() -> this.simulator.requests().size() == 2);
			this.reconciliation.run();
			assertThat(this.payouts.checkNow("order-1")).hasValueSatisfying((row) -> assertThat(row.checks()).isOne());
			assertThat(this.simulator.requests()).hasSize(2);
			this.simulator.reset();
			run.get();
			assertThat(payout("order-1").id()).isEqualTo(payout.id());
			assertThat(payout("order-1").nextCheckAt()).isAfter(this.clock.instant());
		}
		finally {
			other.shutdownNow();
		}
	}

	@Test
	void claimOfAnApplicationThatHasEndedExpires(@Autowired JdbcClient database) {
		pay("order-1");
		database.sql("update payout set claimed_until = ?")
			.param(Timestamp.from(this.clock.instant().plusSeconds(240)))
			.update();
		this.clock.advance(Duration.ofSeconds(5));
		this.reconciliation.run();
		assertThat(this.simulator.requests()).hasSize(1);
		this.clock.advance(Duration.ofSeconds(236));
		this.reconciliation.run();
		assertThat(this.simulator.requests()).hasSize(2);
	}

	@Test
	void responseDoesNotReplaceWhatWasWrittenMeanwhile(@Autowired PayoutRepository repository) throws Exception {
		Payout payout = pay("order-1");
		this.clock.advance(Duration.ofSeconds(5));
		this.simulator.nextCall(PAYMENT).slowResponse(Duration.ofMillis(20));
		ExecutorService other = Executors.newSingleThreadExecutor();
		try {
			Future<?> run = other.submit(this.reconciliation::run);
			await().until(() -> this.simulator.requests().size() == 2);
			this.simulator.complete(payout.paymentId());
			repository.makeDue(payout.id(), payout.paymentId(), this.clock.instant());
			run.get();
		}
		finally {
			other.shutdownNow();
		}
		assertThat(payout("order-1").status()).isEqualTo("NEW");
		assertThat(payout("order-1").nextCheckAt()).isEqualTo(this.clock.instant());
		this.reconciliation.run();
		assertThat(payout("order-1").status()).isEqualTo("SUCCESS");
	}

	private List<SimulatedRequest> requestsAfter(int count) {
		return this.simulator.requests().subList(count, this.simulator.requests().size());
	}

	private Payout pay(String reference) {
		return this.payouts.pay(request(reference)).payout();
	}

	private Payout payout(String reference) {
		return this.payouts.payout(reference).orElseThrow();
	}

	private static PayoutRequest request(String reference) {
		return PayoutRequest.builder()
			.amount(BigDecimal.ONE)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber("5555555555554444")
			.clientOrderId(reference)
			.build();
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class ClockConfiguration {

		@Bean
		@Primary
		AdjustableClock adjustableClock() {
			return new AdjustableClock();
		}

	}

}
