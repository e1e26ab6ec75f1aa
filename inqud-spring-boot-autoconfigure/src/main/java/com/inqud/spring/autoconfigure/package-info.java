/**
 * Auto-configuration of the Inqud client.
 */
@NullMarked
package com.inqud.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
