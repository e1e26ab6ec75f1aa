package com.inqud.spring.autoconfigure.webhook;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the webhooks that Inqud sends.
 *
 * @param secrets Webhook secrets, each of which may have signed a webhook. While a secret
 * is being changed, both the new and the old one. They are not the token secret, and they
 * work with and without "inqud.enabled" and "inqud.token-id".
 * @param maxSize Size of the largest webhook. A larger one is refused and not read.
 * @since 0.1.0
 */
@ConfigurationProperties("inqud.webhook")
public record InqudWebhookProperties(@DefaultValue List<String> secrets, @DefaultValue("256KB") DataSize maxSize) {

	/**
	 * Creates the properties.
	 */
	public InqudWebhookProperties {
		secrets = List.copyOf(secrets);
	}

	/**
	 * Description without the secrets.
	 */
	@Override
	public String toString() {
		return "InqudWebhookProperties[secrets=******, maxSize=" + this.maxSize + "]";
	}

}
