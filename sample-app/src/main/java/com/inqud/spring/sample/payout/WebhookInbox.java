package com.inqud.spring.sample.payout;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import com.inqud.spring.client.payment.OrderType;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.sample.masking.Masking;
import com.inqud.spring.sample.payout.PayoutEvent.Kind;

import org.springframework.core.task.TaskExecutor;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Inbox of webhooks, in which they are written down before they are handled. A webhook
 * only makes its payout due: what counts is what Inqud says when it is asked.
 *
 * @since 0.1.0
 */
@Component
public class WebhookInbox {

	private final WebhookRepository webhooks;

	private final PayoutRepository payouts;

	private final PayoutService service;

	private final TransactionOperations transaction;

	private final TaskExecutor executor;

	private final Clock clock;

	WebhookInbox(WebhookRepository webhooks, PayoutRepository payouts, PayoutService service,
			TransactionOperations transaction, TaskExecutor applicationTaskExecutor, Clock clock) {
		this.webhooks = webhooks;
		this.payouts = payouts;
		this.service = service;
		this.transaction = transaction;
		this.executor = applicationTaskExecutor;
		this.clock = clock;
	}

	/**
	 * Writes a webhook down. It is handled soon, on another thread.
	 * @param payment the payment that Inqud has sent
	 */
	public void take(Payment payment) {
		String reference = OrderType.PAYIN.equals(payment.orderType()) ? null : payment.clientOrderId();
		String status = (payment.status() != null) ? Masking.text(payment.status().value()) : null;
		this.webhooks.save(new Webhook(0, now(), payment.id(), reference, status, null, null));
		this.executor.execute(this::run);
	}

	/**
	 * Handles each webhook that is written down.
	 */
	@Scheduled(fixedDelayString = "${sample.payouts.check-interval:1s}")
	public void run() {
		this.webhooks.findTop100ByHandledAtIsNullOrderById().forEach((webhook) -> {
			try {
				this.service.check(this.transaction.execute((status) -> handle(webhook)));
			}
			catch (OptimisticLockingFailureException ex) {
				// The payout has changed: the next run handles the webhook
			}
		});
	}

	private List<Payout> handle(Webhook webhook) {
		Optional<Payout> payout = this.payouts.findFirstByPaymentId(webhook.paymentId())
			.or(() -> this.payouts.findByReference(webhook.reference()).filter((found) -> found.paymentId() == null));
		if (!this.webhooks.handle(webhook.id(), payout.map(Payout::id).orElse(null), now())) {
			return List.of();
		}
		return payout
			.map((due) -> this.service.write(due.due(webhook.paymentId(), now()), Kind.WEBHOOK,
					"Webhook says " + webhook.status(), null))
			.stream()
			.toList();
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

}
