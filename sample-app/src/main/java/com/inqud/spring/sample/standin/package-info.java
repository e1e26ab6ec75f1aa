/**
 * Embedded stand-in for Inqud.
 */
@NullMarked
package com.inqud.spring.sample.standin;

import org.jspecify.annotations.NullMarked;
