/**
 * Simulator of Inqud, usable without Spring.
 */
@NullMarked
package com.inqud.spring.test.simulator;

import org.jspecify.annotations.NullMarked;
