package com.inqud.spring.sample.standin;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.inqud.spring.sample.standin.Ledger.Payment;
import com.inqud.spring.sample.standin.Ledger.PaymentRequest;
import com.inqud.spring.sample.standin.Ledger.Refusal;
import tools.jackson.core.JacksonException;

/**
 * Transformer that answers requests from a {@link Ledger}.
 */
final class ApiTransformer implements ResponseDefinitionTransformerV2 {

	static final String NAME = "api";

	private static final String PAYMENTS = "/v1/user/payments";

	private final Ledger ledger;

	private final Consumer<Payment> onNewPayment;

	ApiTransformer(Ledger ledger, Consumer<Payment> onNewPayment) {
		this.ledger = ledger;
		this.onNewPayment = onNewPayment;
	}

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
		try {
			return Answers.json(200, answer(serveEvent.getRequest())).build();
		}
		catch (Refusal ex) {
			return Answers.error(ex.status(), ex.code(), String.valueOf(ex.getMessage())).build();
		}
		catch (JacksonException ex) {
			return Answers.error(400, "BAD_REQUEST", "The body cannot be read: " + ex.getOriginalMessage()).build();
		}
	}

	private Object answer(Request request) {
		String path = request.getUrl().replaceFirst("\\?.*", "");
		return switch (request.getMethod() + " " + path) {
			case "GET /v1/user/wallet/balances" -> this.ledger.balances();
			case "GET /v1/user/methods" -> methods();
			case "POST " + PAYMENTS + "/payout" -> begin(this.ledger.payout(read(request)));
			case "POST " + PAYMENTS + "/payin" -> begin(this.ledger.payin(read(request)));
			case "GET " + PAYMENTS -> this.ledger.payments();
			case "GET " + PAYMENTS + "/search" -> search(request);
			default -> payment(request, path);
		};
	}

	private static PaymentRequest read(Request request) {
		PaymentRequest payment = Answers.JSON_MAPPER.readValue(request.getBody(), PaymentRequest.class);
		if (payment == null) {
			throw new Refusal(400, "BAD_REQUEST", "The body is missing");
		}
		return payment;
	}

	private Payment begin(Payment payment) {
		this.onNewPayment.accept(payment);
		return payment;
	}

	private List<Payment> search(Request request) {
		QueryParameter parameter = request.queryParameter("orderId");
		if (!parameter.isPresent()) {
			throw new Refusal(400, "BAD_REQUEST", "orderId is missing");
		}
		String orderId = parameter.firstValue();
		return this.ledger.payments()
			.stream()
			.filter((payment) -> payment.orderId().equals(orderId) || orderId.equals(payment.clientOrderId()))
			.toList();
	}

	private Payment payment(Request request, String path) {
		Payment payment = (request.getMethod().getName().equals("GET") && path.startsWith(PAYMENTS + "/"))
				? this.ledger.payment(path.substring(PAYMENTS.length() + 1)) : null;
		if (payment == null) {
			throw new Refusal(404, "NOT_FOUND", "The stand-in has nothing there");
		}
		return payment;
	}

	private static List<Map<String, Object>> methods() {
		return List.of(
				Map.of("id", "PMD-1", "name", "Visa and Mastercard", "methodKey", "CC_VISAMC", "currency", "USD",
						"orderType", "PAYOUT", "properties",
						Map.of("required", List.of("cardNumber"), "optional", List.of("firstName", "lastName"))),
				Map.of("id", "PMD-2", "name", "Crypto", "methodKey", "CRYPTOCOIN", "currency", "BTC", "orderType",
						"PAYOUT", "properties", Map.of("required", List.of("cryptoAddress"), "optional", List.of())));
	}

}
