package com.inqud.spring.webhook;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Refusal of a webhook. Each subclass is annotated with the {@link ResponseStatus} of the
 * response.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public abstract class InqudWebhookException extends InqudException {

	private final Refusal refusal;

	InqudWebhookException(Refusal refusal, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.refusal = refusal;
	}

	Refusal refusal() {
		return this.refusal;
	}

}
