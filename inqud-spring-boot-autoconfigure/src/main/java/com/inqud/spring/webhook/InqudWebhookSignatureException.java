package com.inqud.spring.webhook;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Refusal of a webhook whose digest is missing or does not match its body. The message
 * does not tell the sender which.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
@ResponseStatus(HttpStatus.UNAUTHORIZED)
public class InqudWebhookSignatureException extends InqudWebhookException {

	InqudWebhookSignatureException(Refusal refusal) {
		super(refusal, "The webhook is not signed with a secret of this application", null);
	}

}
