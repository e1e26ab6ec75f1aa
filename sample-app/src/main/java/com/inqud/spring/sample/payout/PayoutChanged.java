package com.inqud.spring.sample.payout;

/**
 * Event of the transaction in which a payout changes. A
 * {@code @TransactionalEventListener} gets it after the commit.
 *
 * @since 0.1.0
 */
public record PayoutChanged(long id) {

}
