/**
 * Health of the connection to Inqud.
 */
@NullMarked
package com.inqud.spring.health;

import org.jspecify.annotations.NullMarked;
