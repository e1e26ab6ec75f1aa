package com.inqud.spring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.inqud.spring.client.exchange.InqudClientHttpConnectors;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.client.reactive.ClientHttpConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a connection is not used again when it has been idle too long.
 */
class IdleConnectionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final Duration MAX_IDLE_TIME = Duration.ofMillis(300);

	private static final int CALLS = 20;

	/**
	 * The server forgets a connection after a response, as a firewall does, without a
	 * word.
	 */
	@ParameterizedTest
	@EnumSource(value = Connector.class, mode = EnumSource.Mode.EXCLUDE, names = "JDK")
	void idleConnectionIsNotUsedAgain(Connector connector) throws Exception {
		Set<Socket> forgotten = ConcurrentHashMap.newKeySet();
		try (RawHttpServer server = new RawHttpServer((request, socket) -> {
			if (forgotten.add(socket)) {
				RawHttpServer.json(200, "{\"id\":\"PMT-1\"}").respond(request, socket);
			}
		})) {
			call(connector, server.url(), (operations) -> {
				assertThat(operations.payout(payoutRequest()).block(TIMEOUT).id()).isEqualTo("PMT-1");
				elapse(MAX_IDLE_TIME.multipliedBy(2));
				assertThat(operations.payout(payoutRequest()).block(TIMEOUT).id()).isEqualTo("PMT-1");
			});
			assertThat(server.requests()).hasSize(2);
			assertThat(server.connections()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void connectionIsUsedAgainBefore(Connector connector) throws Exception {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{\"id\":\"PMT-1\"}"))) {
			ClientHttpConnector own = InqudClientHttpConnectors.create(connector.builder(), TestClient.HTTP_SETTINGS,
					Duration.ofSeconds(30));
			try {
				InqudOperations operations = TestClient.builder(server.url()).connector(own).build();
				for (int i = 0; i < CALLS; i++) {
					operations.payout(payoutRequest()).block(TIMEOUT);
				}
				// A connection may come back a little later than the response
				assertThat(server.connections()).isLessThan(CALLS);
			}
			finally {
				close(own);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void callInFlightMayTakeLonger(Connector connector) throws Exception {
		try (RawHttpServer server = new RawHttpServer((request, socket) -> {
			elapse(MAX_IDLE_TIME.multipliedBy(3));
			RawHttpServer.json(200, "{\"id\":\"PMT-1\"}").respond(request, socket);
		})) {
			call(connector, server.url(),
					(operations) -> assertThat(operations.payout(payoutRequest()).block(TIMEOUT).id())
						.isEqualTo("PMT-1"));
			assertThat(server.requests()).hasSize(1);
		}
	}

	private static void call(Connector connector, URI url, Calls calls) throws Exception {
		ClientHttpConnector own = InqudClientHttpConnectors.create(connector.builder(), TestClient.HTTP_SETTINGS,
				MAX_IDLE_TIME);
		try {
			calls.make(TestClient.builder(url).connector(own).build());
		}
		finally {
			close(own);
		}
	}

	private static void close(ClientHttpConnector connector) throws Exception {
		if (connector instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

	/**
	 * Lets time pass, which is what is tested.
	 */
	private static void elapse(Duration duration) {
		await().pollDelay(duration.toMillis(), TimeUnit.MILLISECONDS).until(() -> true);
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.TEN).currency("USD").method("CC_VISAMC").build();
	}

	@FunctionalInterface
	interface Calls {

		void make(InqudOperations operations) throws IOException;

	}

}
