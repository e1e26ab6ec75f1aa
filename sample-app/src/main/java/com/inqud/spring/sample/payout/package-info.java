/**
 * Payouts that are written down before they are sent, and so are never made twice.
 */
@NullMarked
package com.inqud.spring.sample.payout;

import org.jspecify.annotations.NullMarked;
