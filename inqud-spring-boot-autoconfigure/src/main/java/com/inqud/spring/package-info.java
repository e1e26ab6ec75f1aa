/**
 * Exceptions of the Inqud support for Spring.
 */
@NullMarked
package com.inqud.spring;

import org.jspecify.annotations.NullMarked;
