package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the spans of calls and attempts, with a tracer.
 */
class TracingTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> RawHttpServer.json((this.server().requests().size() < 3) ? 503 : 200, "[]")
				.respond(request, socket));

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withUserConfiguration(Application.class)
		.withPropertyValues("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
				"inqud.retry.initial-backoff=1ms", "inqud.base-url=" + this.server.url());

	private RawHttpServer server() {
		return this.server;
	}

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "true, THREAD", "true, CONTEXT", "false, THREAD", "false, CONTEXT" })
	void attemptsAreChildrenOfTheCallOrOfWhatSurroundsIt(boolean calls, Surroundings surroundings) {
		this.contextRunner.withPropertyValues("management.observations.enable.inqud.calls=" + calls).run((context) -> {
			InqudOperations operations = context.getBean(InqudOperations.class);
			Observation outer = Observation.start("outer", context.getBean(ObservationRegistry.class));
			surroundings.call(operations, outer);
			outer.stop();
			List<SpanData> spans = spans(context.getBean(InMemorySpanExporter.class), calls ? 5 : 4);
			SpanData root = span(spans, "outer");
			SpanData parent = calls ? span(spans, "inqud get") : root;
			if (calls) {
				assertThat(parent.getParentSpanId()).isEqualTo(root.getSpanId());
			}
			assertThat(root.getParentSpanId()).isEqualTo(SpanId.getInvalid());
			assertAttempts(spans, parent);
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void callNeedsNoSurroundings(boolean calls) {
		this.contextRunner.withPropertyValues("management.observations.enable.inqud.calls=" + calls).run((context) -> {
			context.getBean(InqudOperations.class).balances().blockLast(TIMEOUT);
			List<SpanData> spans = spans(context.getBean(InMemorySpanExporter.class), calls ? 4 : 3);
			if (calls) {
				assertAttempts(spans, span(spans, "inqud get"));
			}
			else {
				assertThat(spans).extracting(SpanData::getParentSpanId).containsOnly(SpanId.getInvalid());
			}
		});
	}

	private void assertAttempts(List<SpanData> spans, SpanData parent) {
		List<SpanData> attempts = spans.stream().filter((span) -> span.getName().equals("http get")).toList();
		assertThat(attempts).hasSize(3).allSatisfy((attempt) -> {
			assertThat(attempt.getTraceId()).isEqualTo(parent.getTraceId());
			assertThat(attempt.getParentSpanId()).isEqualTo(parent.getSpanId());
		});
		assertThat(this.server.requests())
			.extracting((request) -> request.header("traceparent").replaceFirst("-..$", ""))
			.containsExactlyElementsOf(attempts.stream()
				.map((attempt) -> "00-" + attempt.getTraceId() + "-" + attempt.getSpanId())
				.toList());
	}

	private static SpanData span(List<SpanData> spans, String name) {
		return spans.stream().filter((span) -> span.getName().equals(name)).findFirst().orElseThrow();
	}

	private static List<SpanData> spans(InMemorySpanExporter exporter, int count) {
		return await().atMost(TIMEOUT).until(exporter::getFinishedSpanItems, (spans) -> spans.size() == count);
	}

	enum Surroundings {

		/**
		 * The current observation of a thread, such as that of a servlet.
		 */
		THREAD {

			@Override
			void call(InqudOperations operations, Observation outer) {
				outer.scoped(() -> {
					operations.balances().blockLast(TIMEOUT);
				});
			}

		},

		/**
		 * The observation in the Reactor context, such as that of WebFlux.
		 */
		CONTEXT {

			@Override
			void call(InqudOperations operations, Observation outer) {
				operations.balances()
					.subscribeOn(Schedulers.parallel())
					.contextWrite((context) -> context.put(ObservationThreadLocalAccessor.KEY, outer))
					.blockLast(TIMEOUT);
			}

		};

		abstract void call(InqudOperations operations, Observation outer);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		InMemorySpanExporter spanExporter() {
			return InMemorySpanExporter.create();
		}

		@Bean
		ObservationHandler<Observation.Context> tracingHandler(InMemorySpanExporter exporter) {
			Tracer openTelemetry = SdkTracerProvider.builder()
				.addSpanProcessor(SimpleSpanProcessor.create(exporter))
				.build()
				.get("test");
			OtelTracer tracer = new OtelTracer(openTelemetry, new OtelCurrentTraceContext(), (event) -> {
			});
			ContextPropagators propagators = ContextPropagators.create(W3CTraceContextPropagator.getInstance());
			return new ObservationHandler.FirstMatchingCompositeObservationHandler(
					new PropagatingSenderTracingObservationHandler<>(tracer,
							new OtelPropagator(propagators, openTelemetry)),
					new DefaultTracingObservationHandler(tracer));
		}

	}

}
