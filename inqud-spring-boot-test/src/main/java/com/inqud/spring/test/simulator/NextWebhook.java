package com.inqud.spring.test.simulator;

import java.time.Duration;
import java.util.List;

/**
 * Fault for the webhook of the next change. One method selects the fault. Several faults
 * apply to successive changes.
 *
 * @since 0.1.0
 */
public final class NextWebhook {

	private final Webhooks webhooks;

	NextWebhook(Webhooks webhooks) {
		this.webhooks = webhooks;
	}

	/**
	 * Delivers the webhook two times, one right after the other.
	 */
	public void twice() {
		this.webhooks.addPlan(new Webhooks.Plan(List.of(Duration.ZERO, Duration.ZERO), false));
	}

	/**
	 * Delivers the webhook late, possibly after that of a later change.
	 * @param delay the delay after the change
	 */
	public void late(Duration delay) {
		this.webhooks.addPlan(new Webhooks.Plan(List.of(delay), false));
	}

	/**
	 * Never delivers the webhook.
	 */
	public void lost() {
		this.webhooks.addPlan(new Webhooks.Plan(List.of(), false));
	}

	/**
	 * Delivers the webhook, including its retries, with a digest that does not match the
	 * body.
	 */
	public void wrongDigest() {
		this.webhooks.addPlan(new Webhooks.Plan(List.of(Duration.ZERO), true));
	}

}
