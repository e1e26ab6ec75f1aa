package com.inqud.spring.client.exchange;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Log of all attempts: one line for each at DEBUG, headers and bodies at TRACE. Texts in
 * a JSON body are masked unless they cannot identify a person.
 */
final class CallLog {

	private static final Log logger = LogFactory.getLog(InqudExchange.class);

	private static final int MAX_BODY_LENGTH = 64 * 1024;

	private static final String MASK = "******";

	private static final Set<String> MASKED_HEADERS = Set.of("authorization", "cookie", "proxy-authorization",
			"set-cookie", "set-cookie2", "x-hmac-sha256-signature", "x-salt", "x-token-api-secret");

	/**
	 * Names of the properties whose texts are not masked.
	 */
	private static final Set<String> SHOWN = Set.of("amount", "asset", "balance", "blockchain", "clientOrderId", "code",
			"createdAt", "crossPayoutAsset", "currency", "externalId", "id", "message", "method", "methodKey",
			"minFeeCurrency", "orderId", "orderType", "productType", "quoteCurrency", "rate", "required", "optional",
			"status", "transactionType");

	private CallLog() {
	}

	/**
	 * Logs the outcome of an attempt.
	 * @param attempt the number of the attempt, starting at 1
	 */
	static Mono<ClientResponse> outcome(Mono<ClientResponse> response, Call call, int attempt) {
		if (!logger.isDebugEnabled()) {
			return response;
		}
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return response
				.doOnNext((received) -> outcome(call, attempt, start, call + ": " + received.statusCode().value()))
				.doOnError((failure) -> outcome(call, attempt, start, failure.getMessage()))
				.doOnCancel(() -> outcome(call, attempt, start, call + ": cancelled"));
		});
	}

	private static void outcome(Call call, int attempt, long start, @Nullable String outcome) {
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		logger.debug(call.account() + ", attempt " + attempt + ", " + millis + " ms: " + outcome);
	}

	/**
	 * Logs a request that is sent.
	 */
	static void request(Call call, HttpHeaders headers, byte[] body) {
		if (logger.isTraceEnabled()) {
			logger.trace(call.account() + ": " + call + ": request: " + describe(call, headers, body));
		}
	}

	/**
	 * Logs a complete response.
	 */
	static void response(Call call, int status, HttpHeaders headers, byte[] body) {
		if (logger.isTraceEnabled()) {
			logger.trace(call.account() + ": " + call + ": response: " + status + ", " + describe(call, headers, body));
		}
	}

	private static String describe(Call call, HttpHeaders headers, byte[] body) {
		return headers.headerSet()
			.stream()
			.map((header) -> header.getKey() + ": "
					+ (MASKED_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)) ? MASK
							: call.printable(String.join(", ", header.getValue()))))
			.collect(Collectors.joining(", ", "headers [", "], body ")) + describe(call, body);
	}

	private static String describe(Call call, byte[] body) {
		if (body.length == 0 || body.length > MAX_BODY_LENGTH) {
			return "of " + body.length + " bytes";
		}
		try {
			return mask(call, "", InqudJson.MAPPER.readTree(body)).toString();
		}
		catch (JacksonException ex) {
			return call.printable(new String(body, StandardCharsets.UTF_8));
		}
	}

	private static JsonNode mask(Call call, String name, JsonNode node) {
		JsonNodeFactory nodes = JsonNodeFactory.instance;
		if (node instanceof ObjectNode object) {
			ObjectNode masked = nodes.objectNode();
			object.properties()
				.forEach((property) -> masked.set(call.printable(property.getKey()),
						mask(call, property.getKey(), property.getValue())));
			return masked;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode masked = nodes.arrayNode();
			array.forEach((element) -> masked.add(mask(call, name, element)));
			return masked;
		}
		if (node.isString() && !SHOWN.contains(name)) {
			return nodes.stringNode(MASK);
		}
		return (node.isString() || node.isNumber()) ? nodes.stringNode(call.printable(node.asString())) : node;
	}

}
