package com.inqud.spring.client;

import java.time.Duration;

import com.inqud.spring.InqudNotFinalException;
import com.inqud.spring.client.acquiring.Checkout;
import com.inqud.spring.client.acquiring.CheckoutStatus;
import com.inqud.spring.client.acquiring.CryptoAcquiringOperations;
import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.acquiring.DepositStatus;
import com.inqud.spring.client.onramp.OnRampCheckout;
import com.inqud.spring.client.onramp.OnRampOperations;
import com.inqud.spring.client.onramp.OnRampStatus;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentOperations;
import com.inqud.spring.client.payment.PaymentStatus;
import com.inqud.spring.client.wallet.WalletOperations;
import reactor.core.publisher.Mono;

/**
 * All operations of the Inqud API that this client supports. A request is sent on
 * subscription: a GET for each subscription, a POST at most once. An application that
 * needs only some of the operations may inject one of the extended interfaces.
 * <p>
 * The methods that wait for a final status are for batch jobs and consoles. They poll
 * with delays that grow from 1 to 30 seconds, and the retry settings of the client apply
 * to each GET. Servers should wait for webhooks.
 *
 * @since 0.1.0
 */
public interface InqudOperations
		extends WalletOperations, PaymentOperations, CryptoAcquiringOperations, OnRampOperations {

	/**
	 * Payment with an identifier, once its status is final.
	 * @param id the identifier of the payment, such as {@code PMT-…}
	 * @param timeout the time to wait for a final status, greater than zero
	 * @return the payment. Fails with an {@link InqudNotFinalException} after the
	 * timeout, or with the exception of a failed {@link #payment} call.
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	default Mono<Payment> paymentWhenFinal(String id, Duration timeout) {
		return FinalStatus.await("payment", () -> payment(id), Payment::status, PaymentStatus::isFinal, timeout);
	}

	/**
	 * Checkout with an identifier, once its status is final.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @param id the identifier of the checkout, such as {@code CCO-…}
	 * @param timeout the time to wait for a final status, greater than zero
	 * @return the checkout. Fails with an {@link InqudNotFinalException} after the
	 * timeout, or with the exception of a failed {@link #checkout} call.
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	default Mono<Checkout> checkoutWhenFinal(String projectId, String id, Duration timeout) {
		return FinalStatus.await("checkout", () -> checkout(projectId, id), Checkout::status, CheckoutStatus::isFinal,
				timeout);
	}

	/**
	 * Deposit request with an identifier, once its status is final.
	 * @param projectId the identifier of the project, such as {@code CAP-…}
	 * @param id the identifier of the deposit request, such as {@code CAPD-…}
	 * @param timeout the time to wait for a final status, greater than zero
	 * @return the deposit request. Fails with an {@link InqudNotFinalException} after the
	 * timeout, or with the exception of a failed {@link #depositRequest} call.
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	default Mono<DepositRequest> depositRequestWhenFinal(String projectId, String id, Duration timeout) {
		return FinalStatus.await("deposit request", () -> depositRequest(projectId, id), DepositRequest::status,
				DepositStatus::isFinal, timeout);
	}

	/**
	 * On-ramp checkout with an identifier, once its status is final.
	 * @param projectId the identifier of the project, such as {@code ORP-…}
	 * @param id the identifier of the checkout, such as {@code ORCO-…}
	 * @param timeout the time to wait for a final status, greater than zero
	 * @return the checkout. Fails with an {@link InqudNotFinalException} after the
	 * timeout, or with the exception of a failed {@link #onRampCheckout} call.
	 * @throws IllegalArgumentException if the timeout is not positive
	 */
	default Mono<OnRampCheckout> onRampCheckoutWhenFinal(String projectId, String id, Duration timeout) {
		return FinalStatus.await("on-ramp checkout", () -> onRampCheckout(projectId, id), OnRampCheckout::status,
				OnRampStatus::isFinal, timeout);
	}

}
