package com.inqud.spring.test.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Wallets and documents of all accounts. Callers get copies.
 */
final class Ledger {

	private static final Duration LIFETIME = Duration.ofHours(1);

	private static final String UNDERPAID = "UNDERPAID";

	private final Map<String, Map<String, BigDecimal>> wallets = new LinkedHashMap<>();

	private final Map<String, Entry> documents = new LinkedHashMap<>();

	private final Market market;

	private final Supplier<Instant> clock;

	private final Consumer<ObjectNode> listener;

	/**
	 * Creates a ledger.
	 * @param accounts the token ids. Each has its own wallet
	 * @param market the methods and rates
	 * @param clock the current time
	 * @param listener the listener to each change of a document, called with a copy of it
	 */
	Ledger(Iterable<String> accounts, Market market, Supplier<Instant> clock, Consumer<ObjectNode> listener) {
		this.market = market;
		this.clock = clock;
		this.listener = listener;
		accounts.forEach((account) -> {
			Map<String, BigDecimal> wallet = new LinkedHashMap<>();
			wallet.put("BTC", new BigDecimal("105.82306278"));
			wallet.put("USD", new BigDecimal("1000.00"));
			wallet.put("ETHEREUM_USDT", new BigDecimal("2500.5"));
			this.wallets.put(account, wallet);
		});
	}

	// Wallet

	synchronized JsonNode balances(String account) {
		ArrayNode balances = Json.MAPPER.createArrayNode();
		wallet(account).forEach(
				(currency, balance) -> balances.add(Json.object().put("currency", currency).put("balance", balance)));
		return balances;
	}

	synchronized BigDecimal balance(String account, String currency) {
		return wallet(account).getOrDefault(currency, BigDecimal.ZERO);
	}

	synchronized void setBalance(String account, String currency, BigDecimal balance) {
		wallet(account).put(currency, balance);
	}

	private Map<String, BigDecimal> wallet(String account) {
		return this.wallets.computeIfAbsent(account, (key) -> new LinkedHashMap<>());
	}

	// Payments

	synchronized JsonNode payout(String account, JsonNode request) {
		BigDecimal amount = Json.requiredAmount(request, "amount");
		String asset = Json.text(request, "asset");
		String currency = (asset != null) ? asset : Json.requiredText(request, "currency");
		String method = Json.requiredText(request, "method");
		BigDecimal balance = knownBalance(account, currency);
		this.market.check("PAYOUT", currency, method, amount, request);
		if (balance.compareTo(amount) < 0) {
			exchange(account, Json.text(request, "crossPayoutAsset"), currency, amount.subtract(balance));
		}
		ObjectNode payment = newPayment(account, request, "PAYOUT", amount, currency, method, null);
		return add(account, payment);
	}

	private void exchange(String account, @Nullable String from, String to, BigDecimal amount) {
		BigDecimal price = (from != null) ? this.market.convert(amount, to, from) : null;
		if (from == null || price == null || balance(account, from).compareTo(price) < 0) {
			throw new Refusal(402, "INSUFFICIENT_FUNDS", "Not enough " + to);
		}
		wallet(account).merge(from, price.negate(), BigDecimal::add);
		wallet(account).merge(to, amount, BigDecimal::add);
	}

	synchronized JsonNode payin(String account, JsonNode request) {
		BigDecimal amount = Json.requiredAmount(request, "amount");
		String currency = Json.requiredText(request, "currency");
		String method = Json.requiredText(request, "method");
		knownBalance(account, currency);
		this.market.check("PAYIN", currency, method, amount, request);
		return add(account, newPayment(account, request, "PAYIN", amount, currency, method,
				"https://pay.inqud.example/" + UUID.randomUUID()));
	}

	private BigDecimal knownBalance(String account, String currency) {
		BigDecimal balance = wallet(account).get(currency);
		if (balance == null) {
			throw new Refusal(400, "UNKNOWN_CURRENCY", "Currency " + currency + " is not known");
		}
		return balance;
	}

	private ObjectNode newPayment(String account, JsonNode request, String orderType, BigDecimal amount,
			String currency, String method, @Nullable String payUrl) {
		return Json.object()
			.put("id", id(Kind.PAYMENT.prefix()))
			.put("orderId", id("ORD-"))
			.put("clientOrderId", Json.text(request, "clientOrderId"))
			.putNull("externalId")
			.put("amount", amount)
			.put("currency", currency)
			.put("method", method)
			.put("orderType", orderType)
			.put("transactionType", orderType.equals("PAYOUT") ? "CREDIT" : "DEBIT")
			.put("status", Kind.PAYMENT.first())
			.put("h2H", false)
			.put("payUrl", payUrl)
			.put("createdAt", now());
	}

	synchronized List<ObjectNode> payments(@Nullable String account) {
		return this.documents.values()
			.stream()
			.filter((entry) -> Kind.of(entry.id()) == Kind.PAYMENT
					&& (account == null || entry.account.equals(account)))
			.map((entry) -> entry.document.deepCopy())
			.toList();
	}

	// Crypto acquiring

	synchronized JsonNode createCheckout(String account, String projectId, JsonNode request) {
		String type = Json.requiredText(request, "type");
		if (!List.of("FIXED_PRICE", "NO_PRICE", "SUGGESTED_FIXED_PRICE").contains(type)) {
			throw Refusal.badRequest("type " + type + " is not known");
		}
		ObjectNode fixedAmount = fixedAmount(request, type);
		String id = id(Kind.CHECKOUT.prefix());
		ObjectNode checkout = Json.object()
			.put("id", id)
			.put("projectId", projectId)
			.put("projectName", "Simulated project")
			.put("merchantDomain", "merchant.example")
			.put("clientOrderId", Json.text(request, "clientOrderId"))
			.put("status", Kind.CHECKOUT.first())
			.putNull("reason")
			.put("name", Json.text(request, "name"))
			.put("type", type);
		checkout.set("fixedAmount", fixedAmount);
		checkout.set("suggestedAmounts", type.equals("SUGGESTED_FIXED_PRICE")
				? Json.MAPPER.createArrayNode().add(Json.object().put("amount", 10).put("currency", "USD")) : null);
		addCryptoCurrencies(checkout, fixedAmount);
		checkout.putNull("request")
			.put("returnUrl", Json.text(request, "returnUrl"))
			.put("acquiringUrl", "https://acquiring.inqud.example/" + id)
			.put("createdAt", now())
			.put("lastUpdatedAt", now())
			.put("expiresAt", expiresAt(request));
		return add(account, checkout);
	}

	private @Nullable ObjectNode fixedAmount(JsonNode request, String type) {
		if (!(request.path("fixedAmount") instanceof ObjectNode amount)) {
			if (type.equals("FIXED_PRICE")) {
				throw Refusal.badRequest("fixedAmount is missing");
			}
			return null;
		}
		String currency = Json.requiredText(amount, "currency");
		BigDecimal value = Json.requiredAmount(amount, "amount");
		if (this.market.findRate(currency, "USD") == null) {
			throw new Refusal(400, "UNKNOWN_CURRENCY", "Currency " + currency + " is not known");
		}
		return Json.object().put("amount", value).put("currency", currency);
	}

	private void addCryptoCurrencies(ObjectNode checkout, @Nullable ObjectNode price) {
		ArrayNode names = checkout.putArray("cryptoCurrencies");
		ObjectNode byBlockchain = checkout.putObject("cryptoCurrenciesByBlockchain");
		ObjectNode details = checkout.putObject("cryptoCurrencyDetails");
		ObjectNode estimates = checkout.putObject("estimatedPayAmounts");
		ObjectNode minLimits = checkout.putObject("minLimits");
		ObjectNode maxLimits = checkout.putObject("maxLimits");
		List<ObjectNode> fees = new ArrayList<>();
		for (String payer : List.of("merchant", "payer")) {
			fees.add(checkout.putObject(payer + "FixedPlatformFees"));
			fees.add(checkout.putObject(payer + "PercentPlatformFees"));
		}
		for (String name : this.market.cryptoCurrencies()) {
			Market.CryptoCurrency currency = this.market.cryptoCurrency(name);
			names.add(name);
			byBlockchain.withArray(currency.blockchain()).add(name);
			details.putObject(name)
				.put("currency", name)
				.put("blockchain", currency.blockchain())
				.put("scale", currency.scale());
			if (price != null) {
				estimates.put(name, this.market.convert(Json.requiredAmount(price, "amount"),
						Json.requiredText(price, "currency"), name));
			}
			minLimits.put(name, currency.minLimit());
			maxLimits.put(name, currency.maxLimit());
			fees.forEach((fee) -> fee.put(name, BigDecimal.ZERO));
		}
	}

	synchronized JsonNode createDepositRequest(String account, String projectId, JsonNode request) {
		String currency = Json.requiredText(request, "cryptoCurrency");
		BigDecimal amount = Json.amount(request, "amount");
		String amountIn = Json.text(request, "amountIn");
		ObjectNode deposit = newDepositRequest(projectId, Json.text(request, "clientOrderId"), currency, amount,
				(amountIn != null) ? amountIn : currency);
		return add(account, deposit);
	}

	private ObjectNode newDepositRequest(String projectId, @Nullable String clientOrderId, String currency,
			@Nullable BigDecimal amount, String amountIn) {
		Market.CryptoCurrency crypto = this.market.cryptoCurrency(currency);
		BigDecimal payAmount = (amount != null) ? this.market.convert(amount, amountIn, currency) : null;
		if (payAmount != null
				&& (payAmount.compareTo(crypto.minLimit()) < 0 || payAmount.compareTo(crypto.maxLimit()) > 0)) {
			throw new Refusal(422, "LIMIT", "The amount is not between " + crypto.minLimit().toPlainString() + " and "
					+ crypto.maxLimit().toPlainString() + " " + currency);
		}
		String expiresAt = this.clock.get().plus(LIFETIME).toString();
		return Json.object()
			.put("id", id(Kind.DEPOSIT_REQUEST.prefix()))
			.put("orderId", id("ORD-"))
			.put("clientOrderId", clientOrderId)
			.put("currency", currency)
			.put("blockchain", crypto.blockchain())
			.put("status", Kind.DEPOSIT_REQUEST.first())
			.putNull("reason")
			.put("cryptoAcquiringProjectId", projectId)
			.put("cryptoAcquiringProjectName", "Simulated project")
			.putNull("checkoutId")
			.put("address", address())
			.put("paymentWindowEndsAt", expiresAt)
			.put("expiresAt", expiresAt)
			.put("createdAt", now())
			.put("lastUpdatedAt", now())
			.putNull("paymentStatus")
			.putNull("paymentId")
			.putNull("payment")
			.putNull("txHash")
			.put("requestAmount", amount)
			.put("requestAmountIn", (amount != null) ? amountIn : null)
			.put("requestAmountConverted", payAmount)
			.put("convertPair", (amount != null) ? amountIn + "/" + currency : null)
			.put("convertRate", (amount != null) ? this.market.rate(amountIn, currency) : null)
			.put("payAmount", payAmount)
			.put("payerPlatformFee", BigDecimal.ZERO)
			.put("payerFixedPlatformFee", BigDecimal.ZERO)
			.put("payerPercentPlatformFee", BigDecimal.ZERO)
			.put("merchantPlatformFee", BigDecimal.ZERO)
			.put("merchantFixedPlatformFee", BigDecimal.ZERO)
			.put("merchantPercentPlatformFee", BigDecimal.ZERO)
			.put("processingAmount", payAmount)
			.putNull("paidAmount")
			.putNull("overpaid")
			.put("minLimit", crypto.minLimit())
			.put("maxLimit", crypto.maxLimit());
	}

	synchronized JsonNode getOrCreateStaticBundle(String account, String projectId, JsonNode request) {
		String referenceId = Json.requiredText(request, "referenceId");
		List<String> assets = new ArrayList<>();
		request.path("assets").forEach((asset) -> assets.add(asset.asString()));
		if (assets.isEmpty() && request.path("allEnabledAssets").asBoolean(false)) {
			assets.addAll(this.market.cryptoCurrencies());
		}
		assets.forEach(this.market::cryptoCurrency);
		Entry entry = this.documents.values()
			.stream()
			.filter((each) -> each.account.equals(account) && projectId.equals(each.projectId)
					&& each.document.path("referenceId").asString("").equals(referenceId))
			.findFirst()
			.orElse(null);
		if (entry == null) {
			ObjectNode bundle = Json.object().put("id", id("CASB-")).put("referenceId", referenceId);
			bundle.putArray("addresses");
			bundle.putObject("addressesByAsset");
			entry = new Entry(account, projectId, bundle);
			this.documents.put(entry.id(), entry);
		}
		ObjectNode bundle = entry.document;
		for (String asset : assets) {
			if (!bundle.path("addressesByAsset").path(asset).path("active").asBoolean(false)) {
				ObjectNode address = newAddress(asset);
				bundle.withArray("addresses").add(address);
				bundle.withObject("addressesByAsset").set(asset, address);
			}
		}
		return bundle.deepCopy();
	}

	private ObjectNode newAddress(String asset) {
		ObjectNode address = Json.object()
			.put("id", id("UBADR-"))
			.put("asset", asset)
			.put("address", address())
			.put("active", true);
		address.putObject("values")
			.put("minLimit", this.market.cryptoCurrency(asset).minLimit())
			.put("percentFee", BigDecimal.ZERO)
			.put("fixedFee", BigDecimal.ZERO)
			.put("networkFeeEstimate", BigDecimal.ZERO);
		return address.put("createdAt", now());
	}

	synchronized void deactivate(String addressId) {
		addresses(addressId).address().put("active", false);
	}

	private StaticAddress addresses(String id) {
		for (Entry entry : this.documents.values()) {
			for (JsonNode address : entry.document.path("addresses")) {
				if (address.path("id").asString("").equals(id)) {
					return new StaticAddress(entry.account, (ObjectNode) address);
				}
			}
		}
		throw Refusal.notFound("Static address " + id);
	}

	JsonNode depositOptions() {
		ObjectNode options = Json.object();
		ArrayNode names = options.putArray("cryptoCurrencies");
		ObjectNode limits = options.putObject("limits");
		ObjectNode minLimits = options.putObject("minLimits");
		ObjectNode maxLimits = options.putObject("maxLimits");
		ObjectNode amountInOptions = options.putObject("amountInOptions");
		for (String name : this.market.cryptoCurrencies()) {
			Market.CryptoCurrency currency = this.market.cryptoCurrency(name);
			names.add(name);
			limits.set(name, limit(currency, name, name));
			minLimits.put(name, currency.minLimit());
			maxLimits.put(name, currency.maxLimit());
			amountInOptions.putObject(name).set("USD", limit(currency, name, "USD"));
		}
		return options;
	}

	private ObjectNode limit(Market.CryptoCurrency crypto, String name, String currency) {
		return Json.object()
			.put("minLimit", this.market.convert(crypto.minLimit(), name, currency))
			.put("maxLimit", this.market.convert(crypto.maxLimit(), name, currency))
			.put("convertRate", this.market.rate(currency, name))
			.put("convertPair", currency + "/" + name);
	}

	// On-ramp

	synchronized JsonNode createOnRampCheckout(String account, String projectId, JsonNode request) {
		String type = Json.requiredText(request, "type");
		ObjectNode price = fixedAmount(request, type);
		BigDecimal amount = (price != null) ? Json.amount(price, "amount") : null;
		String currency = (price != null) ? Json.text(price, "currency") : null;
		String target = "ETHEREUM_USDT";
		String id = id(Kind.ON_RAMP_CHECKOUT.prefix());
		ObjectNode checkout = Json.object()
			.put("id", id)
			.put("onRampUrl", "https://on-ramp.inqud.example/" + id)
			.put("orderId", id("ORD-"))
			.put("projectId", projectId)
			.put("projectName", "Simulated project")
			.put("sourceAmount", amount)
			.put("sourceCurrency", currency)
			.put("targetAmount",
					(amount != null && currency != null) ? this.market.convert(amount, currency, target) : null)
			.put("targetCurrency", target)
			.put("status", Kind.ON_RAMP_CHECKOUT.first())
			.put("type", type)
			.put("createdAt", now())
			.put("modifiedAt", now())
			.put("expiresAt", expiresAt(request))
			.put("name", Json.text(request, "name"))
			.put("clientOrderId", Json.text(request, "clientOrderId"))
			.put("returnUrl", Json.text(request, "returnUrl"))
			.putNull("endUserId")
			.putNull("deposit")
			.putNull("exchange")
			.putNull("transfer");
		return add(account, checkout);
	}

	private String expiresAt(JsonNode request) {
		String text = Json.text(request, "expiresAt");
		Instant earliest = this.clock.get();
		try {
			Instant expiresAt = (text != null) ? Instant.parse(text) : earliest.plus(LIFETIME);
			if (expiresAt.isAfter(earliest)) {
				return expiresAt.toString();
			}
		}
		catch (DateTimeParseException ex) {
			// refused below
		}
		throw Refusal.badRequest("expiresAt is not a time in the future");
	}

	// Documents

	private JsonNode add(String account, ObjectNode document) {
		JsonNode project = document.path("projectId").isMissingNode() ? document.path("cryptoAcquiringProjectId")
				: document.path("projectId");
		Entry entry = new Entry(account, project.asString(null), document);
		this.documents.put(entry.id(), entry);
		applyFunds(entry, BigDecimal.ZERO);
		changed(entry);
		return document.deepCopy();
	}

	/**
	 * Document of an account and a project, {@code null} for any.
	 * @return the document, or {@code null} if there is none
	 */
	synchronized @Nullable ObjectNode find(@Nullable String account, @Nullable String projectId, String id) {
		Entry entry = this.documents.get(id);
		boolean visible = entry != null && (account == null || entry.account.equals(account))
				&& (projectId == null || projectId.equals(entry.projectId));
		return (entry != null && visible) ? entry.document.deepCopy() : null;
	}

	synchronized List<String> ids() {
		return List.copyOf(this.documents.keySet());
	}

	/**
	 * Moves a document to another status.
	 */
	synchronized void move(String id, String status) {
		Entry entry = entry(id);
		switch (entry.kind()) {
			case PAYMENT, ON_RAMP_CHECKOUT -> setStatus(entry, status);
			case CHECKOUT -> moveCheckout(entry, status);
			case DEPOSIT_REQUEST -> moveDepositRequest(entry, status);
		}
	}

	synchronized void fail(String id) {
		move(id, entry(id).kind().failure());
	}

	private void moveCheckout(Entry checkout, String status) {
		String depositStatus = switch (status) {
			case "REQUEST_CREATED" -> "WAITING_PAYMENT";
			case "PAYMENT_DETECTED" -> "PENDING_PAYMENT";
			default -> status;
		};
		String depositId = checkout.document.path("request").path("id").asString(null);
		if (depositId == null && !status.equals("NEW") && !status.equals(Kind.EXPIRED)) {
			depositId = createRequestOf(checkout);
		}
		if (depositId != null) {
			Entry deposit = entry(depositId);
			settle(deposit, depositStatus, expectedAmount(deposit));
			checkout.document.set("request", deposit.document.deepCopy());
			checkout.document.set("reason", deposit.document.path("reason"));
		}
		setStatus(checkout, status);
	}

	private String createRequestOf(Entry checkout) {
		JsonNode price = checkout.document.path("fixedAmount");
		String currency = this.market.cryptoCurrencies().get(0);
		ObjectNode deposit = newDepositRequest(String.valueOf(checkout.projectId),
				Json.text(checkout.document, "clientOrderId"), currency, Json.amount(price, "amount"),
				price.path("currency").asString(currency));
		deposit.put("checkoutId", checkout.id());
		Entry entry = new Entry(checkout.account, checkout.projectId, deposit);
		this.documents.put(entry.id(), entry);
		return entry.id();
	}

	private void moveDepositRequest(Entry deposit, String status) {
		settle(deposit, status, expectedAmount(deposit));
		depositChanged(deposit);
	}

	private void depositChanged(Entry deposit) {
		String checkoutId = deposit.document.path("checkoutId").asString(null);
		if (checkoutId == null) {
			changed(deposit);
			return;
		}
		Entry checkout = entry(checkoutId);
		checkout.document.set("request", deposit.document.deepCopy());
		checkout.document.set("reason", deposit.document.path("reason"));
		String status = deposit.status();
		setStatus(checkout, switch (status) {
			case "WAITING_PAYMENT" -> "REQUEST_CREATED";
			case "PENDING_PAYMENT" -> "PAYMENT_DETECTED";
			default -> status;
		});
	}

	private BigDecimal expectedAmount(Entry deposit) {
		BigDecimal amount = Json.amount(deposit.document, "payAmount");
		return (amount != null) ? amount : Json.requiredAmount(deposit.document, "minLimit");
	}

	/**
	 * Sets the status of a deposit request and of its payment, without notifying the
	 * listener.
	 */
	private void settle(Entry deposit, String status, BigDecimal amount) {
		ObjectNode document = deposit.document;
		touch(document.put("status", status));
		document.put("reason", status.equals("CONFLICT") ? UNDERPAID : null);
		String paymentId = document.path("paymentId").asString(null);
		if (paymentId == null && (status.equals("PENDING_PAYMENT") || Kind.isSuccessful(status))) {
			ObjectNode payment = newPayment(deposit.account, document, "PAYIN", amount,
					document.path("currency").asString(), "CRYPTOCOIN", null);
			Entry entry = new Entry(deposit.account, null, payment);
			paymentId = entry.id();
			this.documents.put(paymentId, entry);
			document.put("paymentId", paymentId)
				.put("txHash", UUID.randomUUID().toString().replace("-", ""))
				.put("paidAmount", amount)
				.put("overpaid", amount.compareTo(expectedAmount(deposit)) > 0);
		}
		if (paymentId != null) {
			Entry payment = entry(paymentId);
			String paymentStatus = Kind.isFinal(status) ? (Kind.isSuccessful(status) ? Kind.SUCCESS : "FAILED")
					: "PENDING";
			applyStatus(payment, paymentStatus);
			document.put("paymentStatus", paymentStatus);
			document.set("payment", payment.document.deepCopy());
		}
	}

	/**
	 * Pays an amount: into a payin, a checkout, a deposit request or a static address.
	 */
	synchronized void pay(String id, BigDecimal amount) {
		if (id.startsWith("UBADR-")) {
			payToAddress(addresses(id), amount);
			return;
		}
		Entry entry = entry(id);
		switch (entry.kind()) {
			case PAYMENT -> payIn(entry, amount);
			case ON_RAMP_CHECKOUT -> setStatus(entry, Kind.SUCCESS);
			case DEPOSIT_REQUEST -> payDeposit(entry, amount);
			case CHECKOUT -> {
				String depositId = entry.document.path("request").path("id").asString(null);
				payDeposit(entry((depositId != null) ? depositId : createRequestOf(entry)), amount);
			}
		}
	}

	private void payIn(Entry payin, BigDecimal amount) {
		boolean whole = amount.compareTo(Json.requiredAmount(payin.document, "amount")) == 0;
		BigDecimal before = funds(payin);
		payin.document.put("amount", amount);
		payin.document.put("status", whole ? Kind.SUCCESS : "PARTIAL_SUCCESS");
		applyFunds(payin, before);
		changed(payin);
	}

	private void payDeposit(Entry deposit, BigDecimal amount) {
		BigDecimal expected = Json.amount(deposit.document, "payAmount");
		boolean enough = expected == null || amount.compareTo(expected) >= 0;
		settle(deposit, "PENDING_PAYMENT", amount);
		settle(deposit, enough ? Kind.SUCCESS : "CONFLICT", amount);
		depositChanged(deposit);
	}

	private void payToAddress(StaticAddress address, BigDecimal amount) {
		boolean accepted = address.address().path("active").asBoolean(false)
				&& amount.compareTo(Json.requiredAmount(address.address().path("values"), "minLimit")) >= 0;
		ObjectNode payment = newPayment(address.account(), Json.object(), "PAYIN", amount,
				address.address().path("asset").asString(), "CRYPTOCOIN", null);
		payment.put("status", accepted ? Kind.SUCCESS : "FAILED");
		add(address.account(), payment);
	}

	private void setStatus(Entry entry, String status) {
		applyStatus(entry, status);
		changed(entry);
	}

	private void applyStatus(Entry entry, String status) {
		BigDecimal before = funds(entry);
		entry.document.put("status", status);
		touch(entry.document);
		applyFunds(entry, before);
	}

	private void touch(ObjectNode document) {
		for (String name : List.of("lastUpdatedAt", "modifiedAt")) {
			if (document.has(name)) {
				document.put(name, now());
			}
		}
	}

	/**
	 * Amount that a payment adds to the wallet in its current status.
	 */
	private static BigDecimal funds(Entry entry) {
		if (entry.kind() != Kind.PAYMENT) {
			return BigDecimal.ZERO;
		}
		BigDecimal amount = Json.requiredAmount(entry.document, "amount");
		if (entry.document.path("orderType").asString().equals("PAYOUT")) {
			return Kind.isUnsuccessful(entry.status()) ? BigDecimal.ZERO : amount.negate();
		}
		return Kind.isSuccessful(entry.status()) ? amount : BigDecimal.ZERO;
	}

	private void applyFunds(Entry entry, BigDecimal before) {
		BigDecimal difference = funds(entry).subtract(before);
		if (difference.signum() != 0) {
			wallet(entry.account).merge(entry.document.path("currency").asString(), difference, BigDecimal::add);
		}
	}

	private void changed(Entry entry) {
		this.listener.accept(entry.document.deepCopy());
	}

	private Entry entry(String id) {
		Entry entry = this.documents.get(id);
		if (entry == null || Kind.of(id) == null) {
			throw new IllegalArgumentException("The simulator has no document with a status and the identifier " + id);
		}
		return entry;
	}

	private String now() {
		return this.clock.get().toString();
	}

	private static String id(String prefix) {
		return prefix + UUID.randomUUID();
	}

	private static String address() {
		return "0x" + UUID.randomUUID().toString().replace("-", "") + "00000000";
	}

	// File

	synchronized JsonNode toJson() {
		ObjectNode ledger = Json.object();
		ObjectNode balances = ledger.putObject("balances");
		this.wallets.forEach((account, wallet) -> {
			ObjectNode amounts = balances.putObject(account);
			wallet.forEach(amounts::put);
		});
		ArrayNode entries = ledger.putArray("documents");
		this.documents.values()
			.forEach((entry) -> entries.addObject()
				.put("account", entry.account)
				.put("projectId", entry.projectId)
				.set("document", entry.document));
		return ledger.deepCopy();
	}

	/**
	 * Replaces the wallets and documents with those of a saved ledger.
	 */
	synchronized void load(JsonNode ledger) {
		this.documents.clear();
		ledger.path("balances").properties().forEach((account) -> {
			Map<String, BigDecimal> wallet = wallet(account.getKey());
			wallet.clear();
			account.getValue()
				.properties()
				.forEach((balance) -> wallet.put(balance.getKey(), balance.getValue().decimalValue()));
		});
		for (JsonNode each : ledger.path("documents")) {
			Entry entry = new Entry(each.path("account").asString(), each.path("projectId").asString(null),
					(ObjectNode) each.path("document"));
			relinkAddresses(entry.document);
			this.documents.put(entry.id(), entry);
		}
	}

	/**
	 * Makes both lists of a static bundle share their addresses again, as before saving.
	 */
	private static void relinkAddresses(ObjectNode bundle) {
		for (JsonNode address : bundle.path("addresses")) {
			ObjectNode byAsset = bundle.withObject("addressesByAsset");
			String asset = address.path("asset").asString();
			if (byAsset.path(asset).path("id").equals(address.path("id"))) {
				byAsset.set(asset, address);
			}
		}
	}

	private record StaticAddress(String account, ObjectNode address) {

	}

	/**
	 * Document, and the account and project that it belongs to.
	 */
	private static final class Entry {

		private final String account;

		private final @Nullable String projectId;

		private final ObjectNode document;

		private Entry(String account, @Nullable String projectId, ObjectNode document) {
			this.account = account;
			this.projectId = projectId;
			this.document = document;
		}

		private String id() {
			return this.document.path("id").asString();
		}

		private String status() {
			return this.document.path("status").asString();
		}

		private Kind kind() {
			Kind kind = Kind.of(id());
			if (kind == null) {
				throw new IllegalStateException(id() + " has no status");
			}
			return kind;
		}

	}

}
