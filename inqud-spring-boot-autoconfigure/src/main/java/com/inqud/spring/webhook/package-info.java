/**
 * Verification of the webhooks that Inqud sends.
 */
@NullMarked
package com.inqud.spring.webhook;

import org.jspecify.annotations.NullMarked;
