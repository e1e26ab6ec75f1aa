/**
 * Payment operations of the Inqud API and their models.
 */
@NullMarked
package com.inqud.spring.client.payment;

import org.jspecify.annotations.NullMarked;
