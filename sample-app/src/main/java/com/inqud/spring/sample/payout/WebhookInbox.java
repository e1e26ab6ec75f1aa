package com.inqud.spring.sample.payout;

import java.util.List;
import java.util.Optional;

import com.inqud.spring.client.payment.OrderType;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.sample.payout.PayoutEvent.Kind;

import org.springframework.core.task.TaskExecutor;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Inbox of webhooks. They are only written down, and make their payouts due: what counts
 * is what Inqud says when it is asked.
 *
 * @since 0.1.0
 */
@Component
public class WebhookInbox {

	private final PayoutService service;

	private final PayoutRepository payouts;

	private final JdbcAggregateOperations rows;

	private final TransactionOperations transaction;

	private final TaskExecutor executor;

	WebhookInbox(PayoutService service, PayoutRepository payouts, JdbcAggregateOperations rows,
			TransactionOperations transaction, TaskExecutor applicationTaskExecutor) {
		this.service = service;
		this.payouts = payouts;
		this.rows = rows;
		this.transaction = transaction;
		this.executor = applicationTaskExecutor;
	}

	/**
	 * Writes a webhook down. If it tells something new, Inqud is asked afterwards, on
	 * another thread, or after the next start of the application.
	 * @param payment the payment that Inqud has sent
	 */
	public void take(Payment payment) {
		Optional<Payout> due = this.transaction.execute((status) -> write(payment));
		due.ifPresent((payout) -> this.executor.execute(() -> this.service.check(List.of(payout))));
	}

	private Optional<Payout> write(Payment payment) {
		Optional<Payout> payout = find(payment);
		this.rows.insert(new Webhook(0, this.service.now(), payment.id(), payment.clientOrderId(),
				String.valueOf(payment.status()), payout.map(Payout::id).orElse(null)));
		payout.ifPresent((found) -> this.service.note(found, Kind.WEBHOOK, "Webhook says " + payment.status(), null));
		Optional<Payout> due = payout.filter((found) -> !found.hasStatus(payment.status()));
		due.ifPresent((found) -> this.payouts.makeDue(found.id(), payment.id(), this.service.now()));
		return due.flatMap((found) -> this.payouts.findById(found.id()));
	}

	private Optional<Payout> find(Payment payment) {
		boolean payin = OrderType.PAYIN.equals(payment.orderType());
		return this.payouts.findFirstByPaymentId(payment.id())
			.or(() -> payin ? Optional.empty() : this.payouts.findByReference(payment.clientOrderId()))
			.filter((payout) -> payout.paymentId() == null || payout.paymentId().equals(payment.id()));
	}

}
