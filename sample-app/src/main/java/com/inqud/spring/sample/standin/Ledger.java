package com.inqud.spring.sample.standin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Wallet and payments, in memory. A payment passes through {@code NEW}, {@code PENDING}
 * and {@code SUCCESS}.
 */
final class Ledger {

	private final Map<String, BigDecimal> balances = new LinkedHashMap<>();

	private final Map<String, Payment> payments = new LinkedHashMap<>();

	Ledger() {
		this.balances.put("BTC", new BigDecimal("105.82306278"));
		this.balances.put("USD", new BigDecimal("1000.00"));
		this.balances.put("ETHEREUM_USDT", new BigDecimal("2500.5"));
	}

	synchronized List<Balance> balances() {
		return this.balances.entrySet().stream().map((entry) -> new Balance(entry.getKey(), entry.getValue())).toList();
	}

	synchronized List<Payment> payments() {
		return List.copyOf(this.payments.values());
	}

	synchronized @Nullable Payment payment(String id) {
		return this.payments.get(id);
	}

	/**
	 * Starts a payout and takes its amount out of the wallet.
	 */
	synchronized Payment payout(PaymentRequest request) {
		BigDecimal balance = balance(request);
		if (balance.compareTo(request.checkedAmount()) < 0) {
			throw new Refusal(402, "INSUFFICIENT_FUNDS", "Not enough " + request.checkedCurrency());
		}
		Payment payment = add(request, "PAYOUT", "CREDIT", null);
		this.balances.put(payment.currency(), balance.subtract(payment.amount()));
		return payment;
	}

	/**
	 * Starts a payin. Its amount comes into the wallet once it succeeds.
	 */
	synchronized Payment payin(PaymentRequest request) {
		balance(request);
		return add(request, "PAYIN", "DEBIT", "https://pay.example/" + UUID.randomUUID());
	}

	private BigDecimal balance(PaymentRequest request) {
		BigDecimal balance = this.balances.get(request.checkedCurrency());
		if (balance == null) {
			throw new Refusal(400, "UNKNOWN_CURRENCY", "Currency " + request.checkedCurrency() + " is not known");
		}
		return balance;
	}

	private Payment add(PaymentRequest request, String orderType, String transactionType, @Nullable String payUrl) {
		Payment payment = new Payment("PMT-" + UUID.randomUUID(), "ORD-" + UUID.randomUUID(), request.clientOrderId(),
				request.checkedAmount(), request.checkedCurrency(), request.checkedMethod(), orderType, transactionType,
				"NEW", payUrl, Instant.now());
		this.payments.put(payment.id(), payment);
		return payment;
	}

	/**
	 * Moves a payment to another status.
	 */
	synchronized Payment move(Payment payment, String status) {
		Payment moved = payment.withStatus(status);
		this.payments.put(moved.id(), moved);
		if (moved.orderType().equals("PAYIN") && status.equals("SUCCESS")) {
			this.balances.merge(moved.currency(), moved.amount(), BigDecimal::add);
		}
		return moved;
	}

	/**
	 * Balance as the API shows it.
	 */
	record Balance(String currency, BigDecimal balance) {

	}

	/**
	 * Payment as the API shows it.
	 */
	record Payment(String id, String orderId, @Nullable String clientOrderId, BigDecimal amount, String currency,
			String method, String orderType, String transactionType, String status, @Nullable String payUrl,
			Instant createdAt) {

		Payment withStatus(String status) {
			return new Payment(this.id, this.orderId, this.clientOrderId, this.amount, this.currency, this.method,
					this.orderType, this.transactionType, status, this.payUrl, this.createdAt);
		}

	}

	/**
	 * Request for a payout or a payin.
	 */
	record PaymentRequest(@Nullable BigDecimal amount, @Nullable String currency, @Nullable String asset,
			@Nullable String method, @Nullable String clientOrderId) {

		BigDecimal checkedAmount() {
			BigDecimal amount = required("amount", this.amount);
			if (amount.signum() <= 0) {
				throw new Refusal(400, "BAD_REQUEST", "amount is not positive");
			}
			return amount;
		}

		String checkedCurrency() {
			return required("currency", (this.currency != null) ? this.currency : this.asset);
		}

		String checkedMethod() {
			return required("method", this.method);
		}

		private static <T> T required(String name, @Nullable T value) {
			if (value == null) {
				throw new Refusal(400, "BAD_REQUEST", name + " is missing");
			}
			return value;
		}

	}

	/**
	 * Refusal of a request.
	 */
	@SuppressWarnings("serial")
	static final class Refusal extends RuntimeException {

		private final int status;

		private final String code;

		Refusal(int status, String code, String message) {
			super(message);
			this.status = status;
			this.code = code;
		}

		int status() {
			return this.status;
		}

		String code() {
			return this.code;
		}

	}

}
