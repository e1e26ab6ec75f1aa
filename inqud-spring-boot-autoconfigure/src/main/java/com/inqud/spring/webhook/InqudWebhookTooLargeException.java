package com.inqud.spring.webhook;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Refusal of a webhook that is too large. Its body is not read completely.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
@ResponseStatus(HttpStatus.CONTENT_TOO_LARGE)
public class InqudWebhookTooLargeException extends InqudWebhookException {

	InqudWebhookTooLargeException(int maxSize) {
		super(Refusal.TOO_LARGE, "The webhook is larger than " + maxSize + " bytes", null);
	}

}
