package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.OpenConnectors;
import com.inqud.spring.test.RawHttpServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the end of a call in time.
 */
class CallDeadlineTests {

	/**
	 * Settings with a call timeout that a test can wait for.
	 */
	static final InqudCallSettings SHORT = new InqudCallSettings(Duration.ofMillis(500), DataSize.ofMegabytes(1), 3,
			Duration.ZERO, Duration.ZERO);

	private static final Duration SOON = Duration.ofMillis(50);

	private static final String HOOK = "test";

	private final CallTimer timer = new CallTimer();

	@AfterEach
	void resetHook() {
		Schedulers.resetOnScheduleHook(HOOK);
	}

	@Test
	void firesAlthoughTheSourceSaysNothing() {
		Call call = Call.unsent(HttpMethod.POST, "/");
		Mono<ClientResponse> source = new Mono<>() {

			@Override
			public void subscribe(CoreSubscriber<? super ClientResponse> actual) {
				// not even onSubscribe
			}

		};
		assertThat(Payouts.failure(new CallDeadline(source, call, this.timer, SOON)))
			.isInstanceOf(TimeoutException.class)
			.hasMessage("the response was not complete within 50 ms");
		assertThat(call.abandon()).isTrue();
	}

	@Test
	void firesAlthoughTheSourceBlocks() {
		CountDownLatch release = new CountDownLatch(1);
		Mono<ClientResponse> source = Mono.fromRunnable(() -> Payouts.await(release));
		assertThat(Payouts.failure(new CallDeadline(source, Call.unsent(HttpMethod.POST, "/"), this.timer, SOON)
			.subscribeOn(Schedulers.boundedElastic())
			.doFinally((signal) -> release.countDown()))).isInstanceOf(TimeoutException.class);
	}

	/**
	 * Neither the source nor the subscriber runs on the thread that others rely on.
	 */
	@Test
	void applicationDoesNotRunOnTheTimerThread() {
		AtomicReference<String> cancelled = new AtomicReference<>();
		AtomicReference<String> failed = new AtomicReference<>();
		Mono<ClientResponse> source = Mono.<ClientResponse>never()
			.doOnCancel(() -> cancelled.set(Thread.currentThread().getName()));
		Payouts.failure(new CallDeadline(source, Call.unsent(HttpMethod.POST, "/"), this.timer, SOON)
			.doOnError((ex) -> failed.set(Thread.currentThread().getName())));
		assertThat(cancelled.get()).isNotNull().doesNotContain("inqud-timer");
		assertThat(failed.get()).isNotNull().doesNotContain("inqud-timer");
	}

	@Test
	void callEndsAlthoughItsEndCannotBeScheduled() {
		AtomicInteger scheduled = new AtomicInteger();
		Schedulers.onScheduleHook(HOOK, (task) -> {
			if (Thread.currentThread().getName().equals("inqud-timer") && scheduled.getAndIncrement() == 0) {
				throw new RejectedExecutionException("not now");
			}
			return task;
		});
		for (int i = 0; i < 2; i++) {
			assertThat(Payouts
				.failure(new CallDeadline(Mono.never(), Call.unsent(HttpMethod.POST, "/"), this.timer, SOON)))
				.isInstanceOf(TimeoutException.class);
		}
		assertThat(scheduled.get()).isGreaterThan(1);
	}

	@Test
	void nothingPassesAfterACancellationThatMeetsTheEnd() {
		try (Errors errors = new Errors()) {
			AtomicReference<Disposable> subscription = new AtomicReference<>();
			AtomicBoolean ran = new AtomicBoolean();
			Schedulers.onScheduleHook(HOOK, (task) -> () -> {
				Disposable current = subscription.get();
				if (current != null) {
					current.dispose();
				}
				task.run();
				ran.set(true);
			});
			AtomicReference<Throwable> failure = new AtomicReference<>();
			AtomicBoolean cancelled = new AtomicBoolean();
			Mono<ClientResponse> source = Mono.<ClientResponse>never().doOnCancel(() -> cancelled.set(true));
			subscription.set(new CallDeadline(source, Call.unsent(HttpMethod.POST, "/"), this.timer, SOON)
				.subscribe((response) -> {
				}, failure::set));
			Awaitility.await().atMost(Payouts.TIMEOUT).untilTrue(ran);
			assertThat(cancelled).isTrue();
			assertThat(failure).hasValue(null);
			errors.assertNone();
		}
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void callsThatEndEarlyLeaveNoErrorInTheLog(Connector connector) throws IOException {
		try (Errors errors = new Errors();
				RawHttpServer silent = new RawHttpServer(Payouts.warm(RawHttpServer.silence()))) {
			WebClient client = Payouts.warmClient(silent.url(), connector, SHORT);
			for (int i = 0; i < 5; i++) {
				int before = silent.requests().size();
				Disposable call = TestClient.operations(client).payout(Payouts.request("order")).subscribe();
				Awaitility.await().atMost(Payouts.TIMEOUT).until(() -> silent.requests().size() > before);
				call.dispose();
			}
			Flux.range(0, 5)
				.flatMap((i) -> TestClient.operations(client)
					.payout(Payouts.request("order"))
					.onErrorComplete(InqudException.class))
				.blockLast(Payouts.TIMEOUT);
			Awaitility.await().atMost(Payouts.TIMEOUT).until(() -> silent.openConnections() == 0);
			errors.assertNone();
		}
	}

	@Test
	void timerThreadEndsWhenThereIsNoCall() {
		assertThat(Payouts.failure(
				new CallDeadline(Mono.never(), Call.unsent(HttpMethod.GET, "/"), this.timer, Duration.ofMillis(1))))
			.isInstanceOf(TimeoutException.class);
		Awaitility.await()
			.atMost(Payouts.TIMEOUT)
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("inqud-timer")));
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void stalledHandshakeMeansNotSent(Connector connector) throws IOException {
		try (ServerSocket stalled = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
			URI url = URI.create("https://127.0.0.1:" + stalled.getLocalPort());
			WebClient client = TestClient.create(url, connector.builder(), TestClient.HTTP_SETTINGS, SHORT);
			for (Payouts.Route route : Payouts.Route.values()) {
				assertThat(Payouts.failure(route.payout(client))).isInstanceOf(InqudNotSentException.class)
					.hasMessageEndingWith("not sent: the response was not complete within 500 ms");
			}
		}
	}

	/**
	 * The connections are in use when the payouts are given up, and free afterwards.
	 */
	@ParameterizedTest
	@EnumSource(value = Connector.class, names = { "HTTP_COMPONENTS", "JETTY" })
	void payoutGivenUpWhileItWaitsForAConnectionIsNotSentLater(Connector connector) throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		try (RawHttpServer busy = new RawHttpServer((request, socket) -> {
			Payouts.await(release);
			RawHttpServer.json(200, request.target().equals("/end") ? "{}" : Payouts.PAID).respond(request, socket);
		})) {
			ClientHttpConnectorBuilder<?> builder = (connector == Connector.JETTY)
					? ClientHttpConnectorBuilder.jetty()
						.withHttpClientCustomizer((httpClient) -> httpClient.setMaxConnectionsPerDestination(1))
					: connector.builder();
			int connections = (connector == Connector.JETTY) ? 1 : 5;
			ClientHttpConnector pool = OpenConnectors.create(builder, TestClient.HTTP_SETTINGS);
			WebClient patient = TestClient.create(busy.url(), pool, TestClient.CALL_SETTINGS);
			Disposable holding = Flux.range(0, connections)
				.flatMap((i) -> patient.post().uri("/hold").retrieve().toBodilessEntity())
				.subscribe();
			Awaitility.await().atMost(Payouts.TIMEOUT).until(() -> busy.requests().size() == connections);
			Disposable cancelled = Payouts.payout(patient).subscribe();
			cancelled.dispose();
			assertThat(Payouts.failure(Payouts.payout(TestClient.create(busy.url(), pool, SHORT))))
				.isInstanceOf(InqudNotSentException.class);
			release.countDown();
			patient.post().uri("/end").retrieve().toBodilessEntity().block(Payouts.TIMEOUT);
			assertThat(busy.requests()).noneMatch((request) -> request.target().equals(Payouts.PATH));
			holding.dispose();
		}
	}

	/**
	 * Events of level ERROR in the log.
	 */
	private static final class Errors implements AutoCloseable {

		private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

		private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

		private Errors() {
			this.appender.start();
			this.root.addAppender(this.appender);
		}

		private void assertNone() {
			assertThat(List.copyOf(this.appender.list)).filteredOn((event) -> event.getLevel() == Level.ERROR)
				.isEmpty();
		}

		@Override
		public void close() {
			this.root.detachAppender(this.appender);
		}

	}

}
