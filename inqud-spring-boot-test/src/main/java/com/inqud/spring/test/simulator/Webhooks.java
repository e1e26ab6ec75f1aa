package com.inqud.spring.test.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.inqud.spring.test.webhook.InqudWebhookSigner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sender of webhooks. It retries up to ten times, with growing delays, until the response
 * has status 200. It uses {@link HttpURLConnection} because the JDK's newer client has a
 * thread that cannot be stopped on Java 17.
 */
final class Webhooks {

	static final List<Duration> DELAYS = Stream.of(1, 2, 5, 15, 30, 60, 120, 360, 720, 1440)
		.map(Duration::ofMinutes)
		.toList();

	private static final int TIMEOUT = 10_000;

	private static final int MAX_KEPT = 1_000;

	private static final Plan NORMAL = new Plan(List.of(Duration.ZERO), false);

	private final Timeline timeline;

	private final Map<String, Target> targets = new LinkedHashMap<>();

	private final Deque<Plan> plans = new ArrayDeque<>();

	private final Deque<SimulatedWebhook> deliveries = new ArrayDeque<>();

	private @Nullable HttpURLConnection connection;

	/**
	 * Creates a sender.
	 * @param timeline the thread to send on
	 * @param targets the targets by prefix of the identifier. The empty prefix is for all
	 * other identifiers
	 */
	Webhooks(Timeline timeline, Map<String, Target> targets) {
		this.timeline = timeline;
		this.targets.putAll(targets);
	}

	synchronized void setUrl(@Nullable URI url) {
		this.targets.computeIfPresent("", (prefix, target) -> new Target(url, target.signer()));
	}

	synchronized void addPlan(Plan plan) {
		this.plans.add(plan);
	}

	synchronized void changed(ObjectNode document) {
		Plan plan = this.plans.poll();
		send(document, (plan != null) ? plan : NORMAL);
	}

	void send(ObjectNode document, Plan plan) {
		byte[] body = Json.bytes(document);
		if (plan.delays().isEmpty()) {
			add(new SimulatedWebhook(text(body), target(body).signer().digest(body), 1, this.timeline.now(), null,
					"lost on purpose"));
		}
		plan.delays().forEach((delay) -> schedule(delay, body, plan.wrongDigest(), 1));
	}

	/**
	 * Sends a webhook once more.
	 */
	void resend(SimulatedWebhook webhook) {
		schedule(Duration.ZERO, webhook.body().getBytes(StandardCharsets.UTF_8), false, 1);
	}

	private void schedule(Duration delay, byte[] body, boolean wrongDigest, int attempt) {
		this.timeline.schedule(delay, () -> deliver(body, wrongDigest, attempt));
	}

	private void deliver(byte[] body, boolean wrongDigest, int attempt) {
		Target target = target(body);
		URI url = target.url();
		String digest = target.signer().digest(wrongDigest ? "another body".getBytes(StandardCharsets.UTF_8) : body);
		Integer status = null;
		String failure = null;
		if (url == null) {
			failure = "there is no URL to send webhooks to";
		}
		else {
			try {
				status = post(url, body, digest);
			}
			catch (IOException ex) {
				failure = ex.toString();
			}
		}
		add(new SimulatedWebhook(text(body), digest, attempt, this.timeline.now(), status, failure));
		boolean again = url != null && (status == null || status != 200) && attempt <= DELAYS.size();
		if (again) {
			schedule(DELAYS.get(attempt - 1), body, wrongDigest, attempt + 1);
		}
	}

	private int post(URI url, byte[] body, String digest) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
		synchronized (this) {
			this.connection = connection;
		}
		try {
			connection.setConnectTimeout(TIMEOUT);
			connection.setReadTimeout(TIMEOUT);
			connection.setInstanceFollowRedirects(false);
			connection.setUseCaches(false);
			connection.setRequestMethod("POST");
			connection.setRequestProperty("Connection", "close");
			connection.setRequestProperty("Content-Type", "application/json");
			connection.setRequestProperty(InqudWebhookSigner.DIGEST_HEADER, digest);
			connection.setDoOutput(true);
			connection.setFixedLengthStreamingMode(body.length);
			try (OutputStream out = connection.getOutputStream()) {
				out.write(body);
			}
			int status = connection.getResponseCode();
			try (InputStream in = (status < 400) ? connection.getInputStream() : connection.getErrorStream()) {
				if (in != null) {
					in.readNBytes(TIMEOUT);
				}
			}
			return status;
		}
		finally {
			connection.disconnect();
			synchronized (this) {
				this.connection = null;
			}
		}
	}

	private synchronized Target target(byte[] body) {
		String id = Json.readObject(body).path("id").asString("");
		return this.targets.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().isEmpty() && id.startsWith(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseGet(() -> this.targets.getOrDefault("", Target.NONE));
	}

	private synchronized void add(SimulatedWebhook delivery) {
		if (this.deliveries.size() == MAX_KEPT) {
			this.deliveries.remove();
		}
		this.deliveries.add(delivery);
	}

	synchronized List<SimulatedWebhook> deliveries() {
		return new ArrayList<>(this.deliveries);
	}

	synchronized void clear() {
		this.plans.clear();
		this.deliveries.clear();
	}

	/**
	 * Aborts a delivery in progress.
	 */
	synchronized void abort() {
		if (this.connection != null) {
			this.connection.disconnect();
		}
	}

	private static String text(byte[] body) {
		return new String(body, StandardCharsets.UTF_8);
	}

	/**
	 * URL to send webhooks to, and their signer.
	 */
	record Target(@Nullable URI url, InqudWebhookSigner signer) {

		static final Target NONE = new Target(null, new InqudWebhookSigner());

	}

	/**
	 * Delays before the deliveries of a webhook, and whether its digest is wrong.
	 */
	record Plan(List<Duration> delays, boolean wrongDigest) {

	}

}
