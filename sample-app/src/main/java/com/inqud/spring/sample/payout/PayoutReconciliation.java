package com.inqud.spring.sample.payout;

import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

import com.inqud.spring.sample.payout.PayoutEvent.Kind;

import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reconciliation of payouts with Inqud. Settles those whose outcome is unknown, and
 * watches those that have not come to their end. It never sends a payout, and never takes
 * a payout that is not found for one that was not made.
 *
 * @since 0.1.0
 */
@Component
public class PayoutReconciliation {

	private final PayoutRepository payouts;

	private final PayoutService service;

	private final Clock clock;

	PayoutReconciliation(PayoutRepository payouts, PayoutService service, Clock clock) {
		this.payouts = payouts;
		this.service = service;
		this.clock = clock;
	}

	/**
	 * Asks Inqud about each payout whose time has come.
	 */
	@Scheduled(fixedDelayString = "${sample.payouts.check-interval:1s}")
	public void run() {
		List<Payout> due = this.payouts.findTop100ByNextCheckAtLessThanEqualOrderByNextCheckAt(this.clock.instant());
		due.stream().filter((payout) -> payout.state() == PayoutState.SENDING).forEach(this::giveUpSending);
		Predicate<Payout> named = (payout) -> payout.paymentId() != null;
		due.stream().filter(named).forEach((payout) -> this.service.check(List.of(payout)));
		this.service.check(due.stream().filter(named.negate()).toList());
	}

	/**
	 * Nobody waits for a response any more, perhaps since the application has ended.
	 */
	private void giveUpSending(Payout payout) {
		try {
			this.service.write(payout.notAccepted(PayoutState.UNKNOWN, "No response was written down", null, null,
					this.clock.instant()), Kind.ANSWERED, "No response in time", null);
		}
		catch (OptimisticLockingFailureException ex) {
			// The response has come
		}
	}

}
