package com.inqud.spring.test.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import com.inqud.spring.test.webhook.InqudWebhookSigner;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Command-line application that runs a simulator until it is terminated.
 *
 * @since 0.1.0
 */
public final class InqudSimulatorApplication {

	private static final Set<String> OPTIONS = Set.of("port", "ledger", "webhooks-to", "progress-after");

	private InqudSimulatorApplication() {
	}

	/**
	 * Runs a simulator and prints its URL, token and secrets.
	 * @param args {@code --port=8390}, {@code --ledger=FILE}, {@code --webhooks-to=URL},
	 * {@code --progress-after=1s}; all of them are optional, and these are the defaults
	 * of port and progress
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static void main(String... args) throws InterruptedException {
		InqudSimulator simulator = start(args);
		Runtime.getRuntime().addShutdownHook(new Thread(simulator::close));
		System.out.println(describe(simulator));
		new CountDownLatch(1).await();
	}

	static InqudSimulator start(String... args) {
		SimpleCommandLinePropertySource options = new SimpleCommandLinePropertySource(args);
		for (String name : options.getPropertyNames()) {
			if (!OPTIONS.contains(name)) {
				throw new IllegalArgumentException("Unknown option " + name + ". The options are " + OPTIONS);
			}
		}
		InqudSimulator.Builder builder = InqudSimulator.builder()
			.port(Integer.parseInt(option(options, "port", "8390")))
			.progressAfter(DurationStyle.detectAndParse(option(options, "progress-after", "1s")));
		String ledger = options.getProperty("ledger");
		if (ledger != null) {
			builder.ledger(Path.of(ledger));
		}
		String url = options.getProperty("webhooks-to");
		if (url != null) {
			builder.webhooksTo(URI.create(url));
		}
		return builder.start();
	}

	private static String option(SimpleCommandLinePropertySource options, String name, String defaultValue) {
		@Nullable String value = options.getProperty(name);
		return (value != null) ? value : defaultValue;
	}

	static String describe(InqudSimulator simulator) {
		return """
				Simulator of Inqud. No money moves.
				URL:            %s
				Token id:       %s
				Token secret:   %s
				Webhook secret: %s""".formatted(simulator.baseUrl(), InqudSimulator.DEFAULT_TOKEN_ID,
				InqudSimulator.DEFAULT_SECRET, InqudWebhookSigner.DEFAULT_SECRET);
	}

}
