package com.inqud.spring.autoconfigure.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import com.inqud.spring.webhook.InqudWebhookException;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.filter.CommonsRequestLoggingFilter;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.reactive.config.WebFluxConfigurationSupport;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurationSupport;
import org.springframework.web.util.ContentCachingRequestWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for webhooks that arrive over a socket, in a servlet application and in a
 * reactive one.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudWebhookEndpointTests {

	private static final int MAX_SIZE = 256 * 1024;

	private static final String PAYMENT = "{\"id\": \"PMT-1\", \"clientOrderId\": \"ü\", \"amount\": \"1.10\","
			+ " \"status\": \"SUCCESS\", \"more\": 1 }";

	private static final String SECRETS = "--inqud.webhook.secrets=old," + InqudWebhooks.SECRET;

	private static final Map<WebStack, ConfigurableApplicationContext> CONTEXTS = new EnumMap<>(WebStack.class);

	private static final Map<WebStack, ConfigurableApplicationContext> FILTERED = new EnumMap<>(WebStack.class);

	@BeforeAll
	static void start() {
		for (WebStack stack : WebStack.values()) {
			CONTEXTS.put(stack,
					stack.run(Application.class, SECRETS, "--spring.jackson.property-naming-strategy=SNAKE_CASE",
							"--spring.jackson.deserialization.fail-on-unknown-properties=true",
							"--spring.web.error.include-message=always"));
			FILTERED.put(stack, stack.run(FilterApplication.class, SECRETS));
		}
	}

	@AfterAll
	static void stop() {
		CONTEXTS.values().forEach(ConfigurableApplicationContext::close);
		FILTERED.values().forEach(ConfigurableApplicationContext::close);
	}

	@ParameterizedTest
	@EnumSource
	void handsOutAModel(WebStack stack) throws Exception {
		assertAnswer(deliver(stack, "/payment", PAYMENT), 200, "PMT-1 ü 1.10 SUCCESS");
	}

	@ParameterizedTest
	@EnumSource
	void handsOutAListOfModels(WebStack stack) throws Exception {
		assertAnswer(deliver(stack, "/payments", "[" + PAYMENT + "," + PAYMENT + "]"), 200, "PMT-1 PMT-1 ");
	}

	@ParameterizedTest
	@EnumSource
	void handsOutATypeThatASubclassNames(WebStack stack) throws Exception {
		assertAnswer(deliver(stack, "/generic", PAYMENT), 200, "PMT-1");
	}

	@ParameterizedTest
	@EnumSource
	void handsOutATree(WebStack stack) throws Exception {
		assertAnswer(deliver(stack, "/json", "{\"more\": 1.10}"), 200, "1.10");
	}

	@ParameterizedTest
	@EnumSource
	void handsOutTheRawBody(WebStack stack) throws Exception {
		assertAnswer(deliver(stack, "/bytes", "{ \"a\" : 1,"), 200, "{ \"a\" : 1,");
		assertAnswer(deliver(stack, "/bytes", ""), 200, null);
		assertAnswer(deliver(stack, "/text", "ü\n"), 200, "ü\n");
	}

	@ParameterizedTest
	@EnumSource
	void handsOutTheDelivery(WebStack stack) throws Exception {
		byte[] body = "ü".getBytes(StandardCharsets.UTF_8);
		String digest = InqudWebhooks.digest(body, "old");
		for (String path : List.of("/delivery", "/annotated-delivery")) {
			assertAnswer(
					InqudWebhooks.send(CONTEXTS.get(stack), path, body, "X-Payload-Digest", digest, "X-Test", "test"),
					200, digest + " test ü");
		}
	}

	@ParameterizedTest
	@EnumSource
	void readsTheBodyOnceForSeveralParameters(WebStack stack) throws Exception {
		byte[] body = PAYMENT.getBytes(StandardCharsets.UTF_8);
		assertAnswer(deliver(stack, "/both", PAYMENT), 200,
				"PMT-1 " + InqudWebhooks.digest(body, InqudWebhooks.SECRET) + " PMT-1");
	}

	@Test
	void handsOutAModelToAReactiveHandler() throws Exception {
		assertAnswer(deliver(WebStack.REACTIVE, "/mono", PAYMENT), 200,
				"PMT-1 " + PAYMENT.getBytes(StandardCharsets.UTF_8).length);
	}

	@Test
	void refusesBeforeAReactiveHandlerIsCalled() throws Exception {
		assertRefused(InqudWebhooks.send(CONTEXTS.get(WebStack.REACTIVE), "/unread-mono", new byte[1]), 401);
		assertRefused(deliver(WebStack.REACTIVE, "/unread-mono", "{"), 400);
		assertAnswer(deliver(WebStack.REACTIVE, "/unread-mono", PAYMENT), 200, "not read");
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET,application/json", "SERVLET,application/x-www-form-urlencoded", "SERVLET,text/plain",
			"SERVLET,nonsense", "SERVLET,", "REACTIVE,application/json", "REACTIVE,application/x-www-form-urlencoded",
			"REACTIVE,text/plain", "REACTIVE,nonsense", "REACTIVE," })
	void acceptsAnyContentType(WebStack stack, String contentType) throws Exception {
		byte[] body = PAYMENT.getBytes(StandardCharsets.UTF_8);
		List<String> headers = new ArrayList<>(
				List.of("X-Payload-Digest", InqudWebhooks.digest(body, InqudWebhooks.SECRET)));
		if (contentType != null) {
			headers.addAll(List.of("Content-Type", contentType));
		}
		assertAnswer(InqudWebhooks.send(CONTEXTS.get(stack), "/payment", body, headers.toArray(String[]::new)), 200,
				"PMT-1 ü 1.10 SUCCESS");
	}

	@ParameterizedTest
	@EnumSource
	void acceptsABodyInChunks(WebStack stack) throws Exception {
		byte[] body = new byte[MAX_SIZE];
		assertAnswer(InqudWebhooks.send(CONTEXTS.get(stack), "/size",
				HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)), "X-Payload-Digest",
				InqudWebhooks.digest(body, InqudWebhooks.SECRET)), 200, "262144");
	}

	@ParameterizedTest
	@EnumSource
	void refusesWhatIsNotSigned(WebStack stack) throws Exception {
		byte[] body = PAYMENT.getBytes(StandardCharsets.UTF_8);
		String digest = InqudWebhooks.digest(body, InqudWebhooks.SECRET);
		byte[] changed = body.clone();
		changed[body.length - 2]++;
		ConfigurableApplicationContext context = CONTEXTS.get(stack);
		for (String path : List.of("/payment", "/payments", "/json", "/bytes", "/text", "/delivery",
				"/annotated-delivery", "/both", "/failing")) {
			assertRefused(InqudWebhooks.send(context, path, body), 401);
			assertRefused(InqudWebhooks.send(context, path, new byte[0]), 401);
			assertRefused(InqudWebhooks.send(context, path, changed, "X-Payload-Digest", digest), 401);
			assertRefused(InqudWebhooks.send(context, path, body, "X-Payload-Digest", digest.toUpperCase()), 401);
			assertRefused(InqudWebhooks.send(context, path, body, "X-Payload-Digest", ""), 401);
			assertRefused(InqudWebhooks.send(context, path, body, "X-Payload-Digest", "nonsense"), 401);
			assertRefused(InqudWebhooks.send(context, path, body, "X-Payload-Digest", digest.repeat(100)), 401);
			assertRefused(
					InqudWebhooks.send(context, path, body, "X-Payload-Digest", digest, "X-Payload-Digest", digest),
					401);
			assertRefused(InqudWebhooks.send(context, path, body, "X-Payload-Digest",
					InqudWebhooks.digest(body, "another secret")), 401);
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusesWhatIsUnreadable(WebStack stack, CapturedOutput output) throws Exception {
		// In an application of its own, because a reason is logged once a minute
		try (ConfigurableApplicationContext context = stack.run(Application.class, SECRETS)) {
			for (String body : List.of("", "null", "{", "[]", "hidden", "{\"amount\":\"hidden\"}")) {
				assertRefused(InqudWebhooks.deliver(context, "/payment", body), 400);
			}
		}
		assertThat(output).contains("cannot be read as " + Payment.class.getName()).doesNotContain("hidden");
	}

	@ParameterizedTest
	@EnumSource
	void refusesALengthThatIsTooLargeBeforeReading(WebStack stack) throws Exception {
		int handled = Controller.HANDLED.size();
		for (long length : new long[] { MAX_SIZE + 1, 10_000_000_000L }) {
			assertThat(InqudWebhooks.statusBeforeEnd(CONTEXTS.get(stack),
					"POST /bytes HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length, new byte[0]))
				.isEqualTo(413);
		}
		assertThat(Controller.HANDLED).hasSize(handled);
	}

	@ParameterizedTest
	@EnumSource
	void refusesChunksThatAreTooLargeWithoutReadingOn(WebStack stack) throws Exception {
		int handled = Controller.HANDLED.size();
		byte[] size = (Integer.toHexString(MAX_SIZE + 1) + "\r\n").getBytes(StandardCharsets.US_ASCII);
		assertThat(InqudWebhooks.statusBeforeEnd(CONTEXTS.get(stack),
				"POST /bytes HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked",
				Arrays.copyOf(size, size.length + MAX_SIZE + 1)))
			.isEqualTo(413);
		assertThat(Controller.HANDLED).hasSize(handled);
	}

	@ParameterizedTest
	@EnumSource
	void limitsTheSizeAsConfigured(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(Application.class, SECRETS,
				"--inqud.webhook.max-size=10B")) {
			assertAnswer(InqudWebhooks.deliver(context, "/bytes", "0123456789"), 200, "0123456789");
			assertRefused(InqudWebhooks.deliver(context, "/bytes", "0123456789\n"), 413);
		}
	}

	@ParameterizedTest
	@EnumSource
	void aHandlerThatThrowsIsNoSuccess(WebStack stack, CapturedOutput output) throws Exception {
		assertThat(deliver(stack, "/failing", PAYMENT).statusCode()).isEqualTo(500);
		assertThat(output).contains("failed on purpose");
	}

	@ParameterizedTest
	@EnumSource
	void refusesEverythingWithoutSecret(WebStack stack, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(Application.class, "--inqud.enabled=false")) {
			assertThat(output).containsPattern("WARN .*Controller#payment.*'inqud.webhook.secrets'")
				.containsPattern("WARN .*Controller#delivery.*'inqud.webhook.secrets'")
				.doesNotContain("ERROR");
			assertRefused(InqudWebhooks.deliver(context, "/payment", PAYMENT), 503);
			assertRefused(InqudWebhooks.send(context, "/delivery", new byte[MAX_SIZE + 1]), 503);
			assertThat(output).containsPattern("WARN .*Refused a webhook to /payment from .*'inqud.webhook.secrets'");
		}
	}

	@ParameterizedTest
	@EnumSource
	void verifiesWithTheVerifierOfTheApplication(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(VerifierApplication.class, "--inqud.enabled=false",
				"--inqud.webhook.secrets=other")) {
			assertAnswer(InqudWebhooks.deliver(context, "/payment", PAYMENT), 200, "PMT-1 ü 1.10 SUCCESS");
			byte[] body = PAYMENT.getBytes(StandardCharsets.UTF_8);
			assertRefused(InqudWebhooks.send(context, "/payment", body, "X-Payload-Digest",
					InqudWebhooks.digest(body, "other")), 401);
		}
	}

	@ParameterizedTest
	@EnumSource
	void anExceptionHandlerOfTheApplicationDecides(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(AdviceApplication.class, SECRETS)) {
			assertAnswer(InqudWebhooks.send(context, "/payment", new byte[0]), 418,
					"InqudWebhookSignatureException UNAUTHORIZED");
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET,log", "SERVLET,cache", "SERVLET,cache some", "SERVLET,cache reader", "SERVLET,cache little",
			"SERVLET,form", "SERVLET,replay", "REACTIVE,log", "REACTIVE,form", "REACTIVE,replay" })
	void worksBehindAFilterThatReads(WebStack stack, String filter) throws Exception {
		byte[] body = PAYMENT.getBytes(StandardCharsets.UTF_8);
		ConfigurableApplicationContext context = FILTERED.get(stack);
		assertAnswer(
				InqudWebhooks.send(context, "/both", body, "X-Payload-Digest", InqudWebhooks.digest(body, "old"),
						"Content-Type", "application/json", "X-Filter", filter),
				200, "PMT-1 " + InqudWebhooks.digest(body, "old") + " PMT-1");
		assertRefused(InqudWebhooks.send(context, "/both", body, "X-Payload-Digest",
				InqudWebhooks.digest(body, "other"), "Content-Type", "application/json", "X-Filter", filter), 401);
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET,drain", "SERVLET,drain reader", "SERVLET,form", "REACTIVE,drain", "REACTIVE,taken",
			"REACTIVE,form" })
	void refusesWhatAFilterHasLeftNothingOf(WebStack stack, String filter) throws Exception {
		byte[] body = "a=b".getBytes(StandardCharsets.UTF_8);
		ConfigurableApplicationContext context = FILTERED.get(stack);
		assertRefused(InqudWebhooks.send(context, "/bytes", body, "X-Payload-Digest", InqudWebhooks.digest(body, "old"),
				"Content-Type", "application/x-www-form-urlencoded", "X-Filter", filter), 401);
	}

	@ParameterizedTest
	@EnumSource
	void limitsWhatAFilterHasCached(WebStack stack) throws Exception {
		String filter = (stack == WebStack.SERVLET) ? "cache" : "replay";
		ConfigurableApplicationContext context = FILTERED.get(stack);
		assertRefused(
				InqudWebhooks.send(context, "/bytes",
						HttpRequest.BodyPublishers
							.ofInputStream(() -> new ByteArrayInputStream(new byte[MAX_SIZE + 1])),
						"X-Filter", filter),
				413);
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET,BodyController", "SERVLET,EntityController", "SERVLET,StreamController",
			"SERVLET,LocaleController", "REACTIVE,LocaleController", "SERVLET,SupportController",
			"REACTIVE,SupportController", "REACTIVE,BodyController", "REACTIVE,EntityController" })
	void doesNotStartWithAParameterThatWouldNotBeVerified(WebStack stack, String controller, CapturedOutput output)
			throws Exception {
		Class<?> application = Class.forName(InqudWebhookEndpointTests.class.getName() + "$" + controller);
		assertThatException().isThrownBy(() -> stack.run(application, SECRETS).close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The Inqud webhooks could not be configured: the parameter 0 of ")
			.contains(controller + "#")
			.contains("would take a request that has not been verified");
	}

	private static HttpResponse<String> deliver(WebStack stack, String path, String body) throws Exception {
		return InqudWebhooks.deliver(CONTEXTS.get(stack), path, body);
	}

	private static void assertAnswer(HttpResponse<String> response, int status, String body) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.body()).isEqualTo((body != null) ? body : "");
	}

	private static void assertRefused(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
		assertThat(response.body()).isEmpty();
	}

	@RestController
	static class Controller extends GenericController<Payment> {

		static final List<Object> HANDLED = Collections.synchronizedList(new ArrayList<>());

		@PostMapping("/payment")
		String payment(@InqudWebhook Payment payment) {
			HANDLED.add(payment);
			return payment.id() + " " + payment.clientOrderId() + " " + payment.amount() + " " + payment.status();
		}

		@PostMapping("/payments")
		String payments(@InqudWebhook List<Payment> payments) {
			StringBuilder ids = new StringBuilder();
			payments.forEach((payment) -> ids.append(payment.id()).append(' '));
			return handled(ids.toString());
		}

		@PostMapping("/json")
		String json(@InqudWebhook JsonNode json) {
			return handled(json.get("more").decimalValue().toPlainString());
		}

		@PostMapping("/bytes")
		byte[] bytes(@InqudWebhook byte[] body) {
			handled("bytes");
			return body;
		}

		@PostMapping("/size")
		String size(@InqudWebhook byte[] body) {
			return handled(String.valueOf(body.length));
		}

		@PostMapping("/text")
		ResponseEntity<byte[]> text(@InqudWebhook String body) {
			return ResponseEntity.ok(handled(body).getBytes(StandardCharsets.UTF_8));
		}

		@PostMapping("/delivery")
		ResponseEntity<byte[]> delivery(InqudWebhookDelivery delivery) {
			return ResponseEntity.ok(handled(
					delivery.digest() + " " + delivery.headers().getFirst("X-Test") + " " + delivery.read(String.class))
				.getBytes(StandardCharsets.UTF_8));
		}

		@PostMapping("/annotated-delivery")
		ResponseEntity<byte[]> annotatedDelivery(@InqudWebhook InqudWebhookDelivery delivery) {
			return delivery(delivery);
		}

		@PostMapping("/both")
		String both(@InqudWebhook Payment payment, InqudWebhookDelivery delivery, @InqudWebhook JsonNode json) {
			return handled(payment.id() + " " + delivery.digest() + " " + json.get("id").asString());
		}

		@PostMapping("/failing")
		String failing(@InqudWebhook Payment payment) {
			throw new IllegalStateException("failed on purpose");
		}

		private static String handled(String answer) {
			HANDLED.add(answer);
			return answer;
		}

	}

	abstract static class GenericController<T extends Record> {

		@PostMapping("/generic")
		String generic(@InqudWebhook T value) {
			return (value instanceof Payment payment) ? payment.id() : "another type";
		}

	}

	@RestController
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveController {

		@PostMapping("/mono")
		Mono<String> mono(@InqudWebhook Mono<Payment> payment, Mono<InqudWebhookDelivery> delivery,
				@InqudWebhook Flux<Payment> payments) {
			return payments.single()
				.then(payment.zipWith(delivery,
						(first, second) -> first.id() + " " + second.headers().getContentLength()));
		}

		@PostMapping("/unread-mono")
		String unreadMono(@InqudWebhook Mono<Payment> payment) {
			return "not read";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import({ Controller.class, ReactiveController.class })
	static class Application {

		/**
		 * Resources that end with the application. The shared ones would end with the
		 * first one.
		 */
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setShutdownQuietPeriod(Duration.ZERO);
			return factory;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class VerifierApplication {

		@Bean
		InqudWebhookVerifier verifier() {
			return new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET));
		}

	}

	@RestControllerAdvice
	@Import(Application.class)
	static class AdviceApplication {

		@ExceptionHandler
		ResponseEntity<String> handle(InqudWebhookException ex) {
			HttpStatus status = ex.getClass().getAnnotation(ResponseStatus.class).value();
			return ResponseEntity.status(418).body(ex.getClass().getSimpleName() + " " + status.name());
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class BodyController {

		@PostMapping("/")
		void handle(@InqudWebhook @RequestBody Payment payment) {
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class EntityController {

		@PostMapping("/")
		void handle(@InqudWebhook HttpEntity<Payment> payment) {
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class StreamController {

		@PostMapping("/")
		void handle(@InqudWebhook InputStream body) {
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class LocaleController {

		@PostMapping("/")
		void handle(@InqudWebhook Locale locale) {
		}

	}

	@RestController
	@EnableAutoConfiguration
	@Import({ ServletSupport.class, ReactiveSupport.class })
	static class SupportController {

		@PostMapping("/")
		void handle(@InqudWebhook Payment payment) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletSupport extends WebMvcConfigurationSupport {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveSupport extends WebFluxConfigurationSupport {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Application.class, ServletFilters.class, ReactiveFilters.class })
	static class FilterApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletFilters {

		@Bean
		Filter readingFilter() {
			return new OncePerRequestFilter() {

				@Override
				protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
						FilterChain chain) throws ServletException, IOException {
					String filter = request.getHeader("X-Filter");
					if (filter.equals("log")) {
						CommonsRequestLoggingFilter logging = new CommonsRequestLoggingFilter();
						logging.setIncludePayload(true);
						logging.doFilter(request, response, chain);
					}
					else {
						chain.doFilter(read(request, filter), response);
					}
				}

			};
		}

		private static HttpServletRequest read(HttpServletRequest request, String filter) throws IOException {
			ContentCachingRequestWrapper cache = new ContentCachingRequestWrapper(request,
					filter.equals("cache little") ? 5 : 0);
			switch (filter) {
				case "cache" -> cache.getInputStream().readAllBytes();
				case "cache some" -> cache.getInputStream().readNBytes(7);
				case "cache reader" -> cache.getReader().readLine();
				case "form" -> request.getParameter("_method");
				case "drain" -> request.getInputStream().readAllBytes();
				case "drain reader" -> request.getReader().readLine();
				case "replay" -> {
					return new Replay(request);
				}
				default -> {
				}
			}
			return filter.startsWith("cache") ? cache : request;
		}

	}

	private static final class Replay extends HttpServletRequestWrapper {

		private final byte[] body;

		private Replay(HttpServletRequest request) throws IOException {
			super(request);
			this.body = request.getInputStream().readAllBytes();
		}

		@Override
		public ServletInputStream getInputStream() {
			ByteArrayInputStream in = new ByteArrayInputStream(this.body);
			return new ServletInputStream() {

				@Override
				public int read() {
					return in.read();
				}

				@Override
				public boolean isFinished() {
					return in.available() == 0;
				}

				@Override
				public boolean isReady() {
					return true;
				}

				@Override
				public void setReadListener(ReadListener listener) {
					throw new UnsupportedOperationException();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveFilters {

		@Bean
		WebFilter readingFilter() {
			return (exchange, chain) -> {
				Flux<DataBuffer> body = exchange.getRequest().getBody();
				return switch (exchange.getRequest().getHeaders().getFirst("X-Filter")) {
					case "log" -> chain
						.filter(withBody(exchange, body.doOnNext((buffer) -> buffer.toString(StandardCharsets.UTF_8))));
					case "form" -> exchange.getFormData().then(chain.filter(exchange));
					case "taken" -> chain
						.filter(withBody(exchange, Flux.error(new IllegalStateException("One subscriber allowed"))));
					case "drain" -> body.doOnNext(DataBufferUtils::release).then(chain.filter(exchange));
					case "replay" -> DataBufferUtils.join(body).flatMap((joined) -> {
						byte[] bytes = new byte[joined.readableByteCount()];
						joined.read(bytes);
						DataBufferUtils.release(joined);
						return chain.filter(withBody(exchange,
								Flux.defer(() -> Flux.just(exchange.getResponse().bufferFactory().wrap(bytes)))));
					});
					default -> throw new IllegalArgumentException();
				};
			};
		}

		private static ServerWebExchange withBody(ServerWebExchange exchange, Flux<DataBuffer> body) {
			return exchange.mutate().request(new ServerHttpRequestDecorator(exchange.getRequest()) {

				@Override
				public Flux<DataBuffer> getBody() {
					return body;
				}

			}).build();
		}

	}

}
