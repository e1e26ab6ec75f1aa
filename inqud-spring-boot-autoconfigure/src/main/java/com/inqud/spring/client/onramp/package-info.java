/**
 * On-ramp operations of the Inqud API and their models.
 */
@NullMarked
package com.inqud.spring.client.onramp;

import org.jspecify.annotations.NullMarked;
