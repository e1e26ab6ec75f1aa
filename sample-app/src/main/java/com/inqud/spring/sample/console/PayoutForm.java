package com.inqud.spring.sample.console;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.payout.Payout;
import org.jspecify.annotations.Nullable;

/**
 * Form for a payout, as it is typed. It has the reference of its payout from the moment
 * that it is shown, so that it makes one payout at most.
 *
 * @param reference the reference
 * @param currency the currency
 * @param method the identifier or the key of the payment method
 * @param amount the amount
 * @param fields what else the payment method asks for, by name of the property
 */
record PayoutForm(String reference, String currency, String method, String amount, Map<String, String> fields) {

	private static final int MAX_LENGTH = 500;

	private static final SecureRandom RANDOM = new SecureRandom();

	private static final Pattern CARD_NUMBER = Pattern.compile("\\d{12,19}");

	/**
	 * Creates a form. Of a text that is too long no more is kept than shows that it is.
	 */
	PayoutForm {
		reference = cut(reference);
		currency = cut(currency);
		method = cut(method);
		amount = cut(amount);
		fields = new TreeMap<>(Objects.requireNonNullElse(fields, Map.of()));
		fields.replaceAll((name, value) -> cut(value));
	}

	/**
	 * Form of a new payout.
	 */
	static PayoutForm empty(String reference) {
		return new PayoutForm(reference, "", "", "", Map.of());
	}

	/**
	 * Form of a new payout that is like another one, as far as that is known.
	 */
	static PayoutForm like(Payout payout, String reference) {
		return new PayoutForm(reference, payout.currency(), payout.method(), payout.amount().toPlainString(), Map.of());
	}

	static String newReference() {
		return "order-" + HexFormat.of().toHexDigits(RANDOM.nextLong());
	}

	private static String cut(@Nullable String text) {
		String stripped = (text != null) ? text.strip() : "";
		return (stripped.length() > MAX_LENGTH) ? stripped.substring(0, MAX_LENGTH + 1) : stripped;
	}

	/**
	 * Problems by name of the field, in words.
	 */
	Map<String, String> problems(Methods methods) {
		PaymentMethod chosen = methods.find(this);
		if (chosen == null) {
			return Map.of("method", "Choose a method");
		}
		Map<String, String> problems = new LinkedHashMap<>();
		try {
			Amounts.parse(this.amount);
		}
		catch (IllegalArgumentException ex) {
			problems.put("amount", String.valueOf(ex.getMessage()));
		}
		for (Field field : Field.of(chosen)) {
			String value = this.fields.getOrDefault(field.name(), "");
			if (value.length() > MAX_LENGTH) {
				problems.put(field.name(), "This is longer than " + MAX_LENGTH + " characters");
			}
			else if (field.required() && value.isEmpty()) {
				problems.put(field.name(), field.label() + " is missing");
			}
			else if (field.name().equals("cardNumber") && !value.isEmpty() && !isCardNumber(digits(value))) {
				problems.put(field.name(), "This is not the number of a card");
			}
		}
		if (problems.isEmpty()) {
			chosen.check(toRequest(methods))
				.forEach((problem) -> problems.put(problem.property(), describe(problem, chosen)));
		}
		return problems;
	}

	private static String describe(PaymentMethod.Problem problem, PaymentMethod method) {
		return switch (problem.kind()) {
			case BELOW_MIN_LIMIT -> "The smallest amount is " + format(method.minLimit(), method);
			case ABOVE_MAX_LIMIT -> "The largest amount is " + format(method.maxLimit(), method);
			case TOO_MANY_DECIMAL_PLACES -> "At most " + method.scale() + " decimal places";
			case MISSING, OTHER_CURRENCY -> problem.message();
		};
	}

	private static String format(@Nullable BigDecimal limit, PaymentMethod method) {
		return Amounts.format(Objects.requireNonNull(limit)) + " " + method.currency();
	}

	/**
	 * Request for the payout of a form without problems.
	 */
	PayoutRequest toRequest(Methods methods) {
		PaymentMethod chosen = Objects.requireNonNull(methods.find(this));
		PayoutRequest.Builder request = PayoutRequest.builder()
			.amount(Amounts.parse(this.amount))
			.currency(this.currency)
			.method(methods.name(chosen))
			.clientOrderId(this.reference);
		for (Field field : Field.of(chosen)) {
			String value = this.fields.getOrDefault(field.name(), "");
			if (!value.isEmpty()) {
				request.property(field.name(), field.name().equals("cardNumber") ? digits(value) : value);
			}
		}
		return request.build();
	}

	private static String digits(String cardNumber) {
		return cardNumber.replaceAll("[ -]", "");
	}

	/**
	 * Whether the last digit is what Luhn's algorithm makes of the others.
	 */
	private static boolean isCardNumber(String digits) {
		if (!CARD_NUMBER.matcher(digits).matches()) {
			return false;
		}
		int sum = 0;
		for (int i = 0; i < digits.length(); i++) {
			int digit = digits.charAt(digits.length() - 1 - i) - '0';
			int value = (i % 2 == 0) ? digit : 2 * digit;
			sum += value / 10 + value % 10;
		}
		return sum % 10 == 0;
	}

	@Override
	public String toString() {
		return "PayoutForm[reference=" + this.reference + ", amount=" + this.amount + ", currency=" + this.currency
				+ "]";
	}

}
