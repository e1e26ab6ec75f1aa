package com.inqud.spring.sample.payout;

import java.util.List;

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

	PayoutReconciliation(PayoutRepository payouts, PayoutService service) {
		this.payouts = payouts;
		this.service = service;
	}

	/**
	 * Asks Inqud about each payout that is due.
	 */
	@Scheduled(fixedDelayString = "${sample.payouts.check-interval:1s}")
	public void run() {
		due().stream()
			.filter((payout) -> !payout.isNamed() && payout.state() == PayoutState.SENDING)
			.forEach(this.service::giveUp);
		due().stream().filter(Payout::isNamed).forEach((payout) -> this.service.check(List.of(payout)));
		this.service.check(due().stream().filter((payout) -> !payout.isNamed()).toList());
	}

	private List<Payout> due() {
		return this.payouts.findTop100ByNextCheckAtLessThanEqualOrderByNextCheckAt(this.service.now());
	}

}
