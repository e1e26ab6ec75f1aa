/**
 * Simulator of Inqud in tests of Spring applications and in development.
 */
@NullMarked
package com.inqud.spring.test.autoconfigure;

import org.jspecify.annotations.NullMarked;
