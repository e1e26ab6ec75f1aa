package com.inqud.spring.autoconfigure.webhook;

import java.util.function.Consumer;

/**
 * Consumer of the outcome of each webhook.
 */
@FunctionalInterface
interface InqudWebhookOutcomes extends Consumer<String> {

	/**
	 * Consumer that ignores outcomes, for use without Micrometer.
	 */
	InqudWebhookOutcomes UNCOUNTED = (outcome) -> {
	};

}
