package com.inqud.spring.sample;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.webhook.InqudWebhook;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller that Inqud tells of each change of a payment, more than once and in any
 * order.
 */
@RestController
class WebhookController {

	private final PaymentService payments;

	WebhookController(PaymentService payments) {
		this.payments = payments;
	}

	@PostMapping("/webhooks/inqud")
	void onPayment(@InqudWebhook Payment payment) {
		String id = payment.id();
		if (id != null) {
			this.payments.refresh(id);
		}
	}

}
