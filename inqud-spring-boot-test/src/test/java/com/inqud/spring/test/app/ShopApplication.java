package com.inqud.spring.test.app;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.webhook.InqudWebhook;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Application of a user, for the tests.
 */
@SpringBootApplication
public class ShopApplication {

	/**
	 * Service that pays orders.
	 */
	@Service
	public static class Payouts {

		private final Map<String, String> statuses = new ConcurrentHashMap<>();

		private final InqudOperations inqud;

		Payouts(InqudOperations inqud) {
			this.inqud = inqud;
		}

		/**
		 * Pays an order, and looks it up when it is not known whether it was paid.
		 */
		public String pay(String order) {
			PayoutRequest request = PayoutRequest.builder()
				.amount(BigDecimal.TEN)
				.currency("USD")
				.method("CC_VISAMC")
				.cardNumber("5555555555554444")
				.clientOrderId(order)
				.build();
			Payment payment;
			try {
				payment = this.inqud.payout(request).block();
			}
			catch (InqudOutcomeUnknownException ex) {
				List<Payment> payments = this.inqud.payments().collectList().block();
				payment = payments.stream()
					.filter((each) -> order.equals(each.clientOrderId()))
					.findFirst()
					.orElseThrow(() -> ex);
			}
			this.statuses.put(payment.id(), payment.status().value());
			return payment.id();
		}

		/**
		 * Asks Inqud for the state that counts.
		 */
		public void refresh(String id) {
			this.statuses.put(id, this.inqud.payment(id).block().status().value());
		}

		public String status(String id) {
			return this.statuses.get(id);
		}

	}

	/**
	 * Controller of both applications.
	 */
	@RestController
	public static class ShopController {

		private final Payouts payouts;

		ShopController(Payouts payouts) {
			this.payouts = payouts;
		}

		@PostMapping("/orders/{order}/payout")
		String pay(@PathVariable String order) {
			return this.payouts.pay(order);
		}

		@PostMapping("/webhooks/inqud")
		void onPayment(@InqudWebhook Payment payment) {
			this.payouts.refresh(payment.id());
		}

	}

}
