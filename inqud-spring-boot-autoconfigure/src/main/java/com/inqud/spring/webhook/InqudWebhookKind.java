package com.inqud.spring.webhook;

import java.util.Arrays;

import com.inqud.spring.client.acquiring.Checkout;
import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.onramp.OnRampCheckout;
import com.inqud.spring.client.payment.Payment;
import org.jspecify.annotations.Nullable;

/**
 * Kind of object that a webhook is about. New kinds can be added, so a {@code switch}
 * needs a {@code default}.
 *
 * @since 0.1.0
 */
public enum InqudWebhookKind {

	/**
	 * Payment, whose id starts with {@code PMT-}.
	 */
	PAYMENT("PMT-", Payment.class),

	/**
	 * Checkout, whose id starts with {@code CCO-}.
	 */
	CHECKOUT("CCO-", Checkout.class),

	/**
	 * Deposit request, whose id starts with {@code CAPD-}.
	 */
	DEPOSIT_REQUEST("CAPD-", DepositRequest.class),

	/**
	 * On-ramp checkout, whose id starts with {@code ORCO-}.
	 */
	ON_RAMP_CHECKOUT("ORCO-", OnRampCheckout.class),

	/**
	 * Authorization of recurring payments, whose id starts with {@code AGR-}.
	 */
	AUTHORIZATION("AGR-", null),

	/**
	 * Subscription, whose id starts with {@code SUB-}.
	 */
	SUBSCRIPTION("SUB-", null),

	/**
	 * Kind that is not listed here, or a body without an id.
	 */
	UNKNOWN("", null);

	private final String prefix;

	private final @Nullable Class<?> model;

	InqudWebhookKind(String prefix, @Nullable Class<?> model) {
		this.prefix = prefix;
		this.model = model;
	}

	static InqudWebhookKind ofId(@Nullable String id) {
		return (id != null)
				? Arrays.stream(values()).filter((kind) -> id.startsWith(kind.prefix)).findFirst().orElseThrow()
				: UNKNOWN;
	}

	/**
	 * Returns the kind of a model, {@link #UNKNOWN} for any other type.
	 */
	static InqudWebhookKind ofModel(Object type) {
		return Arrays.stream(values()).filter((kind) -> type.equals(kind.model)).findFirst().orElse(UNKNOWN);
	}

}
