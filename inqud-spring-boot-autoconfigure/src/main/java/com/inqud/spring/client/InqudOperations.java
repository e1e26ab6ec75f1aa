package com.inqud.spring.client;

import com.inqud.spring.client.acquiring.CryptoAcquiringOperations;
import com.inqud.spring.client.onramp.OnRampOperations;
import com.inqud.spring.client.payment.PaymentOperations;
import com.inqud.spring.client.wallet.WalletOperations;

/**
 * All calls of the Inqud API that this client knows. Nothing is sent before the returned
 * publisher is subscribed to, and every subscription sends a request of its own. An
 * application that needs a part of the calls may inject the interface of that part.
 *
 * @since 0.1.0
 */
public interface InqudOperations
		extends WalletOperations, PaymentOperations, CryptoAcquiringOperations, OnRampOperations {

}
