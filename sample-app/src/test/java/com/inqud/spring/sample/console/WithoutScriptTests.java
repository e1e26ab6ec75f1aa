package com.inqud.spring.sample.console;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.inqud.spring.sample.SampleTest;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the console as a browser without scripts calls it.
 */
@SampleTest
@ExtendWith(OutputCaptureExtension.class)
class WithoutScriptTests {

	private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

	private static final Pattern REFERENCE = Pattern.compile("name=\"reference\" value=\"([^\"]+)\"");

	@LocalServerPort
	private int port;

	@Autowired
	private PayoutService payouts;

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private JdbcClient database;

	private RestTestClient client;

	private String cookie = "";

	private String token = "";

	@BeforeEach
	void open() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
		EntityExchangeResult<String> page = get("/simulator");
		this.cookie = page.getResponseCookies().getFirst("XSRF-TOKEN").getValue();
		this.token = find(TOKEN, page.getResponseBody());
	}

	@Test
	void payoutLeadsToItsPage() {
		String address = get("/new").getResponseHeaders().getLocation().toString();
		assertThat(address).contains("/new?reference=order-");
		String form = get(address).getResponseBody();
		String reference = find(REFERENCE, form);
		assertThat(form).contains("<noscript>", "Show the fields for this currency and method");
		EntityExchangeResult<String> response = post("/new", payout(reference, "1,50", "5555 5555 5555 4444"));
		assertThat(response.getStatus()).isEqualTo(HttpStatus.FOUND);
		assertThat(response.getResponseHeaders().getLocation()).hasPath("/payments/" + reference);
		assertThat(get("/payments/" + reference).getResponseBody()).contains("Payout of", "1.50 USD",
				"There is nothing to do");
		assertThat(post("/new", payout(reference, "1,50", "5555 5555 5555 4444")).getStatus())
			.isEqualTo(HttpStatus.FOUND);
		assertThat(get("/new?reference=" + reference).getResponseHeaders().getLocation())
			.hasPath("/payments/" + reference);
		assertThat(this.simulator.payments()).hasSize(1);
	}

	@Test
	void problemsAreShownWithTheForm() {
		EntityExchangeResult<String> response = post("/new", payout("order-1", "-1", "1"));
		assertThat(response.getStatus()).isEqualTo(HttpStatus.OK);
		assertThat(response.getResponseBody()).contains("This is not an amount", "This is not the number of a card",
				"value=\"-1\"");
		assertThat(this.payouts.payout("order-1")).isEmpty();
	}

	@Test
	void otherCurrencyHasOtherFields() {
		MultiValueMap<String, String> form = payout("order-1", "5", "");
		form.set("currency", "BTC");
		form.set("action", "edit");
		assertThat(post("/new", form).getResponseBody()).contains("fields[cryptoAddress]", "value=\"5\"", "order-1")
			.doesNotContain("fields[cardNumber]");
		assertThat(this.simulator.payments()).isEmpty();
	}

	@Test
	void otherReferenceThanThatOfTheFormCannotBeSmuggledIn() {
		MultiValueMap<String, String> form = payout("order-1", "5", "5555555555554444");
		form.set("fields[clientOrderId]", "order-2");
		form.set("fields[amount]", "500");
		post("/new", form);
		assertThat(this.simulator.payments()).singleElement().satisfies((payment) -> {
			assertThat(payment.clientOrderId()).isEqualTo("order-1");
			assertThat(payment.amount()).isEqualByComparingTo("5");
		});
	}

	@Test
	void payoutCanBeChecked() {
		this.simulator.nextCall(Payouts.PATH).loseResponse();
		Payouts.pay(this.payouts, "order-1", "5");
		assertThat(get("/payments/order-1").getResponseBody()).contains("Unknown", "Check now");
		EntityExchangeResult<String> response = post("/payments/order-1/check", new LinkedMultiValueMap<>());
		assertThat(response.getResponseHeaders().getLocation()).hasPath("/payments/order-1");
		assertThat(get("/payments/order-1").getResponseBody()).contains("Accepted").doesNotContain("Unknown");
	}

	@Test
	void simulatorCanBeToldToFail() {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("fault", "REFUSE");
		String address = post("/simulator", form).getResponseHeaders().getLocation().toString();
		address = get(address).getResponseHeaders().getLocation().toString();
		assertThat(get(address).getResponseBody()).contains("Refuse the next payout");
		post("/new", payout("order-1", "5", "5555555555554444"));
		assertThat(get("/payments/order-1").getResponseBody()).contains("Refused", "Refused on purpose");
	}

	@Test
	void formWithoutTokenIsRefused() {
		String cookie = this.cookie;
		this.cookie = "";
		EntityExchangeResult<String> response = post("/new", payout("order-1", "5", "5555555555554444"));
		assertThat(response.getStatus()).isEqualTo(HttpStatus.FORBIDDEN);
		assertThat(response.getResponseBody()).contains("The form was not accepted", "</html>");
		this.cookie = cookie;
		for (String path : new String[] { "/payments/order-1/check", "/simulator" }) {
			assertThat(this.client.post().uri(path).exchange().returnResult().getStatus())
				.isEqualTo(HttpStatus.FORBIDDEN);
		}
		assertThat(this.simulator.requests()).noneMatch((request) -> request.method().equals("POST"));
	}

	@Test
	void pagesHaveAStrictPolicy() {
		assertThat(get("/").getResponseHeaders().getFirst("Content-Security-Policy"))
			.startsWith("default-src 'none'; script-src 'self'; ")
			.doesNotContain("unsafe");
	}

	@Test
	void wrongAddressHasAPageOfItsOwn() {
		assertThat(get("/payments/nothing").getStatus()).isEqualTo(HttpStatus.NOT_FOUND);
		assertThat(get("/payments/nothing").getResponseBody()).contains("There is nothing at this address",
				"Simulator.");
		assertThat(get("/?show=nothing").getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
		assertThat(get("/?page=-5").getStatus()).isEqualTo(HttpStatus.OK);
	}

	@ParameterizedTest
	@CsvSource({ "localhost, 200", "127.0.0.1, 200", "[::1], 200", "evil.example, 400", "localhost.evil.example, 400",
			"LOCALHOST, 200" })
	void otherHostIsRefused(String host, int status) throws IOException {
		for (String path : new String[] { "/", "/balances", "/console.css", "/actuator/health" }) {
			try (Socket socket = new Socket("127.0.0.1", this.port)) {
				socket.getOutputStream()
					.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + ":" + this.port
							+ "\r\nConnection: close\r\n\r\n")
						.getBytes(StandardCharsets.US_ASCII));
				String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
				assertThat(response).startsWith("HTTP/1.1 " + status);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>",
			"${12345*6789} __${12345*6789}__ #{x}", "&#x202e;\u202e\u0000" })
	void hostileTextIsHarmless(String text) {
		String longText = text.repeat(60_000 / text.length());
		for (String each : new String[] { text, longText }) {
			MultiValueMap<String, String> form = payout(each, each, each);
			form.set("currency", each);
			form.set("method", each);
			form.set("fields[comment]", each);
			assertHarmless(post("/new", form).getResponseBody());
			form = payout("order-1", "5", "5555555555554444");
			form.set("fields[" + text + "]", each);
			form.set("reference", each);
			assertHarmless(post("/new", form).getResponseBody());
		}
		this.simulator.nextCall(Payouts.PATH).refuse(422, text, longText);
		Payouts.pay(this.payouts, "order-1", "5");
		this.simulator.move(Payouts.pay(this.payouts, "order-2", "5").paymentId(), longText);
		this.payouts.checkNow("order-2");
		for (String path : new String[] { "/", "/payments/order-1", "/payments/order-2", "/activity" }) {
			assertHarmless(get(path).getResponseBody());
		}
	}

	private static void assertHarmless(String page) {
		assertThat(page).hasSizeLessThan(500_000)
			.contains("</html>")
			.doesNotContain("<script>alert", "<img src=x", "83810205");
	}

	@Test
	void cardNumbersAndAccountsAreMaskedInFreeText() {
		String text = "of 5555 5555 5555 4444, 4111-1111-1111-1111 or DE89 3704 0044 0532 0130 00";
		this.simulator.nextCall(Payouts.PATH).refuse(422, "REFUSED", text);
		Payouts.pay(this.payouts, "order-1", "5");
		MultiValueMap<String, String> form = payout("order-2", "5", "5555555555554444");
		form.set("fields[comment]", text);
		post("/new", form);
		for (String path : new String[] { "/", "/payments/order-1", "/payments/order-2", "/activity" }) {
			assertThat(get(path).getResponseBody()).contains("4444")
				.doesNotContain("5555 5555", "55555555", "1111-1111", "3704 0044");
		}
	}

	@Test
	void manyPaymentsCostNoMoreThanFew(CapturedOutput output) {
		IntStream.rangeClosed(1, 5).forEach((number) -> Payouts.pay(this.payouts, "order-" + number, "1"));
		long few = statements(output);
		String columns = "amount, currency, method, recipient, fingerprint, state, payment_id, status, created_at, "
				+ "changed_at, checks, version";
		this.database.sql(
				"insert into payout (reference, %1$s) select concat(reference, '-', x), %1$s from payout, system_range(1, 99)"
					.formatted(columns))
			.update();
		assertThat(statements(output)).isEqualTo(few).isLessThanOrEqualTo(3);
		assertThat(get("/").getResponseBody().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(100_000);
		assertThat(get("/").getResponseBody()).contains("Page 1 of 10");
	}

	private long statements(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		String logger = "org.springframework.jdbc.core.JdbcTemplate";
		int before = output.length();
		logging.setLogLevel(logger, LogLevel.DEBUG);
		get("/");
		logging.setLogLevel(logger, null);
		return output.toString().substring(before).split("Executing prepared SQL statement", -1).length - 1L;
	}

	private static MultiValueMap<String, String> payout(String reference, String amount, String cardNumber) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("reference", reference);
		form.add("amount", amount);
		form.add("currency", "USD");
		form.add("method", "CC_VISAMC");
		form.add("fields[cardNumber]", cardNumber);
		return form;
	}

	private EntityExchangeResult<String> get(String path) {
		return this.client.get()
			.uri(URI.create(path))
			.accept(MediaType.TEXT_HTML)
			.exchange()
			.returnResult(String.class);
	}

	private EntityExchangeResult<String> post(String path, MultiValueMap<String, String> form) {
		form.set("_csrf", this.token);
		return this.client.post()
			.uri(path)
			.accept(MediaType.TEXT_HTML)
			.cookie("XSRF-TOKEN", this.cookie)
			.contentType(MediaType.APPLICATION_FORM_URLENCODED)
			.body(form)
			.exchange()
			.returnResult(String.class);
	}

	private static String find(Pattern pattern, String text) {
		Matcher matcher = pattern.matcher(text);
		assertThat(matcher.find()).isTrue();
		return matcher.group(1);
	}

}
