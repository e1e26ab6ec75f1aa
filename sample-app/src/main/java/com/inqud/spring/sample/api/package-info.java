/**
 * JSON that other programs call.
 */
@NullMarked
package com.inqud.spring.sample.api;

import org.jspecify.annotations.NullMarked;
