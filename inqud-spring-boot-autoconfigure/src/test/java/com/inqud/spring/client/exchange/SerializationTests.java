package com.inqud.spring.client.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudAuthenticationException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudRateLimitException;
import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.InqudServerException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import com.inqud.spring.test.RawHttpServer.Responder;
import com.inqud.spring.test.SelfSigned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that exceptions survive Java serialization, with the causes that each connector
 * makes.
 */
class SerializationTests {

	@ParameterizedTest
	@EnumSource(Connector.class)
	void exceptionsOfCallsSurvive(Connector connector, @TempDir Path directory) throws Exception {
		List<InqudException> failures = new ArrayList<>();
		for (Responder responder : List.of(RawHttpServer.reset(), RawHttpServer.raw("HTTP/1.1 200 OK\r\n").andClose(),
				RawHttpServer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{").andClose(),
				RawHttpServer.raw("SSH-2.0\r\n\r\n").andClose(),
				RawHttpServer.response(402, "Set-Cookie: a=b\r\nX-Request-Id: 17\r\n", "{\"code\":\"X\"}"),
				RawHttpServer.json(503, "{}"), RawHttpServer.json(200, "{\"id\":"), RawHttpServer.silence())) {
			try (RawHttpServer server = new RawHttpServer(responder)) {
				WebClient client = client(server.url(), connector);
				failures.add(Payouts.inqudFailure(Payouts.payout(client)));
				failures.add(Payouts.inqudFailure(TestClient.operations(client).balances()));
			}
		}
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		URI refused = URI.create("http://127.0.0.1:" + port);
		failures.add(Payouts.inqudFailure(Payouts.payout(client(refused, connector))));
		try (RawHttpServer untrusted = new RawHttpServer(new SelfSigned(directory).createServerSocket(),
				RawHttpServer.json(200, Payouts.PAID))) {
			URI url = URI.create("https://localhost:" + untrusted.port());
			failures.add(Payouts.inqudFailure(Payouts.payout(client(url, connector))));
		}
		assertThat(failures).hasSize(18);
		failures.forEach(SerializationTests::assertSurvives);
	}

	private static WebClient client(URI url, Connector connector) {
		return TestClient.create(url, connector.builder(), TestClient.HTTP_SETTINGS,
				new InqudCallSettings(Duration.ofSeconds(1), DataSize.ofMegabytes(1), 1, Duration.ZERO, Duration.ZERO));
	}

	@Test
	void exceptionOfABlockingCallWithDebuggingSurvives() throws IOException {
		Hooks.onOperatorDebug();
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.reset())) {
			Mono<?> payout = Payouts.payout(TestClient.create(server.url()));
			assertThatExceptionOfType(InqudOutcomeUnknownException.class)
				.isThrownBy(() -> payout.block(Payouts.TIMEOUT))
				.satisfies((ex) -> {
					assertThat(ex.getSuppressed()).isNotEmpty();
					assertSurvives(ex);
				});
		}
		finally {
			Hooks.resetOnOperatorDebug();
		}
	}

	@Test
	void exceptionsThatAUserCreatesSurvive() {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, "7");
		HttpStatusCode status = HttpStatusCode.valueOf(418);
		Throwable cause = new IllegalStateException("cause");
		List<InqudException> created = List.of(new InqudNotSentException("m", cause),
				new InqudNoResponseException("m", cause), new InqudUnreadableResponseException("m", null),
				new InqudRequestRefusedException("m", cause),
				new InqudOutcomeUnknownException("m", HttpMethod.POST, "/p", "order-1", cause),
				new InqudOutcomeUnknownException("m", HttpMethod.POST, "/p", null, null),
				new InqudApiException("m", status, headers, "{}", "X", "y"),
				new InqudAuthenticationException("m", status, headers, "{}", null, null),
				new InqudRateLimitException("m", status, headers, "{}", null, null),
				new InqudServerException("m", status, headers, "{}", null, null),
				InqudApiException.create("m", HttpStatusCode.valueOf(999), HttpHeaders.EMPTY, "", null, null));
		created.forEach(SerializationTests::assertSurvives);
	}

	@Test
	void causeThatCannotBeSerializedIsDescribed() {
		Object notSerializable = new Object();
		IllegalStateException cause = new IllegalStateException("the reason") {

			@SuppressWarnings("unused")
			private final transient Object ignored = notSerializable;

			private final Object field = notSerializable;

			@Override
			public String toString() {
				return "described " + (this.field != null);
			}

		};
		InqudException copy = copy(new InqudNotSentException("m", new IllegalStateException("outer", cause)));
		assertThat(copy.getCause()).hasToString("java.lang.IllegalStateException: outer");
	}

	private static void assertSurvives(InqudException ex) {
		InqudException copy = copy(ex);
		assertThat(copy).hasSameClassAs(ex).hasMessage(ex.getMessage());
		assertThat(copy.getStackTrace()).isEqualTo(ex.getStackTrace());
		assertThat(copy.getCause() == null).isEqualTo(ex.getCause() == null);
		if (ex.getCause() != null && ex.getCause().getMessage() != null) {
			assertThat(copy.getCause().getMessage()).contains(ex.getCause().getMessage());
		}
		if (ex instanceof InqudOutcomeUnknownException unknown) {
			InqudOutcomeUnknownException unknownCopy = (InqudOutcomeUnknownException) copy;
			assertThat(unknownCopy.getClientOrderId()).isEqualTo(unknown.getClientOrderId());
			assertThat(unknownCopy.getMethod()).isEqualTo(unknown.getMethod());
			assertThat(unknownCopy.getPath()).isEqualTo(unknown.getPath());
		}
		if (ex instanceof InqudApiException api) {
			InqudApiException apiCopy = (InqudApiException) copy;
			assertThat(apiCopy.getStatusCode()).isEqualTo(api.getStatusCode());
			assertThat(apiCopy.getHeaders()).isEqualTo(api.getHeaders());
			assertThat(apiCopy.getResponseBody()).isEqualTo(api.getResponseBody());
			assertThat(apiCopy.getErrorCode()).isEqualTo(api.getErrorCode());
			assertThat(apiCopy.getRetryAfter()).isEqualTo(api.getRetryAfter());
		}
	}

	private static InqudException copy(InqudException ex) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
			out.writeObject(ex);
			return (InqudException) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
		}
		catch (IOException | ClassNotFoundException failure) {
			throw new AssertionError(ex.toString(), failure);
		}
	}

}
