/**
 * Signed webhooks for tests.
 */
@NullMarked
package com.inqud.spring.test.webhook;

import org.jspecify.annotations.NullMarked;
