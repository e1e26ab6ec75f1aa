/**
 * Console: pages for people about payouts. What they show of Inqud comes from the
 * {@link com.inqud.spring.sample.payout.PayoutService}.
 */
@NullMarked
package com.inqud.spring.sample.console;

import org.jspecify.annotations.NullMarked;
