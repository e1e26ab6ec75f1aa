package com.inqud.spring.sample.standin;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Sender of signed webhooks. Any answer but 200 is followed by another try, later each
 * time.
 */
final class WebhookSender {

	private static final String ALGORITHM = "HmacSHA1";

	private static final int MAX_TRIES = 10;

	private final HttpClient httpClient = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final SecretKeySpec key;

	private final ScheduledExecutorService scheduler;

	private final Duration step;

	private volatile @Nullable URI url;

	WebhookSender(String secret, ScheduledExecutorService scheduler, Duration step) {
		this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
		this.scheduler = scheduler;
		this.step = step;
	}

	void setUrl(URI url) {
		this.url = url;
	}

	void send(Object document) {
		URI target = this.url;
		if (target != null) {
			byte[] body = Answers.JSON_MAPPER.writeValueAsBytes(document);
			send(HttpRequest.newBuilder(target)
				.timeout(Duration.ofSeconds(10))
				.header("Content-Type", "application/json")
				.header("X-Payload-Digest", digest(body))
				.POST(HttpRequest.BodyPublishers.ofByteArray(body))
				.build(), 1);
		}
	}

	private void send(HttpRequest request, int attempt) {
		this.httpClient.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((response, ex) -> {
			if ((response == null || response.statusCode() != 200) && attempt < MAX_TRIES) {
				sendLater(request, attempt + 1);
			}
		});
	}

	private void sendLater(HttpRequest request, int attempt) {
		try {
			this.scheduler.schedule(() -> send(request, attempt), this.step.toMillis() << attempt,
					TimeUnit.MILLISECONDS);
		}
		catch (RejectedExecutionException ex) {
			// the stand-in is closed
		}
	}

	private String digest(byte[] body) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ALGORITHM + " is not available", ex);
		}
	}

}
