/**
 * Auto-configuration of the health indicators.
 */
@NullMarked
package com.inqud.spring.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
