package com.inqud.spring.sample.payout;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.OrderType;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.sample.masking.Fingerprints;
import com.inqud.spring.sample.masking.Masking;
import com.inqud.spring.sample.payout.PayoutEvent.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.relational.core.query.Criteria;
import org.springframework.data.relational.core.query.Query;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

/**
 * Service that makes payouts and asks Inqud about them.
 *
 * @since 0.1.0
 */
@Service
public class PayoutService {

	private static final Logger logger = LoggerFactory.getLogger(PayoutService.class);

	private final InqudOperations inqud;

	private final PayoutRepository payouts;

	private final JdbcAggregateOperations rows;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher publisher;

	private final Fingerprints fingerprints;

	private final Clock clock;

	private final Duration sendingLimit;

	private final Duration claim;

	PayoutService(InqudOperations inqud, PayoutRepository payouts, JdbcAggregateOperations rows,
			TransactionOperations transaction, ApplicationEventPublisher publisher, Fingerprints fingerprints,
			Clock clock, @Value("${inqud.call-timeout:60s}") Duration callTimeout,
			@Value("${sample.payouts.margin:1m}") Duration margin) {
		this.inqud = inqud;
		this.payouts = payouts;
		this.rows = rows;
		this.transaction = transaction;
		this.publisher = publisher;
		this.fingerprints = fingerprints;
		this.clock = clock;
		this.sendingLimit = callTimeout.plus(margin);
		this.claim = callTimeout.multipliedBy(3).plus(margin);
	}

	/**
	 * Makes a payout, once for each reference however often it is asked for. The payout
	 * is written down before it is sent. If Inqud has not received it, or has refused it
	 * for the credentials or for too many requests, the same reference sends it again.
	 * @param request the payout, with the reference as {@code clientOrderId}
	 * @return the payout with its outcome as far as it is known
	 * @throws PayoutConflictException if the reference belongs to another payout
	 * @throws IllegalArgumentException if the payout cannot be written down
	 * @throws IllegalStateException in a transaction, whose rollback would forget it
	 */
	public Result pay(PayoutRequest request) {
		Assert.state(!TransactionSynchronizationManager.isActualTransactionActive(), "A payout needs no transaction");
		Payout payout = newPayout(request);
		Payout known = this.payouts.findByReference(payout.reference()).orElse(null);
		if (known != null && !known.fingerprint().equals(payout.fingerprint())) {
			throw new PayoutConflictException(payout.reference());
		}
		if (known != null && !known.maySendAgain()) {
			return new Result(known, false);
		}
		Payout written;
		try {
			written = write((known != null) ? known.sending(payout.createdAt(), this.sendingLimit) : payout,
					Kind.WRITTEN, "Written down", Masking.json(request));
		}
		catch (DuplicateKeyException | OptimisticLockingFailureException ex) {
			// Another request with the same reference was faster
			return pay(request);
		}
		return new Result(send(written, request), true);
	}

	/**
	 * Payout with a reference.
	 */
	public Optional<Payout> payout(String reference) {
		return this.payouts.findByReference(reference);
	}

	/**
	 * Payout with an identifier.
	 */
	public Optional<Payout> payout(long id) {
		return this.payouts.findById(id);
	}

	/**
	 * Page of payouts, all if neither states nor statuses are given.
	 */
	public Page<Payout> page(Collection<PayoutState> states, Collection<String> statuses, Pageable page) {
		if (!statuses.isEmpty()) {
			return this.payouts.findByStatusIn(statuses, page);
		}
		return states.isEmpty() ? this.payouts.findAll(page) : this.payouts.findByStateIn(states, page);
	}

	/**
	 * Timeline of a payout, the oldest entry first.
	 */
	public List<PayoutEvent> timeline(long id) {
		return this.rows.findAll(Query.query(Criteria.where("payoutId").is(id)).sort(Sort.by("id")), PayoutEvent.class);
	}

	/**
	 * Balances of the merchant's wallet.
	 * @throws InqudException if Inqud does not tell them
	 */
	public List<WalletBalance> balances() {
		return Objects.requireNonNull(this.inqud.balances().collectList().block());
	}

	/**
	 * Methods of payouts that the merchant may use.
	 * @throws InqudException if Inqud does not tell them
	 */
	public List<PaymentMethod> paymentMethods() {
		return Objects.requireNonNull(this.inqud.paymentMethods()
			.filter((method) -> !OrderType.PAYIN.equals(method.orderType()))
			.collectList()
			.block());
	}

	/**
	 * Asks Inqud about a payout now, unless that is being done, or there is nothing to
	 * ask about.
	 * @return the payout as it is known then
	 */
	public Optional<Payout> checkNow(String reference) {
		payout(reference).ifPresent((payout) -> check(List.of(payout)));
		return payout(reference);
	}

	/**
	 * Asks Inqud about payouts that nobody else is asking about: about a single one by
	 * the identifier of its payment if that is known, about others with one list of
	 * payments. A response never replaces what was written while it was on its way.
	 */
	void check(List<Payout> candidates) {
		Instant until = now().plus(this.claim);
		List<Payout> claimed = candidates.stream()
			.filter((payout) -> payout.isNamed() || payout.state() == PayoutState.UNKNOWN)
			.filter((payout) -> this.payouts.claim(payout.id(), now(), until))
			.flatMap((payout) -> this.payouts.findById(payout.id()).stream())
			.toList();
		try {
			Map<String, Collection<Payment>> found = ask(claimed);
			claimed.forEach((payout) -> confirm(payout, found.getOrDefault(payout.reference(), List.of())));
		}
		catch (InqudException ex) {
			claimed.forEach((payout) -> checkLater(payout, reason(ex)));
		}
		finally {
			claimed.forEach((payout) -> this.payouts.release(payout.id(), until));
		}
	}

	private Map<String, Collection<Payment>> ask(List<Payout> claimed) {
		if (claimed.size() == 1 && claimed.get(0).paymentId() != null) {
			Payment payment = this.inqud.payment(claimed.get(0).paymentId()).block();
			return Map.of(claimed.get(0).reference(), List.of(Objects.requireNonNull(payment)));
		}
		Set<String> references = claimed.stream().map(Payout::reference).collect(Collectors.toSet());
		return references.isEmpty() ? Map.of()
				: Objects.requireNonNull(this.inqud.payments()
					.filter((payment) -> references.contains(String.valueOf(payment.clientOrderId())))
					.filter((payment) -> !OrderType.PAYIN.equals(payment.orderType()))
					.collectMultimap((payment) -> String.valueOf(payment.clientOrderId()))
					.block());
	}

	private void confirm(Payout payout, Collection<Payment> found) {
		if (found.size() != 1) {
			checkLater(payout, "Inqud lists " + (found.isEmpty() ? "no payout" : found.size() + " payouts")
					+ " with this reference");
			return;
		}
		Payment payment = found.iterator().next();
		Payout accepted = payout.accepted(payment, now());
		tryWrite(accepted, (accepted.nextCheckAt() == null) ? Kind.CONFIRMED : Kind.CHECKED, Masking.json(payment));
	}

	private void checkLater(Payout payout, String reason) {
		tryWrite(payout.later(reason, now()), Kind.CHECKED, null);
	}

	private void tryWrite(Payout payout, Kind kind, @Nullable String message) {
		try {
			write(payout, kind, describe(payout), message);
		}
		catch (OptimisticLockingFailureException ex) {
			logger.debug("Payout {} has changed during the question about it", payout.reference());
		}
	}

	private Payout send(Payout payout, PayoutRequest request) {
		note(payout, Kind.SENT, "Sending to Inqud", null);
		UnaryOperator<Payout> outcome;
		String message = null;
		try {
			Payment payment = Objects.requireNonNull(this.inqud.payout(request).block());
			outcome = (row) -> row.accepted(payment, now());
			message = Masking.json(payment);
		}
		catch (InqudNotSentException ex) {
			outcome = (row) -> row.notAccepted(PayoutState.NOT_SENT, reason(ex), null, null, now());
		}
		catch (InqudApiException ex) {
			Duration delay = ex.getRetryAfter();
			outcome = (row) -> row.notAccepted(PayoutState.REFUSED, reason(ex), ex.getStatusCode().value(),
					(delay != null) ? now().plus(delay) : null, now());
			message = Masking.text(ex.getResponseBody());
		}
		catch (Throwable ex) {
			outcome = (row) -> row.notAccepted(PayoutState.UNKNOWN, reason(ex), null, null, now());
		}
		return end(payout, outcome, message);
	}

	/**
	 * Writes the outcome of a payout, unless a webhook or a check has led to it already.
	 */
	private Payout end(Payout payout, UnaryOperator<Payout> outcome, @Nullable String message) {
		Payout row = payout;
		while (row.isOpen()) {
			Payout ended = outcome.apply(row);
			try {
				return write(ended, Kind.ANSWERED, describe(ended), message);
			}
			catch (OptimisticLockingFailureException ex) {
				row = this.payouts.findById(row.id()).orElseThrow();
			}
			catch (DataAccessException ex) {
				logger.error("The outcome of payout {} could not be written down", row.reference(), ex);
				return row;
			}
		}
		return row;
	}

	/**
	 * Writes a version of a payout with the entry in its timeline. Fails if another
	 * version was written meanwhile.
	 */
	Payout write(Payout payout, Kind kind, String text, @Nullable String message) {
		return this.transaction.execute((status) -> {
			Payout written = this.payouts.save(payout);
			note(written, kind, text, message);
			this.publisher.publishEvent(new PayoutChanged(written.id()));
			return written;
		});
	}

	private static String describe(Payout payout) {
		String text = (payout.state() == PayoutState.ACCEPTED) ? "Inqud says " + payout.status()
				: payout.state().name();
		return (payout.reason() != null) ? text + ": " + payout.reason() : text;
	}

	private static String reason(Throwable ex) {
		return Masking.text(String.valueOf(ex.getMessage()));
	}

	void note(Payout payout, Kind kind, String text, @Nullable String message) {
		this.rows.insert(new PayoutEvent(0, payout.id(), now(), kind, text, message));
	}

	/**
	 * Waits no longer for the response, perhaps as the application has ended meanwhile.
	 */
	void giveUp(Payout payout) {
		end(payout, (row) -> row.notAccepted(PayoutState.UNKNOWN, "No response was written down", null, null, now()),
				null);
	}

	private Payout newPayout(PayoutRequest request) {
		BigDecimal amount = request.amount().stripTrailingZeros();
		Assert.isTrue(amount.scale() <= 20 && amount.precision() - amount.scale() <= 20,
				"amount must have at most 20 digits before and after the point");
		String currency = (request.currency() != null) ? request.currency() : request.asset();
		Instant now = now();
		return new Payout(0, name("clientOrderId", request.clientOrderId(), 100), amount,
				Masking.text(name("currency", currency, 50)), Masking.text(name("method", request.method(), 50)),
				Masking.recipient(request), this.fingerprints.of(request), PayoutState.SENDING, null, null, null, null,
				null, now, now, 0, now.plus(this.sendingLimit), 0);
	}

	private static String name(String property, @Nullable String value, int maxLength) {
		Assert.isTrue(value != null && value.length() <= maxLength && value.matches("\\w[\\w.:@-]*"),
				() -> property + " must have 1 to " + maxLength + " letters, digits or characters of _.:@-");
		return value;
	}

	Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Result of a request for a payout.
	 *
	 * @param payout the payout
	 * @param sent whether this request has sent it
	 */
	public record Result(Payout payout, boolean sent) {

	}

}
