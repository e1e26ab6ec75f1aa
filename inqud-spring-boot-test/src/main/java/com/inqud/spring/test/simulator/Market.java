package com.inqud.spring.test.simulator;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Payment methods, rates and crypto currencies, which are the same for all accounts.
 */
final class Market {

	private static final MathContext PRECISION = MathContext.DECIMAL64;

	private final List<ObjectNode> methods = new ArrayList<>();

	private final Map<String, BigDecimal> rates = new LinkedHashMap<>();

	private final Map<String, CryptoCurrency> cryptoCurrencies = new LinkedHashMap<>();

	Market() {
		reset();
	}

	synchronized void reset() {
		this.methods.clear();
		this.rates.clear();
		this.cryptoCurrencies.put("BTC",
				new CryptoCurrency("BITCOIN", new BigDecimal("0.0001"), new BigDecimal("10"), 8));
		this.cryptoCurrencies.put("ETHEREUM_USDT",
				new CryptoCurrency("ETHEREUM", new BigDecimal("5"), new BigDecimal("100000"), 6));
		this.rates.put("BTC/USD", new BigDecimal("60000"));
		this.rates.put("ETHEREUM_USDT/USD", new BigDecimal("1"));
		add(method("CC_VISAMC", "Visa and Mastercard", "PAYOUT", "USD", 2, "1", "10000", "amount", "cardNumber"));
		add(method("CRYPTOCOIN", "Bitcoin", "PAYOUT", "BTC", 8, "0.0001", "10", "amount", "cryptoAddress"));
		add(method("CRYPTOCOIN", "Tether", "PAYOUT", "ETHEREUM_USDT", 6, "5", "100000", "amount", "cryptoAddress"));
		add(method("CC_VISAMC", "Visa and Mastercard", "PAYIN", "USD", 2, "1", "10000", "amount"));
		add(method("CRYPTOCOIN", "Bitcoin", "PAYIN", "BTC", 8, "0.0001", "10", "amount"));
		add(method("CRYPTOCOIN", "Tether", "PAYIN", "ETHEREUM_USDT", 6, "5", "100000", "amount"));
	}

	private ObjectNode method(String key, String name, String orderType, String currency, int scale, String minLimit,
			String maxLimit, String... required) {
		CryptoCurrency crypto = this.cryptoCurrencies.get(currency);
		ObjectNode method = Json.object();
		method.put("id", "PMD-" + (this.methods.size() + 1))
			.put("name", name)
			.put("methodKey", key)
			.put("blockchain", (crypto != null) ? crypto.blockchain() : null)
			.put("currency", currency)
			.put("orderType", orderType)
			.put("productType", (crypto != null) ? "CRYPTO" : "CARD")
			.put("minLimit", new BigDecimal(minLimit))
			.put("maxLimit", new BigDecimal(maxLimit))
			.put("percent", BigDecimal.ZERO)
			.put("fixed", BigDecimal.ZERO)
			.put("minFeeAmount", BigDecimal.ZERO)
			.put("minFeeCurrency", currency)
			.put("hasNetworkFee", crypto != null)
			.put("scale", scale)
			.put("verificationLevel", "NONE");
		ObjectNode properties = method.putObject("properties");
		ArrayNode names = properties.putArray("required");
		for (String each : required) {
			names.add(each);
		}
		ArrayNode optional = properties.putArray("optional");
		(key.equals("CC_VISAMC") ? List.of("firstName", "lastName", "phoneNumber", "comment") : List.of("comment"))
			.forEach(optional::add);
		return method;
	}

	synchronized void add(ObjectNode method) {
		this.methods.add(method);
	}

	synchronized JsonNode methods() {
		ArrayNode array = Json.MAPPER.createArrayNode();
		this.methods.forEach(array::add);
		return array.deepCopy();
	}

	/**
	 * Checks a payment against its method.
	 */
	synchronized void check(String orderType, String currency, String key, BigDecimal amount, JsonNode request) {
		ObjectNode method = this.methods.stream()
			.filter((each) -> each.path("orderType").asString("").equals(orderType)
					&& each.path("currency").asString("").equals(currency)
					&& (each.path("methodKey").asString("").equals(key) || each.path("id").asString("").equals(key)))
			.findFirst()
			.orElseThrow(() -> new Refusal(400, "UNKNOWN_METHOD", "There is no " + orderType.toLowerCase()
					+ " method with a key or an id of '" + key + "' for " + currency));
		for (JsonNode required : method.path("properties").path("required")) {
			JsonNode value = request.path(required.asString());
			if (value.isMissingNode() || value.isNull() || value.isString() && value.stringValue().isBlank()) {
				throw Refusal.badRequest(required.asString() + " is missing");
			}
		}
		BigDecimal minLimit = Json.amount(method, "minLimit");
		BigDecimal maxLimit = Json.amount(method, "maxLimit");
		if (minLimit != null && amount.compareTo(minLimit) < 0) {
			throw new Refusal(422, "LIMIT", "The amount is below the minimum of " + minLimit.toPlainString());
		}
		if (maxLimit != null && amount.compareTo(maxLimit) > 0) {
			throw new Refusal(422, "LIMIT", "The amount is above the maximum of " + maxLimit.toPlainString());
		}
		int scale = method.path("scale").asInt(Integer.MAX_VALUE);
		if (amount.stripTrailingZeros().scale() > scale) {
			throw new Refusal(422, "SCALE", "The amount has more than " + scale + " decimal places");
		}
	}

	synchronized void setRate(String base, String quote, BigDecimal rate) {
		this.rates.remove(quote + "/" + base);
		this.rates.put(base + "/" + quote, rate);
	}

	/**
	 * Rate between two assets.
	 * @return the units of the second asset for one of the first, {@code null} if unknown
	 */
	synchronized @Nullable BigDecimal findRate(String base, String quote) {
		if (base.equals(quote)) {
			return BigDecimal.ONE;
		}
		BigDecimal rate = this.rates.get(base + "/" + quote);
		if (rate == null) {
			BigDecimal inverse = this.rates.get(quote + "/" + base);
			rate = (inverse != null) ? BigDecimal.ONE.divide(inverse, PRECISION) : null;
		}
		if (rate == null && !base.equals("USD") && !quote.equals("USD")) {
			BigDecimal first = findRate(base, "USD");
			BigDecimal second = findRate("USD", quote);
			rate = (first != null && second != null) ? first.multiply(second, PRECISION) : null;
		}
		return rate;
	}

	BigDecimal rate(String base, String quote) {
		BigDecimal rate = findRate(base, quote);
		if (rate == null) {
			throw Refusal.notFound("A rate between " + base + " and " + quote);
		}
		return rate;
	}

	BigDecimal convert(BigDecimal amount, String from, String to) {
		return amount.multiply(rate(from, to), PRECISION).stripTrailingZeros();
	}

	synchronized List<String> cryptoCurrencies() {
		return List.copyOf(this.cryptoCurrencies.keySet());
	}

	synchronized CryptoCurrency cryptoCurrency(String name) {
		CryptoCurrency currency = this.cryptoCurrencies.get(name);
		if (currency == null) {
			throw new Refusal(400, "UNKNOWN_CURRENCY", "Crypto currency " + name + " is not known");
		}
		return currency;
	}

	/**
	 * Crypto currency that deposits can be made in.
	 */
	record CryptoCurrency(String blockchain, BigDecimal minLimit, BigDecimal maxLimit, int scale) {

	}

}
