package com.inqud.spring.sample.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * Field of the form for a payout, besides amount, currency and method.
 *
 * @param name the name of the property of the request
 * @param label the name for people
 * @param required whether the payment method asks for it
 */
record Field(String name, String label, boolean required) {

	private static final Set<String> ELSEWHERE = Set.of("amount", "currency", "asset", "method", "clientOrderId");

	private static final Map<String, String> LABELS = Map.of("cardNumber", "Card number", "firstName", "First name",
			"lastName", "Last name", "phoneNumber", "Phone number", "cryptoAddress", "Address", "bankAccount",
			"Account or IBAN", "bankCode", "Bank code", "comment", "Comment");

	/**
	 * Fields of a payment method, those that it requires first. If Inqud does not tell
	 * them, all that are known.
	 */
	static List<Field> of(PaymentMethod method) {
		PaymentMethod.Properties properties = method.properties();
		if (properties == null) {
			return LABELS.keySet().stream().sorted().map((name) -> of(name, false)).toList();
		}
		Stream<Field> required = names(properties.required()).map((name) -> of(name, true));
		Stream<Field> optional = names(properties.optional()).map((name) -> of(name, false));
		return Stream.concat(required, optional).filter((field) -> !ELSEWHERE.contains(field.name())).toList();
	}

	private static Stream<String> names(@Nullable List<String> names) {
		return (names != null) ? names.stream() : Stream.empty();
	}

	private static Field of(String name, boolean required) {
		return new Field(name, LABELS.getOrDefault(name, name), required);
	}

	public String getInputMode() {
		return switch (this.name) {
			case "cardNumber" -> "numeric";
			case "phoneNumber" -> "tel";
			default -> "text";
		};
	}

}
