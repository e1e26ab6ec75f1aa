package com.inqud.spring.webhook;

import java.lang.reflect.Type;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What receiving a webhook takes, whichever way its bytes come in.
 */
final class WebhookReceiver {

	private static final Log logger = LogFactory.getLog(InqudWebhook.class);

	private final @Nullable InqudWebhookVerifier verifier;

	private final int maxSize;

	WebhookReceiver(@Nullable InqudWebhookVerifier verifier, DataSize maxSize) {
		Assert.isTrue(maxSize.toBytes() > 0 && maxSize.toBytes() < Integer.MAX_VALUE,
				"the maximum size of a webhook must be positive and less than 2 GB");
		this.verifier = verifier;
		this.maxSize = (int) maxSize.toBytes();
	}

	int maxSize() {
		return this.maxSize;
	}

	/**
	 * Refuses a webhook that need not be read.
	 */
	void checkBeforeReading(long contentLength) {
		verifier();
		checkSize(contentLength);
	}

	InqudWebhookDelivery receive(byte[] body, HttpHeaders headers) {
		checkSize(body.length);
		try {
			return verifier().verify(body, headers);
		}
		catch (InqudWebhookSignatureException ex) {
			logger.debug("Refused a webhook that is not signed with a secret of this application");
			throw ex;
		}
	}

	Object read(InqudWebhookDelivery delivery, Type type) {
		try {
			return delivery.read(type);
		}
		catch (InqudWebhookUnreadableException ex) {
			logger.warn("Refused " + delivery + ". " + ex.getMessage());
			throw ex;
		}
	}

	InqudWebhookTooLargeException tooLarge() {
		logger.debug("Refused a webhook that is larger than " + this.maxSize + " bytes");
		return new InqudWebhookTooLargeException(this.maxSize);
	}

	private void checkSize(long size) {
		if (size > this.maxSize) {
			throw tooLarge();
		}
	}

	private InqudWebhookVerifier verifier() {
		if (this.verifier == null) {
			logger.error("Refused a webhook, because there is no secret to verify it with."
					+ " Set 'inqud.webhook.secrets' to the webhook secret");
			throw new InqudWebhookNotConfiguredException();
		}
		return this.verifier;
	}

}
