/**
 * Client for the Inqud API.
 */
@NullMarked
package com.inqud.spring.client;

import org.jspecify.annotations.NullMarked;
