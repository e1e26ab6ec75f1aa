/**
 * Exchange of a request and its response: attempts, outcome, reading, observation and
 * transports.
 */
@NullMarked
package com.inqud.spring.client.exchange;

import org.jspecify.annotations.NullMarked;
