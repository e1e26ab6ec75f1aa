package com.inqud.spring.webhook;

import java.time.Duration;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Refusal of a webhook whose body does not end within 10 seconds, which is also Inqud's
 * timeout.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
@ResponseStatus(HttpStatus.REQUEST_TIMEOUT)
public class InqudWebhookTimeoutException extends InqudWebhookException {

	InqudWebhookTimeoutException(Duration timeout) {
		super(Refusal.TIMEOUT, "The body of the webhook did not end within " + timeout.toMillis() + " ms", null);
	}

}
