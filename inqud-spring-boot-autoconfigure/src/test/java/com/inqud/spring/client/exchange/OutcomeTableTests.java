package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudAuthenticationException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudRateLimitException;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the exception that each kind of response, and each way to fail, ends in.
 */
class OutcomeTableTests {

	private static final String BODY = "{\"clientOrderId\":\"order-1\"}";

	private RawHttpServer server;

	@AfterEach
	void closeServer() throws IOException {
		if (this.server != null) {
			this.server.close();
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void statusDecides(Connector connector) {
		URI url = start((request, socket) -> {
			int status = Integer.parseInt(request.target().substring(1));
			((status == 204 || status == 304) ? RawHttpServer.raw("HTTP/1.1 " + status + " Status\r\n\r\n")
					: RawHttpServer.json(status, "{\"code\":\"X\"}"))
				.respond(request, socket);
		});
		WebClient client = TestClient.create(url, connector.builder(), TestClient.HTTP_SETTINGS,
				new InqudCallSettings(Payouts.TIMEOUT, TestClient.CALL_SETTINGS.maxResponseSize(), 1,
						TestClient.CALL_SETTINGS.initialBackoff(), TestClient.CALL_SETTINGS.maxBackoff()));
		IntStream
			.of(204, 300, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 413, 415,
					417, 418, 421, 422, 423, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 511,
					599, 600, 999)
			.forEach((status) -> {
				Throwable write = Payouts.failure(post(client, "/" + status).bodyToMono(Payment.class));
				assertThat(write).as("POST %s", status).isExactlyInstanceOf(kindForAWrite(status));
				if (status != 204) {
					InqudApiException cause = (InqudApiException) ((write instanceof InqudApiException) ? write
							: write.getCause());
					assertThat(cause.getStatusCode().value()).isEqualTo(status);
					Throwable read = Payouts
						.failure(client.get().uri("/" + status).retrieve().bodyToMono(Payment.class));
					assertThat(read).as("GET %s", status)
						.isInstanceOfSatisfying(InqudApiException.class,
								(ex) -> assertThat(ex.getStatusCode().value()).isEqualTo(status));
				}
			});
		assertThat(this.server.requests()
			.stream()
			.filter((request) -> request.method().equals("POST"))
			.map(RawHttpServer.Request::target)).doesNotHaveDuplicates();
	}

	private static Class<?> kindForAWrite(int status) {
		return switch (status) {
			case 401, 403 -> InqudAuthenticationException.class;
			case 429 -> InqudRateLimitException.class;
			case 408 -> InqudOutcomeUnknownException.class;
			default -> (status / 100 == 4) ? InqudApiException.class : InqudOutcomeUnknownException.class;
		};
	}

	/**
	 * Responses that are not whole.
	 */
	static Stream<Responder> cutOff() {
		String json = "Content-Type: application/json\r\n";
		return Stream
			.of("200 OK\r\n" + json + "Content-Length: 100\r\n\r\n{\"id\":\"PMT-1\"}",
					"200 OK\r\n" + json + "Transfer-Encoding: chunked\r\n\r\ne\r\n{\"id\":\"PMT-1\"}\r\n",
					"402 No\r\n" + json + "Content-Length: 100\r\n\r\n{\"code\":\"X\"}",
					"402 No\r\n" + json + "Transfer-Encoding: chunked\r\n\r\nc\r\n{\"code\":\"X\"}\r\n",
					"402 No\r\n" + json, "402 No\r\n" + json + "Content-Length: 100\r\n\r\n")
			.map((start) -> RawHttpServer.raw("HTTP/1.1 " + start));
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void responseThatIsCutOffIsNoResponse(Connector connector) {
		cutOff().forEach((responder) -> {
			try (RawHttpServer once = new RawHttpServer(responder.andClose())) {
				assertUnknown(Payouts.payout(TestClient.create(once.url(), connector)));
				assertThat(once.requests()).hasSize(1);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void refusalThatStallsIsNoRefusal(Connector connector) {
		URI url = start(Payouts.warm(RawHttpServer.raw("HTTP/1.1 402 No\r\nContent-Length: 100\r\n\r\n{\"code\":")));
		assertUnknown(Payouts.payout(Payouts.warmClient(url, connector, CallDeadlineTests.SHORT)));
		assertThat(this.server.requests()).filteredOn((request) -> request.target().equals(Payouts.PATH)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"clientOrderId\":\"order-1\"", "\"clientOrderId\":null", "\"x\":1" })
	void responseWithTheReferenceOrNoneIsTheResponse(String reference) {
		URI url = start(RawHttpServer.json(200, "{\"id\":\"PMT-1\"," + reference + "}"));
		StepVerifier.create(Payouts.payout(TestClient.create(url)))
			.expectNextCount(1)
			.expectComplete()
			.verify(Payouts.TIMEOUT);
	}

	@Test
	void referenceMayBeANumber() {
		WebClient client = TestClient.create(start(RawHttpServer.json(200, "{\"id\":\"PMT-1\",\"clientOrderId\":17}")));
		StepVerifier
			.create(client.post()
				.uri("/")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(Map.of("clientOrderId", "17"))
				.retrieve()
				.bodyToMono(Payment.class))
			.expectNextCount(1)
			.expectComplete()
			.verify(Payouts.TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"order-2\"", "\"Order-1\"", "17", "\"\"", "true" })
	void responseWithAnotherReferenceIsNoResponse(String reference) {
		WebClient client = TestClient
			.create(start(RawHttpServer.json(200, "{\"id\":\"PMT-1\",\"clientOrderId\":" + reference + "}")));
		for (Payouts.Route route : Payouts.Route.values()) {
			assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudOutcomeUnknownException.class)
				.hasMessageContaining("it has another reference, \"");
		}
		assertUnknown(post(client, "/").toBodilessEntity());
	}

	/**
	 * A connection may break for a reason that looks like one before the request.
	 */
	@Test
	void typeOfAFailureDoesNotTurnSentIntoNotSent() {
		for (Throwable failure : List.of(new SSLHandshakeException("renegotiation"), new ConnectException("refused"),
				new java.net.UnknownHostException("gone"), new java.net.SocketTimeoutException("Connect Timeout"),
				new IllegalStateException("bug"))) {
			ClientHttpConnector connector = (method, uri, callback) -> {
				MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
				return callback.apply(request).then(Mono.error(failure));
			};
			assertUnknown(Payouts
				.payout(TestClient.create(URI.create("http://127.0.0.1:1"), connector, TestClient.CALL_SETTINGS)));
		}
	}

	@Test
	void responseBeforeTheBodyIsTakenMeansNotSent() {
		for (int status : new int[] { 103, 200, 302, 402, 407, 503 }) {
			AtomicReference<Mono<Void>> body = new AtomicReference<>();
			ClientHttpConnector connector = (method, uri, callback) -> {
				MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
				body.set(callback.apply(request)
					.thenReturn(request)
					.flatMap(MockClientHttpRequest::getBodyAsString)
					.then());
				MockClientHttpResponse response = new MockClientHttpResponse(status);
				response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
				response.setBody(Payouts.PAID);
				return Mono.just(response);
			};
			assertThat(Payouts.failure(Payouts
				.payout(TestClient.create(URI.create("http://127.0.0.1:1"), connector, TestClient.CALL_SETTINGS))))
				.isInstanceOf(InqudNotSentException.class)
				.hasMessageContaining("status " + status + " arrived before the request was sent");
			assertThat(body.get().materialize().block(Payouts.TIMEOUT).getThrowable()).isNotNull();
		}
	}

	@Test
	void informationalStatusOfAConnectorIsNoResponse() {
		ClientHttpConnector connector = (method, uri, callback) -> {
			MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
			return callback.apply(request).thenReturn(new MockClientHttpResponse(HttpStatus.EARLY_HINTS));
		};
		assertUnknown(Payouts
			.payout(TestClient.create(URI.create("http://127.0.0.1:1"), connector, TestClient.CALL_SETTINGS)));
	}

	/**
	 * The server does not wait for the request. Whatever a transport makes of it, nothing
	 * may arrive that is told as not sent.
	 */
	@SuppressWarnings("try")
	@ParameterizedTest
	@EnumSource(Connector.class)
	void responseAtAcceptIsNeverNotSentIfTheRequestArrives(Connector connector) throws Exception {
		for (String response : List.of("HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
				"HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 408 No\r\nContent-Length: 0\r\n\r\n",
				"HTTP/1.1 402 No\r\nContent-Length: 0\r\n\r\n")) {
			CompletableFuture<String> received;
			Throwable failure;
			try (ServerSocket eager = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
				received = CompletableFuture.supplyAsync(() -> answerAtOnce(eager, response));
				URI url = URI.create("http://127.0.0.1:" + eager.getLocalPort());
				failure = Payouts.failure(Payouts.payout(TestClient.create(url, connector.builder(),
						TestClient.HTTP_SETTINGS, CallDeadlineTests.SHORT)));
			}
			assertThat(failure).isInstanceOfAny(InqudNotSentException.class, InqudOutcomeUnknownException.class,
					InqudApiException.class);
			if (failure instanceof InqudNotSentException) {
				assertThat(received.get()).doesNotContain("order-1");
			}
		}
	}

	private static String answerAtOnce(ServerSocket server, String response) {
		StringBuilder received = new StringBuilder();
		try (Socket socket = server.accept()) {
			socket.setSoTimeout(200);
			try {
				socket.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
				socket.getOutputStream().flush();
				for (int b = socket.getInputStream().read(); b != -1; b = socket.getInputStream().read()) {
					received.append((char) b);
				}
			}
			catch (IOException ex) {
				// no more
			}
		}
		catch (IOException ex) {
			// there was no connection
		}
		return received.toString();
	}

	private static WebClient.ResponseSpec post(WebClient client, String path) {
		return client.post().uri(path).contentType(MediaType.APPLICATION_JSON).bodyValue(BODY).retrieve();
	}

	private static void assertUnknown(Mono<?> call) {
		assertThat(Payouts.failure(call)).isInstanceOf(InqudOutcomeUnknownException.class);
	}

	private URI start(Responder responder) {
		this.server = new RawHttpServer(responder);
		return this.server.url();
	}

}
