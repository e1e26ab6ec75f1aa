package com.inqud.spring.sample.payout;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.SampleTest;
import com.inqud.spring.sample.payout.PayoutEvent.Kind;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link PayoutService}.
 */
@SampleTest
@ExtendWith(OutputCaptureExtension.class)
@RecordApplicationEvents
class PayoutServiceTests {

	private static final String PAYOUT = "/v1/user/payments/payout";

	private static final String CARD_NUMBER = "5555555555554444";

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private JdbcClient database;

	@Test
	void rowIsCommittedBeforeTheRequestIsSent() throws Exception {
		this.simulator.nextCall(PAYOUT).hang();
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			Future<PayoutService.Result> result = executor.submit(() -> this.payouts.pay(request("order-1")));
			await().until(() -> !this.simulator.requests().isEmpty());
			assertThat(payout("order-1").state()).isEqualTo(PayoutState.SENDING);
			assertThat(this.payouts.pay(request("order-1")).sent()).isFalse();
			this.simulator.reset();
			assertThat(result.get().payout().state()).isEqualTo(PayoutState.UNKNOWN);
			assertThat(this.simulator.payments()).isEmpty();
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void twentyRequestsWithOneReferenceAreOnePayout() throws Exception {
		List<PayoutService.Result> results = inParallel(20, () -> this.payouts.pay(request("order-1")));
		assertThat(results).filteredOn(PayoutService.Result::sent).hasSize(1);
		assertThat(results).extracting((result) -> result.payout().id()).containsOnly(payout("order-1").id());
		assertThat(this.simulator.payments()).hasSize(1);
		assertThat(this.simulator.requests()).hasSize(1);
		this.simulator.verify();
	}

	@Test
	void twentyRequestsAfterOneThatWasRefusedForTheRateAreOnePayout() throws Exception {
		this.simulator.nextCall(PAYOUT).rateLimit(Duration.ofSeconds(1));
		assertThat(this.payouts.pay(request("order-1")).payout().state()).isEqualTo(PayoutState.REFUSED);
		List<PayoutService.Result> results = inParallel(20, () -> this.payouts.pay(request("order-1")));
		assertThat(results).filteredOn(PayoutService.Result::sent).hasSize(1);
		assertThat(this.simulator.payments()).hasSize(1);
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.ACCEPTED);
		assertThat(payout("order-1").httpStatus()).isNull();
		assertThat(payout("order-1").retryAt()).isNull();
	}

	@Test
	void otherContentIsAConflict() {
		this.payouts.pay(request("order-1"));
		PayoutRequest other = PayoutRequest.builder()
			.amount(BigDecimal.ONE)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber("5105105105104444")
			.clientOrderId("order-1")
			.build();
		assertThatExceptionOfType(PayoutConflictException.class).isThrownBy(() -> this.payouts.pay(other));
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void isRefusedInATransaction(@Autowired TransactionOperations transaction) {
		assertThatIllegalStateException()
			.isThrownBy(() -> transaction.executeWithoutResult((status) -> this.payouts.pay(request("order-1"))));
		assertThat(this.simulator.requests()).isEmpty();
	}

	@Test
	void payoutWhoseOutcomeCannotBeWrittenIsNotMadeAgain() {
		this.database.sql("alter table payout add constraint no_payment check (payment_id is null)").update();
		try {
			PayoutService.Result result = this.payouts.pay(request("order-1"));
			assertThat(result.payout().state()).isEqualTo(PayoutState.SENDING);
		}
		finally {
			this.database.sql("alter table payout drop constraint no_payment").update();
		}
		assertThat(this.payouts.pay(request("order-1")).sent()).isFalse();
		assertThat(payout("order-1").state()).isEqualTo(PayoutState.SENDING);
		assertThat(payout("order-1").nextCheckAt()).isEqualTo(payout("order-1").createdAt().plusSeconds(120));
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void errorIsAnUnknownOutcome() {
		this.simulator.nextCall(PAYOUT).serverError();
		Payout payout = this.payouts.pay(request("order-1")).payout();
		assertThat(payout.state()).isEqualTo(PayoutState.UNKNOWN);
		assertThat(payout.reason()).contains("500");
	}

	@Test
	void interruptedPayoutIsUnknown() throws Exception {
		ExecutorService executor = Executors.newSingleThreadExecutor();
		try {
			this.simulator.nextCall(PAYOUT).hang();
			executor.submit(() -> this.payouts.pay(request("order-1")));
			await().until(() -> !this.simulator.requests().isEmpty());
			executor.shutdownNow();
			await().until(() -> executor.isTerminated());
			assertThat(payout("order-1").state()).isIn(PayoutState.UNKNOWN, PayoutState.SENDING);
			assertThat(this.payouts.pay(request("order-1")).sent()).isFalse();
			assertThat(this.payouts.pay(request("order-2")).payout().state()).isEqualTo(PayoutState.ACCEPTED);
		}
		finally {
			executor.shutdownNow();
		}
	}

	@Test
	void keepsATimeline(ApplicationEvents events) {
		this.payouts.pay(request("order-1"));
		List<PayoutEvent> timeline = this.payouts.timeline(payout("order-1").id());
		assertThat(timeline).extracting(PayoutEvent::kind).startsWith(Kind.WRITTEN, Kind.SENT, Kind.ANSWERED);
		assertThat(timeline.get(0).message()).isEqualTo("{\"amount\":1,\"currency\":\"USD\",\"method\":\"CC_VISAMC\","
				+ "\"cardNumber\":\"•••• 4444\",\"clientOrderId\":\"order-1\",\"comment\":\"to •••• 4444 or •••• 3000\"}");
		assertThat(timeline.get(2).message()).contains("\"status\":\"NEW\"", "\"clientOrderId\":\"order-1\"");
		assertThat(timeline.get(2).text()).isEqualTo("Inqud says NEW");
		assertThat(events.stream(PayoutChanged.class)).contains(new PayoutChanged(payout("order-1").id()));
	}

	@Test
	void pageOfManyPayoutsCostsNoMoreQueries(CapturedOutput output, @Autowired LoggingSystem logging) {
		Payout payout = this.payouts.pay(request("order-1")).payout();
		insertCopies(payout, 5);
		long queries = queriesOfAPage(output, logging);
		insertCopies(payout, 500);
		assertThat(queriesOfAPage(output, logging)).isEqualTo(queries).isEqualTo(2);
	}

	private void insertCopies(Payout payout, int count) {
		for (int i = 0; i < count; i++) {
			this.database.sql("""
					insert into payout (reference, amount, currency, method, recipient, fingerprint, state, created_at,
							changed_at, checks, version)
					select :reference, amount, currency, method, recipient, fingerprint, state, created_at, changed_at,
							checks, version
					from payout where id = :id""")
				.param("reference", count + "-" + i)
				.param("id", payout.id())
				.update();
		}
	}

	private long queriesOfAPage(CapturedOutput output, LoggingSystem logging) {
		int start = output.length();
		logging.setLogLevel(JdbcTemplate.class.getName(), LogLevel.DEBUG);
		try {
			Page<Payout> page = this.payouts.page(List.of(PayoutState.ACCEPTED), List.of(), PageRequest.of(0, 5));
			assertThat(page.getContent()).hasSize(5);
		}
		finally {
			logging.setLogLevel(JdbcTemplate.class.getName(), null);
		}
		return output.toString()
			.substring(start)
			.lines()
			.filter((line) -> line.contains("Executing prepared SQL statement"))
			.count();
	}

	private static <T> List<T> inParallel(int count, Callable<T> task) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(count);
		try {
			CyclicBarrier start = new CyclicBarrier(count);
			List<Future<T>> futures = executor.invokeAll(IntStream.range(0, count).<Callable<T>>mapToObj((i) -> () -> {
				start.await();
				return task.call();
			}).toList());
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get());
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private Payout payout(String reference) {
		return this.payouts.payout(reference).orElseThrow();
	}

	private static PayoutRequest request(String reference) {
		return PayoutRequest.builder()
			.amount(BigDecimal.ONE)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber(CARD_NUMBER)
			.comment("to 5555 5555 5555 4444 or DE89 3704 0044 0532 0130 00")
			.clientOrderId(reference)
			.build();
	}

}
