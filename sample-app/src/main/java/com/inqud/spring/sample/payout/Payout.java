package com.inqud.spring.sample.payout;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentStatus;
import com.inqud.spring.sample.masking.Masking;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * Payout as it is known here, without the card number. The {@code reference} is unique,
 * and the {@code clientOrderId} at Inqud. The {@code currency} may be an asset, the
 * {@code recipient} is masked. The {@code paymentId} and the {@code status} are Inqud's,
 * {@code null} until they are known, as is the {@code httpStatus} of a refusal. The
 * {@code reason} is for people. Inqud is asked again at {@code nextCheckAt}, and accepts
 * a refused payout again from {@code retryAt} on.
 *
 * @since 0.1.0
 */
public record Payout(@Id long id, String reference, BigDecimal amount, String currency, String method, String recipient,
		String fingerprint, PayoutState state, @Nullable String paymentId, @Nullable String status,
		@Nullable String reason, @Nullable Integer httpStatus, @Nullable Instant retryAt, Instant createdAt,
		Instant changedAt, int checks, @Nullable Instant nextCheckAt, @Version int version) {

	private static final Duration FIRST_DELAY = Duration.ofSeconds(5);

	private static final Duration LONGEST_DELAY = Duration.ofHours(1);

	private static final Duration PATIENCE = Duration.ofDays(2);

	/**
	 * Creates a payout.
	 */
	public Payout {
		amount = amount.stripTrailingZeros();
		amount = amount.setScale(Math.max(amount.scale(), 0));
	}

	/**
	 * Whether the same reference may be sent again: Inqud has not received it, or has
	 * refused it for the credentials or for too many requests.
	 */
	boolean maySendAgain() {
		boolean temporary = this.httpStatus != null
				&& (this.httpStatus == 401 || this.httpStatus == 403 || this.httpStatus == 429);
		return this.paymentId == null && (this.state == PayoutState.NOT_SENT || temporary);
	}

	/**
	 * Whether Inqud has accepted the payout and reported a status.
	 */
	boolean hasStatus(@Nullable PaymentStatus status) {
		return this.state == PayoutState.ACCEPTED && String.valueOf(status).equals(this.status);
	}

	/**
	 * Whether nobody knows yet if Inqud has accepted the payout.
	 */
	boolean isOpen() {
		return this.state == PayoutState.SENDING || this.state == PayoutState.UNKNOWN;
	}

	/**
	 * Whether the payment at Inqud is known.
	 */
	boolean isNamed() {
		return this.paymentId != null;
	}

	Payout sending(Instant now, Duration limit) {
		return with(PayoutState.SENDING, null, null, null, null, null, now, 0, now.plus(limit));
	}

	Payout notAccepted(PayoutState state, String reason, @Nullable Integer httpStatus, @Nullable Instant retryAt,
			Instant now) {
		return with(state, this.paymentId, this.status, reason, httpStatus, retryAt, now, 0,
				(state == PayoutState.UNKNOWN) ? now : null);
	}

	Payout accepted(Payment payment, Instant now) {
		String reported = Masking.text(Objects.toString(payment.status(), "NO_STATUS"));
		BigDecimal paid = payment.amount();
		String reason = (paid == null || paid.compareTo(this.amount) == 0) ? null
				: "Inqud reports the amount " + paid.toPlainString();
		boolean same = this.state == PayoutState.ACCEPTED && reported.equals(this.status);
		Payout accepted = with(PayoutState.ACCEPTED, payment.id(), reported, reason, null, null,
				same ? this.changedAt : now, same ? this.checks : 0, null);
		return (payment.status() != null && payment.status().isFinal()) ? accepted : accepted.later(reason, now);
	}

	/**
	 * Payout to ask about again: after a delay that grows, and after two days without a
	 * change no more.
	 */
	Payout later(@Nullable String reason, Instant now) {
		Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(this.checks, 10));
		Instant next = now.plus((delay.compareTo(LONGEST_DELAY) < 0) ? delay : LONGEST_DELAY);
		boolean over = now.isAfter(this.changedAt.plus(PATIENCE));
		return with(this.state, this.paymentId, this.status, over ? "No news for two days. Ask Inqud." : reason,
				this.httpStatus, this.retryAt, this.changedAt, this.checks + 1, over ? null : next);
	}

	private Payout with(PayoutState state, @Nullable String paymentId, @Nullable String status, @Nullable String reason,
			@Nullable Integer httpStatus, @Nullable Instant retryAt, Instant changedAt, int checks,
			@Nullable Instant nextCheckAt) {
		return new Payout(this.id, this.reference, this.amount, this.currency, this.method, this.recipient,
				this.fingerprint, state, paymentId, status, reason, httpStatus, retryAt, this.createdAt, changedAt,
				checks, nextCheckAt, this.version);
	}

}
