/**
 * Webhooks: what Inqud sends, verified.
 */
@NullMarked
package com.inqud.spring.webhook;

import org.jspecify.annotations.NullMarked;
