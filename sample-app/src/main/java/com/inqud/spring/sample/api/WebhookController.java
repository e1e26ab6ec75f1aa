package com.inqud.spring.sample.api;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.sample.payout.WebhookInbox;
import com.inqud.spring.webhook.InqudWebhook;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller that Inqud tells of each change of a payment, more than once and in any
 * order.
 */
@RestController
class WebhookController {

	private final WebhookInbox inbox;

	WebhookController(WebhookInbox inbox) {
		this.inbox = inbox;
	}

	@PostMapping("/webhooks/inqud")
	void onPayment(@InqudWebhook Payment payment) {
		this.inbox.take(payment);
	}

}
