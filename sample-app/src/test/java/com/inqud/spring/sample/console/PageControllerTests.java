package com.inqud.spring.sample.console;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PageController} over HTTP, as a browser without scripts calls it.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "inqud.simulator.progress-after=100ms")
class PageControllerTests {

	private static final String PAYOUT = "reference=order-1&amount=1.50&currency=USD&cardNumber=5555555555554444";

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void createClient() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@Test
	void hasStrictContentSecurityPolicy() {
		this.client.get()
			.uri("/")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.value("Content-Security-Policy",
					(policy) -> assertThat(policy).startsWith("default-src 'none'; script-src 'self'; ")
						.doesNotContain("unsafe"));
	}

	@Test
	void refusesAFormWithoutToken() {
		post(PAYOUT, null).expectStatus().isForbidden();
	}

	@Test
	void redirectsAfterAPayout() {
		var page = this.client.get().uri("/").exchange().expectBody(String.class).returnResult();
		String cookie = page.getResponseCookies().getFirst("XSRF-TOKEN").getValue();
		String token = page.getResponseBody().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
		post(PAYOUT + "&_csrf=" + token, cookie).expectStatus()
			.isFound()
			.expectHeader()
			.location("http://localhost:" + this.port + "/");
		this.client.get()
			.uri("/")
			.exchange()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("1.5 USD").contains("••••4444"));
	}

	@Test
	void showsThePageAgainAfterBadInput() {
		var page = this.client.get().uri("/").exchange().expectBody(String.class).returnResult();
		String cookie = page.getResponseCookies().getFirst("XSRF-TOKEN").getValue();
		String token = page.getResponseBody().replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
		post("reference=order-1&amount=&currency=&cardNumber=&_csrf=" + token, cookie).expectStatus()
			.isOk()
			.expectBody(String.class)
			.value((body) -> assertThat(body).contains("</html>")
				.contains("Enter an amount above zero", "This is not the number of a card"));
	}

	@Test
	void masksWhateverStandsForACardNumber() {
		this.client.post()
			.uri("/payouts")
			.contentType(MediaType.APPLICATION_JSON)
			.body("""
					{"amount": 1, "currency": "USD", "method": "CC_VISAMC", "cardNumber": "5105-1051\\"0510-5100", "clientOrderId": "order-2",
					"comment": "or 4111111111111111"}""")
			.exchange()
			.expectStatus()
			.isCreated();
		this.client.get().uri("/parts/calls").exchange().expectBody(String.class).value((body) -> {
			assertThat(body).contains("••••5100&quot;").doesNotContain("5105-1051", "0510-5100", "41111111");
			assertThat(body.lines().filter((line) -> line.contains("or ••••1111"))).singleElement()
				.asString()
				.doesNotContain("5105", "0510", "4111");
		});
	}

	@Test
	void keepsTheCardNumberToItself() {
		assertThat(new PayoutForm("1", "USD", "5555555555554444", "order-1")).asString().doesNotContain("5555");
	}

	@Test
	void offersHealthAndMetrics() {
		this.client.get().uri("/actuator/health").exchange().expectStatus().isOk();
		this.client.get().uri("/actuator/metrics/http.client.requests").exchange().expectStatus().isOk();
		this.client.get().uri("/actuator/env").exchange().expectStatus().isNotFound();
	}

	private ResponseSpec post(String form, String token) {
		RestTestClient.RequestBodySpec request = this.client.post()
			.uri("/")
			.contentType(MediaType.APPLICATION_FORM_URLENCODED);
		if (token != null) {
			request.cookie("XSRF-TOKEN", token);
		}
		return request.body(form).exchange();
	}

}
