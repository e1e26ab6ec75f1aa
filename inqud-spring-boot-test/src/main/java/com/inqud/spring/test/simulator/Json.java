package com.inqud.spring.test.simulator;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as the simulator reads and writes it: trees with exact amounts.
 */
final class Json {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private static final int MAX_DIGITS = 40;

	private Json() {
	}

	static ObjectNode object() {
		return MAPPER.createObjectNode();
	}

	static byte[] bytes(JsonNode node) {
		return MAPPER.writeValueAsBytes(node);
	}

	/**
	 * Body of a request, which must be an object.
	 */
	static ObjectNode readObject(byte[] body) {
		JsonNode node;
		try {
			node = MAPPER.readTree(body);
		}
		catch (JacksonException ex) {
			throw Refusal.badRequest("The body cannot be read: " + ex.getOriginalMessage());
		}
		if (node instanceof ObjectNode object) {
			return object;
		}
		throw Refusal.badRequest(
				(node.isNull() || node.isMissingNode()) ? "The body is missing" : "The body must be a JSON object");
	}

	static @Nullable String text(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (value.isNull() || value.isMissingNode()) {
			return null;
		}
		if (!value.isString()) {
			throw Refusal.badRequest(name + " must be a text");
		}
		return value.stringValue();
	}

	static String requiredText(JsonNode node, String name) {
		String text = text(node, name);
		if (text == null || text.isBlank()) {
			throw Refusal.badRequest(name + " is missing");
		}
		return text;
	}

	/**
	 * Amount, as a JSON number or a text with a number.
	 */
	static @Nullable BigDecimal amount(JsonNode node, String name) {
		JsonNode value = node.path(name);
		if (value.isNull() || value.isMissingNode()) {
			return null;
		}
		BigDecimal amount = number(value);
		if (amount == null || amount.precision() > MAX_DIGITS || Math.abs(amount.scale()) > MAX_DIGITS) {
			throw Refusal.badRequest("The body cannot be read: " + name + " is not a number or has too many digits");
		}
		if (amount.signum() <= 0) {
			throw Refusal.badRequest(name + " is not positive");
		}
		return amount;
	}

	static BigDecimal requiredAmount(JsonNode node, String name) {
		BigDecimal amount = amount(node, name);
		if (amount == null) {
			throw Refusal.badRequest(name + " is missing");
		}
		return amount;
	}

	private static @Nullable BigDecimal number(JsonNode value) {
		if (value.isNumber()) {
			return value.decimalValue();
		}
		try {
			return value.isString() ? new BigDecimal(value.stringValue()) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

}
