package com.inqud.spring.sample.console;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.sample.payout.PayoutChanged;
import com.inqud.spring.sample.payout.PayoutService;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Wallet with its balances and payment methods, as all pages share them.
 */
@Component
class Wallet {

	private final Recent<List<Balance>> balances;

	private final Recent<List<PaymentMethod>> methods;

	Wallet(PayoutService payouts, TaskExecutor applicationTaskExecutor, Clock clock,
			@Value("${sample.console.refresh}") Duration refresh) {
		this.balances = new Recent<>(() -> payouts.balances().stream().map(Balance::of).toList(), refresh,
				Duration.ofMinutes(1), applicationTaskExecutor, clock);
		this.methods = new Recent<>(payouts::paymentMethods, refresh, Duration.ofMinutes(10), applicationTaskExecutor,
				clock);
	}

	Recent.Result<List<Balance>> balances() {
		return this.balances.get();
	}

	/**
	 * Methods of payouts. Balances are asked for at the same time, as pages show both.
	 */
	Recent.Result<List<PaymentMethod>> methods() {
		this.balances.ask();
		return this.methods.get();
	}

	@TransactionalEventListener(PayoutChanged.class)
	void onChange() {
		this.balances.outdate();
	}

}
