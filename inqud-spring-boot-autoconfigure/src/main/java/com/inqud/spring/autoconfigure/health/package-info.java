/**
 * Auto-configuration of the health of the accounts at Inqud.
 */
@NullMarked
package com.inqud.spring.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
