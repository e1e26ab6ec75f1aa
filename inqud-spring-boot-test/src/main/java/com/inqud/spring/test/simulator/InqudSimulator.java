package com.inqud.spring.test.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.inqud.spring.test.webhook.InqudWebhookSigner;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.util.Assert;

/**
 * Simulator of the Inqud API on the loopback interface. It authenticates each request as
 * Inqud documents it, has wallets, payments, checkouts and webhooks, moves no money, and
 * fails on demand. It is thread-safe.
 * <p>
 * A payment keeps its status until a method such as {@link #complete(String)} changes it,
 * unless {@link Builder#progressAfter(Duration)} is set. Methods that change something
 * return after the webhooks that are due have been delivered.
 *
 * @since 0.1.0
 */
public final class InqudSimulator implements AutoCloseable {

	/**
	 * Token id from the examples of Inqud's documentation. It is the default, unless
	 * {@link Builder#account(String, String)} sets another one.
	 */
	public static final String DEFAULT_TOKEN_ID = "TKN-6c1296b8-6929-443b-ac06-f732e0e27be1";

	/**
	 * Secret of the same token.
	 */
	public static final String DEFAULT_SECRET = "dBajIp3wHnw5euxohPiZvsCEorG3Fhl9gsHl1UIBlsImHjWRdSJdp4Gh6e3y2PNs";

	private static final Log logger = LogFactory.getLog(InqudSimulator.class);

	private static final String LOOPBACK = "127.0.0.1";

	private static final int MAX_KEPT = 1_000;

	private final Timeline timeline = new Timeline();

	private final Market market = new Market();

	private final Faults faults = new Faults();

	private final Deque<SimulatedRequest> requests = new ArrayDeque<>();

	private final Deque<String> refusals = new ArrayDeque<>();

	private final String account;

	private final Authentication authentication;

	private final Ledger ledger;

	private final JsonNode emptyLedger;

	private final @Nullable Path ledgerFile;

	private final @Nullable Duration progressAfter;

	private final boolean unreliableWebhooks;

	private final Webhooks webhooks;

	private final WireMockServer wireMock;

	private final Backend backend;

	private final Front front;

	private InqudSimulator(Builder builder) {
		Map<String, String> accounts = builder.accounts.isEmpty() ? Map.of(DEFAULT_TOKEN_ID, DEFAULT_SECRET)
				: builder.accounts;
		this.account = accounts.keySet().iterator().next();
		this.authentication = new Authentication(accounts);
		this.webhooks = new Webhooks(this.timeline, builder.targets());
		this.ledger = new Ledger(accounts.keySet(), this.market, this.timeline::now, this::changed);
		this.emptyLedger = this.ledger.toJson();
		this.ledgerFile = builder.ledgerFile;
		this.progressAfter = builder.progressAfter;
		this.unreliableWebhooks = builder.unreliableWebhooks;
		this.wireMock = new WireMockServer(WireMockConfiguration.options()
			.bindAddress(LOOPBACK)
			.dynamicPort()
			.mappingSource(new NoMappings())
			.maxRequestJournalEntries(MAX_KEPT)
			.extensionScanningEnabled(false)
			.extensions(new Api(this.ledger, this.market)));
		try {
			load();
			this.wireMock.start();
			stub();
			this.backend = new Backend(this.wireMock.port());
			this.front = new Front(builder.port, new RequestHandler());
		}
		catch (IOException ex) {
			this.wireMock.stop();
			this.timeline.close();
			throw new UncheckedIOException(ex);
		}
		catch (RuntimeException ex) {
			this.wireMock.stop();
			this.timeline.close();
			throw ex;
		}
	}

	/**
	 * Starts a simulator on a free port with the {@linkplain #DEFAULT_TOKEN_ID default
	 * token}.
	 * @return the simulator
	 */
	public static InqudSimulator start() {
		return builder().start();
	}

	/**
	 * Builder for a simulator.
	 * @return a builder with defaults
	 */
	public static Builder builder() {
		return new Builder();
	}

	private void stub() {
		this.wireMock.stubFor(WireMock.any(WireMock.anyUrl())
			.atPriority(Integer.MAX_VALUE)
			.willReturn(WireMock.aResponse().withTransformers(Api.NAME)));
	}

	/**
	 * URL that the paths of the API are relative to.
	 * @return the URL
	 */
	public URI baseUrl() {
		return URI.create("http://" + LOOPBACK + ":" + this.front.port());
	}

	/**
	 * WireMock server behind the simulator, for custom stubs. They override the
	 * simulator's responses, and see requests without secrets and signatures.
	 * @return the server
	 */
	public WireMockServer wireMock() {
		return this.wireMock;
	}

	/**
	 * Fault for the next call of any path.
	 * @return the fault, selected by calling one of its methods
	 */
	public NextCall nextCall() {
		return nextCall("**");
	}

	/**
	 * Fault for the next call of a path.
	 * @param path the path, optionally with a method: {@code GET /v1/user/payments}. A
	 * segment such as <code>{id}</code> matches any value
	 * @return the fault, selected by calling one of its methods
	 */
	public NextCall nextCall(String path) {
		return new NextCall(this.faults, path);
	}

	/**
	 * Fault for the webhook of the next change.
	 * @return the fault, selected by calling one of its methods
	 */
	public NextWebhook nextWebhook() {
		return new NextWebhook(this.webhooks);
	}

	/**
	 * Sets the URL to send webhooks to.
	 * @param url the URL, {@code null} to keep webhooks and send none
	 */
	public void sendWebhooksTo(@Nullable URI url) {
		this.webhooks.setUrl(url);
	}

	/**
	 * Deliveries of webhooks, with their responses. Webhooks that are due are delivered
	 * first.
	 * @return the last 1,000 deliveries in order
	 */
	public List<SimulatedWebhook> webhooks() {
		this.timeline.settle();
		return this.webhooks.deliveries();
	}

	/**
	 * Delivers the body of an earlier webhook once more.
	 * @param webhook the earlier webhook
	 */
	public void resend(SimulatedWebhook webhook) {
		this.webhooks.resend(webhook);
		this.timeline.settle();
	}

	/**
	 * Requests, and whether each was authenticated. Secrets, salts, signatures and card
	 * numbers are masked.
	 * @return the last 1,000 requests in order
	 */
	public List<SimulatedRequest> requests() {
		synchronized (this.requests) {
			return List.copyOf(this.requests);
		}
	}

	/**
	 * Payments of all accounts.
	 * @return the payments in the order in which they were made
	 */
	public List<SimulatedPayment> payments() {
		return this.ledger.payments(null).stream().map(SimulatedPayment::of).toList();
	}

	/**
	 * Document as the API returns it.
	 * @param id the identifier
	 * @return the document
	 * @throws IllegalArgumentException if there is none
	 */
	public JsonNode document(String id) {
		JsonNode document = this.ledger.find(null, null, id);
		Assert.notNull(document, () -> "The simulator has no document with the identifier " + id);
		return document;
	}

	/**
	 * Completes a payment, a checkout or a deposit request with the status
	 * {@code SUCCESS}.
	 * @param id the identifier
	 * @throws IllegalArgumentException if there is none
	 */
	public void complete(String id) {
		move(id, Kind.SUCCESS);
	}

	/**
	 * Fails a payment or an on-ramp checkout with the status {@code FAILED}, and a
	 * checkout or a deposit request with the status {@code CONFLICT}. The amount of a
	 * payout returns to the wallet.
	 * @param id the identifier
	 * @throws IllegalArgumentException if there is none
	 */
	public void fail(String id) {
		command(() -> this.ledger.fail(id));
	}

	/**
	 * Expires a payment, a checkout or a deposit request with the status {@code EXPIRED}.
	 * @param id the identifier
	 * @throws IllegalArgumentException if there is none
	 */
	public void expire(String id) {
		move(id, Kind.EXPIRED);
	}

	/**
	 * Moves a payment, a checkout or a deposit request to any status.
	 * @param id the identifier
	 * @param status the status, which may be one that Inqud does not document
	 * @throws IllegalArgumentException if there is none
	 */
	public void move(String id, String status) {
		command(() -> this.ledger.move(id, status));
	}

	/**
	 * Pays an amount into a payin, a checkout, a deposit request or a static address, as
	 * a customer does. The amount may differ from the requested one.
	 * @param id the identifier
	 * @param amount the amount, in units of the asset that is paid
	 * @throws IllegalArgumentException if there is none
	 */
	public void pay(String id, BigDecimal amount) {
		command(() -> this.ledger.pay(id, amount));
	}

	/**
	 * Deactivates a static address.
	 * @param addressId the identifier of the address, {@code UBADR-…}
	 * @throws IllegalArgumentException if there is none
	 */
	public void deactivate(String addressId) {
		command(() -> this.ledger.deactivate(addressId));
	}

	/**
	 * Balance of the first account.
	 * @param currency the code of the currency
	 * @return the balance in units of the currency, zero if there is none
	 */
	public BigDecimal balance(String currency) {
		return this.ledger.balance(this.account, currency);
	}

	/**
	 * Sets a balance of the first account.
	 * @param currency the code of the currency, which need not be known yet
	 * @param balance the balance in units of the currency
	 */
	public void setBalance(String currency, BigDecimal balance) {
		command(() -> this.ledger.setBalance(this.account, currency, balance));
	}

	/**
	 * Adds a payment method.
	 * @param json the method as the API returns it, with {@code methodKey},
	 * {@code currency}, {@code orderType}, and its limits and required properties
	 */
	public void addMethod(String json) {
		this.market.add((ObjectNode) Json.MAPPER.readTree(json));
	}

	/**
	 * Sets the rate between two assets.
	 * @param baseAsset the asset that is priced
	 * @param quoteAsset the asset that the price is in
	 * @param rate the price of one unit
	 */
	public void setRate(String baseAsset, String quoteAsset, BigDecimal rate) {
		this.market.setRate(baseAsset, quoteAsset, rate);
	}

	/**
	 * Advances the clock of the simulator and runs what becomes due, in order: repeated
	 * and late webhooks, changes and expiries.
	 * @param duration the time to advance the clock by
	 */
	public void advance(Duration duration) {
		this.timeline.advance(duration);
	}

	/**
	 * Verifies that no request failed authentication, and that no {@code clientOrderId}
	 * has more than one payout.
	 * @throws AssertionError with all problems, if there are any
	 */
	public void verify() {
		StringBuilder problems = new StringBuilder();
		synchronized (this.requests) {
			this.refusals.forEach((refusal) -> problems.append("\n- refused ").append(refusal));
		}
		Map<String, Integer> payouts = new TreeMap<>();
		for (SimulatedPayment payment : payments()) {
			if (payment.orderType().equals("PAYOUT") && payment.clientOrderId() != null) {
				payouts.merge(payment.clientOrderId(), 1, Integer::sum);
			}
		}
		payouts.forEach((reference, count) -> {
			if (count > 1) {
				problems.append("\n- ").append(count).append(" payouts for ").append(reference);
			}
		});
		if (!problems.isEmpty()) {
			throw new AssertionError("The simulator of Inqud has found problems:" + problems);
		}
	}

	/**
	 * Removes payments, requests, webhooks, faults and custom stubs, and restores the
	 * initial balances, methods, rates and clock. Connections with a pending request are
	 * reset.
	 */
	public void reset() {
		this.faults.clear();
		this.front.resetExchanges();
		this.backend.abort();
		this.timeline.clear();
		this.webhooks.abort();
		this.timeline.settle();
		this.timeline.clear();
		this.webhooks.clear();
		this.market.reset();
		this.ledger.load(this.emptyLedger.deepCopy());
		this.authentication.reset();
		synchronized (this.requests) {
			this.requests.clear();
			this.refusals.clear();
		}
		this.wireMock.resetAll();
		stub();
		save();
	}

	/**
	 * Stops the simulator and releases all threads, ports and connections.
	 */
	@Override
	public void close() {
		this.backend.abort();
		this.front.close();
		this.wireMock.stop();
		this.webhooks.abort();
		this.timeline.close();
	}

	private void command(Runnable action) {
		try {
			action.run();
		}
		catch (Refusal ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
		save();
		this.timeline.settle();
	}

	private void changed(ObjectNode document) {
		this.webhooks.changed(document);
		watch(document);
	}

	/**
	 * Schedules the automatic changes of a document.
	 */
	private void watch(ObjectNode document) {
		String id = document.path("id").asString();
		String status = document.path("status").asString();
		Kind kind = Kind.of(id);
		if (kind == null) {
			return;
		}
		String next = kind.next(status);
		if (next != null && this.progressAfter != null) {
			this.timeline.schedule(this.progressAfter, () -> progress(kind, id, status, next));
		}
		if (status.equals(kind.first()) && document.has("expiresAt")) {
			Duration lifetime = Duration.between(this.timeline.now(),
					Instant.parse(document.path("expiresAt").asString()));
			this.timeline.schedule(lifetime, () -> expireUnpaid(kind, id));
		}
	}

	private void progress(Kind kind, String id, String from, String to) {
		if (isIn(id, from)) {
			if (this.unreliableWebhooks && this.progressAfter != null && from.equals(kind.first())) {
				int number = Math.floorMod(id.hashCode(), 3);
				if (number == 0) {
					nextWebhook().twice();
				}
				else if (number == 1) {
					nextWebhook().late(this.progressAfter.multipliedBy(2));
				}
			}
			this.ledger.move(id, to);
			save();
		}
	}

	private void expireUnpaid(Kind kind, String id) {
		if (isIn(id, kind.first()) || isIn(id, "REQUEST_CREATED")) {
			this.ledger.move(id, Kind.EXPIRED);
			save();
		}
	}

	private boolean isIn(String id, String status) {
		JsonNode document = this.ledger.find(null, null, id);
		return document != null && document.path("status").asString().equals(status);
	}

	private void load() throws IOException {
		if (this.ledgerFile != null && Files.exists(this.ledgerFile)) {
			this.ledger.load(Json.MAPPER.readTree(Files.readAllBytes(this.ledgerFile)));
			for (String id : this.ledger.ids()) {
				ObjectNode document = this.ledger.find(null, null, id);
				if (document != null) {
					watch(document);
				}
			}
		}
	}

	private synchronized void save() {
		if (this.ledgerFile == null) {
			return;
		}
		Path temporary = this.ledgerFile.resolveSibling(this.ledgerFile.getFileName() + ".new");
		try {
			Files.write(temporary, Json.bytes(this.ledger.toJson()));
			Files.move(temporary, this.ledgerFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Builder for an {@link InqudSimulator}.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private final Map<String, String> accounts = new LinkedHashMap<>();

		private final Map<String, Webhooks.Target> targets = new LinkedHashMap<>();

		private int port;

		private String webhookSecret = InqudWebhookSigner.DEFAULT_SECRET;

		private @Nullable URI webhookUrl;

		private @Nullable Duration progressAfter;

		private boolean unreliableWebhooks;

		private @Nullable Path ledgerFile;

		private Builder() {
		}

		/**
		 * Sets the port to listen on.
		 * @param port the port, 0 for a free one, which is the default
		 * @return this builder
		 */
		public Builder port(int port) {
			this.port = port;
			return this;
		}

		/**
		 * Adds an account with its own wallet. By default, the simulator has one account
		 * with the {@linkplain InqudSimulator#DEFAULT_TOKEN_ID default token}.
		 * @param tokenId the token id
		 * @param secret the token secret
		 * @return this builder
		 */
		public Builder account(String tokenId, String secret) {
			this.accounts.put(tokenId, secret);
			return this;
		}

		/**
		 * Sets the secret to sign webhooks with. The default is
		 * {@value InqudWebhookSigner#DEFAULT_SECRET}.
		 * @param secret the webhook secret
		 * @return this builder
		 */
		public Builder webhookSecret(String secret) {
			this.webhookSecret = secret;
			return this;
		}

		/**
		 * Sets the URL to send webhooks to. Without one, webhooks are only kept.
		 * @param url the URL
		 * @return this builder
		 */
		public Builder webhooksTo(URI url) {
			this.webhookUrl = url;
			return this;
		}

		/**
		 * Sets the URL and the secret for the webhooks of one kind.
		 * @param idPrefix the start of the identifiers, such as {@code CCO-}
		 * @param url the URL
		 * @param secret the webhook secret
		 * @return this builder
		 */
		public Builder webhooksTo(String idPrefix, URI url, String secret) {
			Assert.hasText(idPrefix, "idPrefix must not be blank");
			this.targets.put(idPrefix, new Webhooks.Target(url, new InqudWebhookSigner(secret)));
			return this;
		}

		/**
		 * Enables automatic changes of payments, checkouts and deposit requests until
		 * they are completed.
		 * @param delay the time between two changes
		 * @return this builder
		 */
		public Builder progressAfter(Duration delay) {
			this.progressAfter = delay;
			return this;
		}

		/**
		 * Delivers about one in three webhooks of automatic changes twice, and about one
		 * in three late.
		 * @return this builder
		 */
		public Builder unreliableWebhooks() {
			this.unreliableWebhooks = true;
			return this;
		}

		/**
		 * Sets the file that keeps wallets and documents across restarts of the
		 * simulator.
		 * @param file the file, which need not exist yet, in a folder that exists
		 * @return this builder
		 */
		public Builder ledger(Path file) {
			this.ledgerFile = file;
			return this;
		}

		/**
		 * Starts the simulator.
		 * @return the simulator, to be closed after use
		 * @throws UncheckedIOException if the port is in use or the ledger cannot be read
		 */
		public InqudSimulator start() {
			return new InqudSimulator(this);
		}

		private Map<String, Webhooks.Target> targets() {
			Map<String, Webhooks.Target> targets = new LinkedHashMap<>(this.targets);
			targets.put("", new Webhooks.Target(this.webhookUrl, new InqudWebhookSigner(this.webhookSecret)));
			return targets;
		}

	}

	/**
	 * Handler that authenticates, records and forwards requests.
	 */
	private final class RequestHandler implements Front.Handler {

		@Override
		public boolean resetsUnread(HttpMessage.Request request) {
			return InqudSimulator.this.faults.takeUnread(request);
		}

		@Override
		public Front.Outcome handle(HttpMessage.Request request) {
			String refusal = InqudSimulator.this.authentication.check(request);
			Front.Outcome fault = (refusal == null) ? InqudSimulator.this.faults.take(request) : null;
			record(SimulatedRequest.of(request, refusal));
			if (refusal != null) {
				return (exchange) -> exchange.write(HttpMessage.Response.error(401, "UNAUTHORIZED", refusal));
			}
			return (fault != null) ? fault : (exchange) -> exchange.write(exchange.call());
		}

		private void record(SimulatedRequest request) {
			synchronized (InqudSimulator.this.requests) {
				add(InqudSimulator.this.requests, request);
				if (request.refusal() != null) {
					String refusal = request.method() + " " + request.target() + ": " + request.refusal();
					add(InqudSimulator.this.refusals, refusal);
					logger.warn("Refused " + refusal);
				}
			}
		}

		private <T> void add(Deque<T> queue, T element) {
			if (queue.size() == MAX_KEPT) {
				queue.remove();
			}
			queue.add(element);
		}

		@Override
		public HttpMessage.Response call(HttpMessage.Request request) throws Front.BrokenResponseException {
			HttpMessage.Response response = InqudSimulator.this.backend.call(request);
			if (request.method().equals("POST")) {
				save();
			}
			return response;
		}

	}

}
