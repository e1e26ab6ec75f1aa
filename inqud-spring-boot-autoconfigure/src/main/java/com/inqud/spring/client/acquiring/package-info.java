/**
 * Crypto acquiring operations of the Inqud API and their models.
 */
@NullMarked
package com.inqud.spring.client.acquiring;

import org.jspecify.annotations.NullMarked;
