package com.inqud.spring.test.simulator;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Payment that the simulator has made.
 *
 * @param id the identifier, {@code PMT-…}
 * @param orderId the identifier of the order, {@code ORD-…}
 * @param clientOrderId the merchant's own reference, {@code null} for none
 * @param orderType {@code PAYIN} or {@code PAYOUT}
 * @param amount the amount in units of the currency
 * @param currency the code of the currency
 * @param status the status, such as {@code NEW}
 * @since 0.1.0
 */
public record SimulatedPayment(String id, String orderId, @Nullable String clientOrderId, String orderType,
		BigDecimal amount, String currency, String status) {

	static SimulatedPayment of(JsonNode payment) {
		return new SimulatedPayment(payment.path("id").asString(), payment.path("orderId").asString(),
				payment.path("clientOrderId").asString(null), payment.path("orderType").asString(),
				payment.path("amount").decimalValue(), payment.path("currency").asString(),
				payment.path("status").asString());
	}

}
