/**
 * Auto-configuration of the webhooks that Inqud sends.
 */
@NullMarked
package com.inqud.spring.autoconfigure.webhook;

import org.jspecify.annotations.NullMarked;
