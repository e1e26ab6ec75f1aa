/**
 * Auto-configuration of the Inqud client and of its webhooks.
 */
@NullMarked
package com.inqud.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
