package com.inqud.spring.sample;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.webhook.InqudWebhook;

import org.springframework.http.HttpStatus;
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
		try {
			this.payments.refresh(String.valueOf(payment.id()));
		}
		catch (InqudApiException ex) {
			if (!ex.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
				throw ex;
			}
		}
	}

}
