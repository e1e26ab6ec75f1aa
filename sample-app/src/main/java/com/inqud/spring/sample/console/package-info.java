/**
 * Pages for people.
 */
@NullMarked
package com.inqud.spring.sample.console;

import org.jspecify.annotations.NullMarked;
