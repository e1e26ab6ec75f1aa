package com.inqud.spring.sample.console;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Screenshots for the documentation, with {@code -Dscreenshots=true}.
 */
@ConsoleTest
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
class ScreenshotTests {

	private static final Path IMAGES = Path.of("..", "docs", "images");

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@LocalServerPort
	private int port;

	@Test
	void console(Browser browser) throws IOException {
		end(Payouts.pay(this.payouts, "order-1041", "120").paymentId(), "SUCCESS");
		end(Payouts.pay(this.payouts, "order-1042", "75.50").paymentId(), "FAILED");
		this.payouts.pay(PayoutRequest.builder()
			.amount(new BigDecimal("0.0125"))
			.currency("BTC")
			.method("CRYPTOCOIN")
			.cryptoAddress("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")
			.clientOrderId("order-1043")
			.build());
		end(this.simulator.payments().get(2).id(), "PENDING");
		Payouts.pay(this.payouts, "order-1044", "9000");
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1045", "50");
		browser.size(1280, 800);
		browser.open("/");
		browser.waitFor("#balances", "830.00");
		write(browser, "console.png");
	}

	@Test
	void lostResponse(Browser browser) throws IOException {
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1045", "50");
		this.payouts.checkNow("order-1045");
		this.simulator.sendWebhooksTo(URI.create("http://localhost:" + this.port + "/webhooks/inqud"));
		this.simulator.complete(this.simulator.payments().get(0).id());
		browser.size(1280, 960);
		browser.open("/payments/order-1045");
		browser.waitFor("#timeline li:last-child", "confirmed");
		write(browser, "lost-response.png");
	}

	private void end(String id, String status) {
		this.simulator.move(id, status);
		this.simulator.payments().forEach((payment) -> this.payouts.checkNow(payment.clientOrderId()));
	}

	private static void write(Browser browser, String name) throws IOException {
		byte[] screenshot = browser.screenshot();
		assertThat(screenshot).hasSizeLessThan(300_000);
		Files.createDirectories(IMAGES);
		Files.write(IMAGES.resolve(name), screenshot);
	}

}
