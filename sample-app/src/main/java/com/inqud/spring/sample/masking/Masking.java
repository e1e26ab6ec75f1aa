package com.inqud.spring.sample.masking;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Masking of card numbers, accounts and names.
 *
 * @since 0.1.0
 */
public final class Masking {

	private static final String MASK = "••••";

	private static final int MAX_LENGTH = 4_000;

	private static final int MIN_LENGTH_TO_SHOW_THE_END = 8;

	private static final Set<String> SHOWN = Set.of("amount", "currency", "asset", "crossPayoutAsset", "method",
			"clientOrderId", "comment");

	/**
	 * Digits of a card number or an account, with a space or a dash between them, and
	 * IBANs. The last four are not part of it.
	 */
	private static final Pattern NUMBER = Pattern
		.compile("(?<![\\p{Alnum}])(?:\\d(?:[ -]?\\d){11,63}+|[A-Z]{2}\\d{2}(?: ?[A-Z0-9]){11,30}+)(?![\\p{Alnum}])");

	private static final Pattern UNPRINTABLE = Pattern.compile("\\p{C}++");

	private static final Pattern SEPARATORS = Pattern.compile("[\\p{C}\\s-]++");

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private Masking() {
	}

	/**
	 * Text in one line of at most 4,000 characters, without card numbers and IBANs.
	 * @param text the text
	 * @return the masked text
	 */
	public static String text(String text) {
		String line = UNPRINTABLE.matcher((text.length() > MAX_LENGTH) ? text.substring(0, MAX_LENGTH) + "…" : text)
			.replaceAll(" ");
		return NUMBER.matcher(line).replaceAll((match) -> Matcher.quoteReplacement(end(match.group())));
	}

	/**
	 * Recipient of a payout.
	 * @param request the payout
	 * @return the end of the card number, account, address or phone number, empty if the
	 * payout has none
	 */
	public static String recipient(PayoutRequest request) {
		return Stream.of(request.cardNumber(), request.bankAccount(), request.cryptoAddress(), request.phoneNumber())
			.map((value) -> (value != null) ? value : "")
			.filter((value) -> !value.isBlank())
			.findFirst()
			.map((value) -> end(value))
			.orElse("");
	}

	/**
	 * JSON of a payout, which shows no more of the recipient than the end of long values.
	 * @param request the payout
	 * @return the masked JSON
	 */
	public static String json(PayoutRequest request) {
		Map<String, Object> masked = new LinkedHashMap<>();
		content(request).forEach((name, value) -> masked.put(name, SHOWN.contains(name) ? shown(value) : end(value)));
		return text(JSON.writeValueAsString(masked));
	}

	/**
	 * JSON of a payment, without card numbers and IBANs.
	 * @param payment the payment
	 * @return the masked JSON
	 */
	public static String json(Payment payment) {
		return text(JSON.writeValueAsString(payment));
	}

	static Map<String, Object> content(PayoutRequest request) {
		return JSON.convertValue(request, new TypeReference<Map<String, Object>>() {
		});
	}

	private static Object shown(Object value) {
		return (value instanceof String string) ? text(string) : value;
	}

	private static String end(Object value) {
		String text = SEPARATORS.matcher(String.valueOf(value)).replaceAll("");
		boolean readable = (value instanceof String || value instanceof Number)
				&& text.length() >= MIN_LENGTH_TO_SHOW_THE_END;
		return readable ? MASK + " " + text.substring(text.length() - 4) : MASK;
	}

}
