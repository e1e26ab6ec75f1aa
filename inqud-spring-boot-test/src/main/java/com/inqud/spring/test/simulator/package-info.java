/**
 * Simulator of Inqud, to be used without Spring as well.
 */
@NullMarked
package com.inqud.spring.test.simulator;

import org.jspecify.annotations.NullMarked;
