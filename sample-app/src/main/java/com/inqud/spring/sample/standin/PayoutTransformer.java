package com.inqud.spring.sample.standin;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Transformer that answers a payout with a new payment of the same amount.
 */
final class PayoutTransformer implements ResponseDefinitionTransformerV2 {

	static final String NAME = "payout";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public ResponseDefinition transform(ServeEvent serveEvent) {
		return answer(serveEvent.getRequest().getBody()).build();
	}

	private static ResponseDefinitionBuilder answer(byte[] body) {
		try {
			Payout payout = Answers.JSON_MAPPER.readValue(body, Payout.class);
			String problem = check(payout);
			return (problem != null) ? badRequest(problem) : Answers.json(200, payout.toPayment());
		}
		catch (JacksonException ex) {
			return badRequest("The body is not a payout request: " + ex.getOriginalMessage());
		}
	}

	private static @Nullable String check(@Nullable Payout payout) {
		if (payout == null || payout.amount() == null) {
			return "amount is missing";
		}
		if (payout.amount().signum() <= 0) {
			return "amount is not positive";
		}
		if (payout.currency() == null && payout.asset() == null) {
			return "currency is missing";
		}
		return (payout.method() != null) ? null : "method is missing";
	}

	private static ResponseDefinitionBuilder badRequest(String message) {
		return Answers.error(400, "BAD_REQUEST", message);
	}

	private record Payout(@Nullable BigDecimal amount, @Nullable String currency, @Nullable String asset,
			@Nullable String method, @Nullable String clientOrderId) {

		Map<String, @Nullable Object> toPayment() {
			Map<String, @Nullable Object> payment = new LinkedHashMap<>();
			payment.put("id", "PMT-" + UUID.randomUUID());
			payment.put("orderId", "ORD-" + UUID.randomUUID());
			if (this.clientOrderId != null) {
				payment.put("clientOrderId", this.clientOrderId);
			}
			payment.put("amount", this.amount);
			payment.put("currency", (this.currency != null) ? this.currency : this.asset);
			payment.put("method", this.method);
			payment.put("orderType", "PAYOUT");
			payment.put("transactionType", "CREDIT");
			payment.put("status", "NEW");
			payment.put("createdAt", Instant.now());
			return payment;
		}

	}

}
