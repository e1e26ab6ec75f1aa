package com.inqud.spring.sample.standin;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link InqudStandIn}.
 */
class InqudStandInTests {

	private static final String ID = "X-Token-API-Id";

	private static final String SECRET = "X-Token-API-Secret";

	private static final String SIGNATURE = "X-HMAC-SHA256-Signature";

	private static final String SALT = "X-Salt";

	private static final String BALANCES = "/v1/user/wallet/balances";

	private static final String PAYOUT = "/v1/user/payments/payout";

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final InqudStandIn standIn = new InqudStandIn();

	@AfterEach
	void close() {
		this.standIn.close();
	}

	@Test
	void acceptsSignature() throws Exception {
		HttpResponse<String> response = send(signed(BALANCES, "", salt()));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.body()).contains("{\"currency\":\"BTC\",\"balance\":105.82306278}");
	}

	@Test
	void acceptsSecret() throws Exception {
		HttpResponse<String> response = send(simple(BALANCES, ""));
		assertThat(response.statusCode()).isEqualTo(200);
	}

	@Test
	void refusesNoAuthentication() throws Exception {
		assertRefused(request(BALANCES, ""), "Header X-Token-API-Id is missing");
	}

	@Test
	void refusesTokenIdAlone() throws Exception {
		assertRefused(request(BALANCES, "").header(ID, InqudStandIn.TOKEN_ID),
				"Header X-HMAC-SHA256-Signature is missing");
	}

	@Test
	void refusesSecretAlone() throws Exception {
		assertRefused(request(BALANCES, "").header(SECRET, InqudStandIn.SECRET), "Header X-Token-API-Id is missing");
	}

	@Test
	void refusesMissingSalt() throws Exception {
		assertRefused(request(BALANCES, "").header(ID, InqudStandIn.TOKEN_ID).header(SIGNATURE, sign("", "")),
				"Header X-Salt is missing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  " })
	void refusesBlankSalt(String salt) throws Exception {
		assertRefused(signed(BALANCES, "", "").setHeader(SALT, salt), "Header X-Salt is missing");
	}

	@Test
	void refusesUnknownToken() throws Exception {
		assertRefused(signed(BALANCES, "", salt()).setHeader(ID, "TKN-unknown"),
				"The token id is not known: only the published example token is");
	}

	@Test
	void refusesWrongSecret() throws Exception {
		assertRefused(simple(BALANCES, "").setHeader(SECRET, "wrong"), "The token secret is wrong");
	}

	@Test
	void refusesSignatureOfAnotherBody() throws Exception {
		String salt = salt();
		assertRefused(
				request(PAYOUT, "{\"amount\":51}").header(ID, InqudStandIn.TOKEN_ID)
					.header(SALT, salt)
					.header(SIGNATURE, sign("{\"amount\":50}", salt)),
				"The signature does not match the body and the salt");
	}

	@Test
	void refusesSignatureOfAnotherSalt() throws Exception {
		assertRefused(signed(BALANCES, "", salt()).setHeader(SALT, salt()),
				"The signature does not match the body and the salt");
	}

	@Test
	void refusesUpperCaseSignature() throws Exception {
		String salt = salt();
		assertRefused(signed(BALANCES, "", salt).setHeader(SIGNATURE, sign("", salt).toUpperCase(Locale.ROOT)),
				"The signature does not match the body and the salt");
	}

	@Test
	void refusesUsedSalt() throws Exception {
		String salt = salt();
		assertThat(send(signed(BALANCES, "", salt)).statusCode()).isEqualTo(200);
		assertRefused(signed(PAYOUT, "{}", salt), "The salt has been used before");
	}

	@Test
	void refusesAllButOneOfSimultaneousUsesOfOneSalt() {
		HttpRequest request = signed(BALANCES, "", salt()).build();
		List<CompletableFuture<Integer>> statuses = Stream
			.generate(() -> this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
				.thenApply(HttpResponse::statusCode))
			.limit(16)
			.toList();
		assertThat(statuses.stream().map(CompletableFuture::join).filter((status) -> status == 200)).hasSize(1);
	}

	@Test
	void wrongSignatureDoesNotUseUpTheSalt() throws Exception {
		String salt = salt();
		assertThat(send(signed(BALANCES, "", salt).setHeader(SIGNATURE, "00")).statusCode()).isEqualTo(401);
		assertThat(send(signed(BALANCES, "", salt)).statusCode()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { SIGNATURE, SALT })
	void refusesHeadersOfBothModes(String header) throws Exception {
		assertRefused(simple(BALANCES, "").header(header, "00"), "Headers of both authentication modes are sent");
	}

	@ParameterizedTest
	@ValueSource(strings = { ID, SIGNATURE, SALT })
	void refusesRepeatedHeader(String header) throws Exception {
		assertRefused(signed(BALANCES, "", salt()).header(header, "00"),
				"Header " + header + " is sent more than once");
	}

	@Test
	void refusesEncodedBody() throws Exception {
		assertRefused(signed(PAYOUT, "{}", salt()).header("Content-Encoding", "deflate"),
				"An encoded body cannot be checked: the server decodes it before the signature is");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/unknown", "/__admin/mappings" })
	void refusesOtherPathsAsWell(String path) throws Exception {
		assertRefused(request(path, ""), "Header X-Token-API-Id is missing");
	}

	@Test
	void hasNoOtherEndpoint() throws Exception {
		HttpResponse<String> response = send(simple("/unknown", ""));
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("\"code\":\"NOT_FOUND\"");
	}

	@Test
	void payoutAnswersWithPayment() throws Exception {
		HttpResponse<String> response = send(simple(PAYOUT, """
				{"amount": 50, "currency": "USD", "method": "CC_VISAMC", "clientOrderId": "order-1"}
				"""));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		String uuid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
		assertThat(response.body()).matches("\\{\"id\":\"PMT-" + uuid + "\",\"orderId\":\"ORD-" + uuid
				+ "\",\"clientOrderId\":\"order-1\",\"amount\":50,\"currency\":\"USD\",\"method\":\"CC_VISAMC\","
				+ "\"orderType\":\"PAYOUT\",\"transactionType\":\"CREDIT\",\"status\":\"NEW\","
				+ "\"createdAt\":\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z\"}");
	}

	@Test
	void payoutWithoutClientOrderId() throws Exception {
		assertThat(send(simple(PAYOUT, "{\"amount\":50,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}")).body())
			.doesNotContain("clientOrderId");
	}

	@Test
	void payoutOfAsset() throws Exception {
		assertThat(send(simple(PAYOUT, "{\"amount\":50,\"asset\":\"BTC\",\"method\":\"CRYPTOCOIN\"}")).body())
			.contains("\"currency\":\"BTC\"");
	}

	@ParameterizedTest
	@MethodSource
	void payoutKeepsTheAmount(String amount, String expected) throws Exception {
		assertThat(send(simple(PAYOUT, "{\"amount\":" + amount + ",\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}"))
			.body()).contains("\"amount\":" + expected + ",");
	}

	static Stream<Arguments> payoutKeepsTheAmount() {
		return Stream.of(arguments("0.10000000000000000001", "0.10000000000000000001"), arguments("30.50", "30.50"),
				arguments("\"30.50\"", "30.50"), arguments("1E-10", "0.0000000001"), arguments("1E+3", "1000"));
	}

	@ParameterizedTest
	@MethodSource
	void refusesInvalidPayout(String body, String message) throws Exception {
		HttpResponse<String> response = send(signed(PAYOUT, body, salt()));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("\"code\":\"BAD_REQUEST\"").contains("\"message\":\"" + message);
	}

	static Stream<Arguments> refusesInvalidPayout() {
		String unreadable = "The body cannot be read";
		return Stream.of(arguments("null", "The body is missing"),
				arguments("{\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}", "amount is missing"),
				arguments("{\"amount\":-1,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}", "amount is not positive"),
				arguments("{\"amount\":1,\"method\":\"CC_VISAMC\"}", "currency is missing"),
				arguments("{\"amount\":1,\"currency\":\"USD\"}", "method is missing"),
				arguments("{\"amount\":\"much\",\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}", unreadable),
				arguments("{", unreadable));
	}

	@Test
	void listensOnLoopbackOnly() throws Exception {
		assertThat(this.standIn.getUrl().getHost()).isEqualTo("127.0.0.1");
		List<InetAddress> others = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
			.toList();
		assumeThat(others).isNotEmpty();
		assertThat(others).allSatisfy(
				(address) -> assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(address)));
	}

	@Test
	void closeLeavesNoThreadBehind() throws Exception {
		Set<Thread> before = threads();
		List<Thread> started = new ArrayList<>();
		try (InqudStandIn another = new InqudStandIn()) {
			this.client.send(simple(another.getUrl().resolve(BALANCES), "").build(),
					HttpResponse.BodyHandlers.discarding());
			threads().stream().filter((thread) -> !before.contains(thread) && !thread.isDaemon()).forEach(started::add);
		}
		assertThat(started).isNotEmpty();
		for (Thread thread : started) {
			thread.join(10_000);
		}
		assertThat(started).noneMatch(Thread::isAlive);
	}

	private void assertRefused(HttpRequest.Builder request, String reason) throws Exception {
		HttpResponse<String> response = send(request);
		assertThat(response.statusCode()).isEqualTo(401);
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(response.body()).contains("\"code\":\"UNAUTHORIZED\"").contains("\"message\":\"" + reason + "\"");
	}

	private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest.Builder signed(String path, String body, String salt) {
		return request(path, body).header(ID, InqudStandIn.TOKEN_ID)
			.header(SALT, salt)
			.header(SIGNATURE, sign(body, salt));
	}

	private HttpRequest.Builder simple(String path, String body) {
		return simple(this.standIn.getUrl().resolve(path), body);
	}

	private static HttpRequest.Builder simple(URI url, String body) {
		return request(url, body).header(ID, InqudStandIn.TOKEN_ID).header(SECRET, InqudStandIn.SECRET);
	}

	private HttpRequest.Builder request(String path, String body) {
		return request(this.standIn.getUrl().resolve(path), body);
	}

	private static HttpRequest.Builder request(URI url, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(url);
		return body.isEmpty() ? request : request.POST(HttpRequest.BodyPublishers.ofString(body));
	}

	private void connect(InetAddress address) throws IOException {
		new Socket(address, this.standIn.getUrl().getPort()).close();
	}

	private static Set<Thread> threads() {
		Thread[] threads = new Thread[Thread.activeCount() * 2 + 100];
		return new HashSet<>(Arrays.asList(threads).subList(0, Thread.enumerate(threads)));
	}

	private static String salt() {
		return UUID.randomUUID().toString();
	}

	private static String sign(String body, String salt) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(InqudStandIn.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal((body + salt).getBytes(StandardCharsets.UTF_8)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
