package com.inqud.spring.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.PayinRequest;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.wallet.WalletBalance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Service for the merchant's money at Inqud.
 */
@Service
public class PaymentService {

	private static final Duration TIMEOUT = Duration.ofSeconds(8);

	private static final Comparator<Payment> LATEST_FIRST = Comparator
		.comparing(Payment::createdAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
		.reversed();

	private final Map<String, Payment> payments = new ConcurrentHashMap<>();

	private final Map<String, Object> locks = new ConcurrentHashMap<>();

	private final InqudOperations inqud;

	private final ApplicationEventPublisher events;

	PaymentService(InqudOperations inqud, ApplicationEventPublisher events) {
		this.inqud = inqud;
		this.events = events;
	}

	/**
	 * Balances of the merchant's wallet.
	 * @return the balances, one for each currency
	 */
	public Flux<WalletBalance> balances() {
		return this.inqud.balances();
	}

	/**
	 * Payments that were made here, as Inqud shows them.
	 * @return the payments, the latest first
	 */
	public List<Payment> payments() {
		return this.payments.values().stream().sorted(LATEST_FIRST).toList();
	}

	/**
	 * Pays out from the merchant's wallet.
	 * @param request the amount and the recipient
	 * @return the payment that was started
	 */
	public Mono<Payment> payout(PayoutRequest request) {
		return this.inqud.payout(request).doOnNext(this::add);
	}

	/**
	 * Takes a payment into the merchant's wallet.
	 * @param request the amount and the payer
	 * @return the payment that was started, with the URL to send the payer to
	 */
	public Mono<Payment> payin(PayinRequest request) {
		return this.inqud.payin(request).doOnNext(this::add);
	}

	private void add(Payment payment) {
		this.payments.putIfAbsent(String.valueOf(payment.id()), payment);
		this.events.publishEvent(payment);
	}

	/**
	 * Asks Inqud for the state of a payment. The webhook that led here may be old, or a
	 * repetition: what Inqud says now is what counts. One question about a payment at a
	 * time, so that a later answer is never replaced by an earlier one, and with an
	 * answer in time or none.
	 * @param id the identifier of the payment
	 */
	public void refresh(String id) {
		synchronized (this.locks.computeIfAbsent(id, (key) -> new Object())) {
			this.inqud.payment(id).blockOptional(TIMEOUT).ifPresent((payment) -> {
				this.payments.put(id, payment);
				this.events.publishEvent(payment);
			});
		}
	}

}
