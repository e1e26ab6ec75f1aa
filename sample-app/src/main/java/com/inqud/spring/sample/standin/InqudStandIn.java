package com.inqud.spring.sample.standin;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.inqud.spring.sample.standin.Ledger.Payment;

/**
 * Server on the loopback interface that answers in place of Inqud. It knows one token,
 * the one that Inqud's documentation publishes as an example, and refuses every request
 * that this token does not authenticate. Its payments succeed after a while, and each
 * change is told by a webhook, now and then twice or in the wrong order.
 */
public final class InqudStandIn implements AutoCloseable {

	/**
	 * Id of the published example token.
	 */
	public static final String TOKEN_ID = "TKN-6c1296b8-6929-443b-ac06-f732e0e27be1";

	/**
	 * Secret of the published example token.
	 */
	public static final String SECRET = "dBajIp3wHnw5euxohPiZvsCEorG3Fhl9gsHl1UIBlsImHjWRdSJdp4Gh6e3y2PNs";

	/**
	 * Published example of a webhook secret.
	 */
	public static final String WEBHOOK_SECRET = "secret_value";

	private static final String LOOPBACK = "127.0.0.1";

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final AtomicInteger payments = new AtomicInteger();

	private final Ledger ledger = new Ledger();

	private final Duration step;

	private final WebhookSender webhooks;

	private final WireMockServer server;

	/**
	 * Starts a server on a free port whose payments change every second.
	 */
	public InqudStandIn() {
		this(Duration.ofSeconds(1));
	}

	/**
	 * Starts a server on a free port.
	 * @param step the time between two changes of a payment
	 */
	public InqudStandIn(Duration step) {
		this.step = step;
		this.webhooks = new WebhookSender(WEBHOOK_SECRET, this.scheduler, step);
		this.server = new WireMockServer(WireMockConfiguration.options()
			.bindAddress(LOOPBACK)
			.dynamicPort()
			.disableRequestJournal()
			.extensions(new AuthenticationFilter(TOKEN_ID, SECRET), new ApiTransformer(this.ledger, this::begin)));
		this.server.stubFor(
				WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse().withTransformers(ApiTransformer.NAME)));
		this.server.start();
	}

	/**
	 * URL that the paths of the Inqud API are relative to.
	 * @return the URL of this server
	 */
	public URI getUrl() {
		return URI.create("http://" + LOOPBACK + ":" + this.server.port());
	}

	/**
	 * Sends webhooks from now on.
	 * @param url the URL to send them to
	 */
	public void sendWebhooksTo(URI url) {
		this.webhooks.setUrl(url);
	}

	private void begin(Payment payment) {
		int number = this.payments.incrementAndGet();
		boolean twice = number % 3 == 1;
		boolean late = number % 3 == 2;
		this.webhooks.send(payment);
		later(() -> {
			Payment pending = this.ledger.move(payment, "PENDING");
			if (!late) {
				this.webhooks.send(pending);
			}
			if (twice) {
				this.webhooks.send(pending);
			}
			later(() -> {
				this.webhooks.send(this.ledger.move(pending, "SUCCESS"));
				if (late) {
					later(() -> this.webhooks.send(pending));
				}
			});
		});
	}

	private void later(Runnable action) {
		this.scheduler.schedule(action, this.step.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void close() {
		this.scheduler.shutdownNow();
		this.server.stop();
	}

}
