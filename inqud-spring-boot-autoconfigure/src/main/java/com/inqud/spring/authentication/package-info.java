/**
 * Authentication of requests to Inqud.
 */
@NullMarked
package com.inqud.spring.authentication;

import org.jspecify.annotations.NullMarked;
