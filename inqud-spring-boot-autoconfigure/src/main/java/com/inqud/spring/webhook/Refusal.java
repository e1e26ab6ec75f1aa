package com.inqud.spring.webhook;

import java.util.Locale;

/**
 * Reason to refuse a webhook.
 */
enum Refusal {

	NOT_CONFIGURED("there is no secret to verify it with. Set '%s' to the webhook secret"),

	NO_SIGNATURE("it has no " + InqudWebhookVerifier.DIGEST_HEADER
			+ " header. If it is from Inqud, set a webhook secret there, and the same one in '%s'"),

	SEVERAL_SIGNATURES("it has more than one " + InqudWebhookVerifier.DIGEST_HEADER
			+ " header. If it is from Inqud, look for a proxy that adds one"),

	WRONG_SIGNATURE("its " + InqudWebhookVerifier.DIGEST_HEADER
			+ " header does not match its body. If it is from Inqud, compare '%s' with the webhook secret there, and"
			+ " look for a proxy or a filter that changes or reads the body"),

	TOO_LARGE("it is larger than 'inqud.webhook.max-size'. If it is from Inqud, raise this limit"),

	TIMEOUT("its body did not end in time. If it is from Inqud, look for a proxy that delays it"),

	UNREADABLE("%2$s. It is from Inqud: use a parameter type that matches the webhooks for this URL"),

	WRONG_KIND("%2$s. It is from Inqud: use a separate URL for each kind, or take an InqudWebhookDelivery and check"
			+ " its kind()");

	private final String explanation;

	Refusal(String explanation) {
		this.explanation = explanation;
	}

	/**
	 * Returns the reason and a hint.
	 * @param property the property that has the secrets
	 * @param message the message of the exception
	 */
	String explain(String property, String message) {
		return String.format(Locale.ROOT, this.explanation, property, message);
	}

	/**
	 * Returns the outcome that is counted, such as {@code no-signature}.
	 */
	String outcome() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
