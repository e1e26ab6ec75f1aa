package com.inqud.spring.webhook;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Refusal of a webhook because there is no secret to verify it with.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
public class InqudWebhookNotConfiguredException extends InqudWebhookException {

	InqudWebhookNotConfiguredException() {
		super(Refusal.NOT_CONFIGURED, "The webhook cannot be verified: no secret is configured", null);
	}

}
