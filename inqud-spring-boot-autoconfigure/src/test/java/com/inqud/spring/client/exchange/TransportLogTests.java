package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.inqud.spring.client.TestClient;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that {@code docs/observability.md} names the loggers of the transports that print
 * the headers of a request.
 */
class TransportLogTests {

	private static final List<String> ALL = List.of("org", "io", "reactor", "jdk", "com");

	private static final String QUIET = "reactor.netty.http.client";

	private static final List<String> DOCUMENTED = List.of("org.eclipse.jetty", "org.apache.hc");

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void capture() {
		this.events.start();
		for (String name : ALL) {
			Logger logger = this.context.getLogger(name);
			logger.setLevel(Level.TRACE);
			logger.setAdditive(false);
			logger.addAppender(this.events);
		}
		this.context.getLogger(QUIET).setLevel(null);
	}

	@AfterEach
	void reset() {
		for (String name : ALL) {
			Logger logger = this.context.getLogger(name);
			logger.setLevel(null);
			logger.setAdditive(true);
			logger.detachAppender(this.events);
		}
		this.context.getLogger(QUIET).setLevel(Level.ERROR);
		DOCUMENTED.forEach((name) -> this.context.getLogger(name).setLevel(null));
	}

	@ParameterizedTest
	@EnumSource
	void onlyDocumentedLoggersPrintASignature(Connector connector) throws IOException {
		Set<String> loggers = loggersThatPrintASignature(connector);
		String page = Files.readString(Path.of("../docs/observability.md"));
		boolean prints = connector == Connector.JETTY || connector == Connector.HTTP_COMPONENTS;
		assertThat(loggers.isEmpty()).isNotEqualTo(prints);
		assertThat(loggers).allSatisfy((logger) -> assertThat(DOCUMENTED).anyMatch(
				(documented) -> logger.startsWith(documented + ".") && page.contains("| `" + documented + "` |")));
	}

	@ParameterizedTest
	@EnumSource
	void theirLevelKeepsThemFromIt(Connector connector) throws IOException {
		DOCUMENTED.forEach((name) -> this.context.getLogger(name).setLevel(Level.INFO));
		assertThat(loggersThatPrintASignature(connector)).isEmpty();
		assertThat(this.events.list).isNotEmpty();
	}

	private Set<String> loggersThatPrintASignature(Connector connector) throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{\"id\":\"PMT-1\"}"))) {
			TestClient.operations(TestClient.create(server.url(), connector))
				.payout(Payouts.request("order-1"))
				.block(Payouts.TIMEOUT);
			String signature = server.onlyRequest().headers().get("X-HMAC-SHA256-Signature").get(0);
			return List.copyOf(this.events.list)
				.stream()
				.filter((event) -> event.getFormattedMessage().contains(signature))
				.map(ILoggingEvent::getLoggerName)
				.collect(Collectors.toSet());
		}
	}

}
