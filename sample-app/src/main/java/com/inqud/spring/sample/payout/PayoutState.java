package com.inqud.spring.sample.payout;

/**
 * States of a payout in this application, apart from its status at Inqud.
 * {@code SENDING}: written down, no response yet. {@code ACCEPTED}: Inqud has made a
 * payment of it. {@code REFUSED}: Inqud has refused it. {@code NOT_SENT}: Inqud has not
 * received it. {@code UNKNOWN}: it may have been made, and is looked for.
 *
 * @since 0.1.0
 */
public enum PayoutState {

	SENDING, ACCEPTED, REFUSED, NOT_SENT, UNKNOWN

}
