/**
 * Wallet operations of the Inqud API and their models.
 */
@NullMarked
package com.inqud.spring.client.wallet;

import org.jspecify.annotations.NullMarked;
