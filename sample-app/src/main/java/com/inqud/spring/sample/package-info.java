/**
 * Application that calls Inqud through the starter.
 */
@NullMarked
package com.inqud.spring.sample;

import org.jspecify.annotations.NullMarked;
