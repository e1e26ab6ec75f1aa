package com.inqud.spring.test.simulator;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Masking of secrets and card numbers in recorded requests.
 */
final class Masking {

	static final String MASK = "******";

	private static final int MIN_CARD_DIGITS = 12;

	private static final int SHOWN_DIGITS = 4;

	private Masking() {
	}

	static String body(byte[] body) {
		if (body.length == 0) {
			return "";
		}
		try {
			JsonNode masked = mask(Json.MAPPER.readTree(body));
			return masked.isMissingNode() ? "" : Json.MAPPER.writeValueAsString(masked);
		}
		catch (JacksonException ex) {
			return text(new String(body, StandardCharsets.UTF_8));
		}
	}

	private static JsonNode mask(JsonNode node) {
		if (node instanceof ObjectNode object) {
			ObjectNode masked = Json.object();
			object.properties().forEach((property) -> masked.set(property.getKey(), mask(property.getValue())));
			return masked;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode masked = Json.MAPPER.createArrayNode();
			array.forEach((element) -> masked.add(mask(element)));
			return masked;
		}
		if (node.isString()) {
			return Json.MAPPER.getNodeFactory().stringNode(text(node.stringValue()));
		}
		return (node.isIntegralNumber() && node.asString().length() >= MIN_CARD_DIGITS)
				? Json.MAPPER.getNodeFactory().stringNode(text(node.asString())) : node;
	}

	/**
	 * Text in which each run of digits that is long enough for a card number is masked,
	 * except for the last digits. A space or a dash between digits does not end a run.
	 */
	static String text(String text) {
		StringBuilder result = new StringBuilder(text.length());
		int index = 0;
		while (index < text.length()) {
			int end = index;
			int digits = 0;
			int last = index;
			while (end < text.length() && (isDigit(text.charAt(end))
					|| digits > 0 && isSeparator(text.charAt(end)) && isDigitAt(text, end + 1))) {
				if (isDigit(text.charAt(end))) {
					digits++;
				}
				end++;
				last = end;
			}
			if (digits >= MIN_CARD_DIGITS) {
				result.append(MASK).append(lastDigits(text, index, last));
			}
			else {
				result.append(text, index, Math.max(last, index + 1));
			}
			index = Math.max(last, index + 1);
		}
		return result.toString();
	}

	private static String lastDigits(String text, int start, int end) {
		StringBuilder digits = new StringBuilder();
		for (int i = end - 1; i >= start && digits.length() < SHOWN_DIGITS; i--) {
			if (isDigit(text.charAt(i))) {
				digits.insert(0, text.charAt(i));
			}
		}
		return digits.toString();
	}

	private static boolean isDigitAt(String text, int index) {
		return index < text.length() && isDigit(text.charAt(index));
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isSeparator(char c) {
		return c == ' ' || c == '-';
	}

}
