package com.inqud.spring.webhook;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Failure to read the body of a verified webhook as the requested type.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
@ResponseStatus(HttpStatus.BAD_REQUEST)
public class InqudWebhookUnreadableException extends InqudWebhookException {

	InqudWebhookUnreadableException(Refusal refusal, String message, @Nullable Throwable cause) {
		super(refusal, message, cause);
	}

}
