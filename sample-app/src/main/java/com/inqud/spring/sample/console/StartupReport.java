package com.inqud.spring.sample.console;

import java.math.BigDecimal;
import java.util.stream.Collectors;

import com.inqud.spring.InqudException;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.sample.payout.PayoutService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Report of the balances in the log, once the application has started.
 */
@Component
class StartupReport {

	private static final Logger logger = LoggerFactory.getLogger(StartupReport.class);

	private final PayoutService payouts;

	private final Environment environment;

	StartupReport(PayoutService payouts, Environment environment) {
		this.payouts = payouts;
		this.environment = environment;
	}

	@EventListener(ApplicationReadyEvent.class)
	void logBalances() {
		String address = "http://localhost:" + this.environment.getProperty("local.server.port") + "/";
		try {
			String balances = this.payouts.balances()
				.stream()
				.map(StartupReport::describe)
				.collect(Collectors.joining(", "));
			logger.info("Balances: {}. Open {}", balances, address);
		}
		catch (InqudException ex) {
			logger.warn("Balances are not available: {}. To try again, open {}", ex.getMessage(), address);
		}
	}

	private static String describe(WalletBalance balance) {
		BigDecimal amount = balance.balance();
		return balance.currency() + " " + ((amount != null) ? amount.toPlainString() : "unknown");
	}

}
