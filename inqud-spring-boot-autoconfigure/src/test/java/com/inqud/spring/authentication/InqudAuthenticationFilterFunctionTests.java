package com.inqud.spring.authentication;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.OpenConnectors;
import com.inqud.spring.test.RawHttpServer;
import io.netty.buffer.PooledByteBufAllocator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.mock.http.client.reactive.MockClientHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClient.RequestBodySpec;
import org.springframework.web.reactive.function.client.WebClient.RequestHeadersSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link InqudAuthenticationFilterFunction} on the bytes that arrive at a
 * server.
 */
class InqudAuthenticationFilterFunctionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String TEXT = "Jürgen Ößß 😀";

	private final RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "{}"));

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@MethodSource("bodiesAndConnectors")
	void signsWhatIsSent(Body body, Connector connector) {
		send(body, webClient(AuthMode.HMAC, connector));
		RawHttpServer.Request request = this.server.onlyRequest();
		InqudToken.assertSigned(request);
		body.assertArrived(request);
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void sendsTheSecretInSimpleMode(Body body) {
		send(body, webClient(AuthMode.SIMPLE, Connector.REACTOR));
		RawHttpServer.Request request = this.server.onlyRequest();
		InqudToken.assertCarriesSecret(request);
		body.assertArrived(request);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void sendsAContentLengthWithAnEmptyPost(Connector connector) {
		send(none(HttpMethod.POST), webClient(AuthMode.HMAC, connector));
		assertThat(this.server.onlyRequest().header("Content-Length")).isEqualTo("0");
	}

	@ParameterizedTest
	@CsvSource({ "POST, 0", "PUT, 0", "PATCH, 0", "GET,", "DELETE," })
	void aRequestWithoutABodyHasALengthIfItsMethodHasABody(String method, String length) {
		send(none(HttpMethod.valueOf(method)), webClient(AuthMode.HMAC, Connector.REACTOR));
		assertThat(this.server.onlyRequest().headers().get("Content-Length"))
			.isEqualTo((length != null) ? List.of(length) : null);
	}

	@ParameterizedTest
	@CsvSource({ "4, true", "5, false" })
	void theMaximumSizeIsThatOfAllBuffersTogether(int second, boolean sent) {
		WebClient client = WebClient.builder()
			.baseUrl(this.server.url().toString())
			.filter(new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
					AuthMode.HMAC, this.server.url(), DataSize.ofBytes(10)))
			.build();
		Mono<?> call = client.post()
			.uri("/")
			.body(Flux.just("123456", "1".repeat(second)), String.class)
			.retrieve()
			.toBodilessEntity();
		if (sent) {
			StepVerifier.create(call).expectNextCount(1).expectComplete().verify(TIMEOUT);
			assertThat(this.server.onlyRequest().header("Content-Length")).isEqualTo("10");
		}
		else {
			StepVerifier.create(call)
				.expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseMessage("the request body is larger than 10B"))
				.verify(TIMEOUT);
			assertThat(this.server.requests()).isEmpty();
		}
	}

	@Test
	void aRefusalNamesTheOriginOfTheRequestAndItsOwn() {
		StepVerifier
			.create(webClient(AuthMode.HMAC, Connector.REACTOR).get()
				.uri("https://other.example/path")
				.retrieve()
				.toBodilessEntity())
			.expectErrorSatisfies((ex) -> assertThat(ex).hasMessage("the request targets https://other.example:443, but"
					+ " only http://127.0.0.1:" + this.server.port() + " may receive credentials"))
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@CsvSource({ "1, true", "65535, true", "0, false", "65536, false" })
	void refusesAPortThatDoesNotExist(int port, boolean accepted) {
		URI url = URI.create("https://inqud.example:" + port);
		assertAccepts(accepted, () -> InqudAuthenticationFilterFunction.checkBaseUrl(url),
				"the port of the base URL must be between 1 and 65535");
	}

	@ParameterizedTest
	@CsvSource({ "0x20, true", "0x7e, true", "0x1f, false", "0x7f, false", "0xfc, false" })
	void refusesCredentialsThatNoHeaderCanCarry(String character, boolean accepted) {
		String text = "a" + (char) (int) Integer.decode(character) + "b";
		assertAccepts(accepted,
				() -> new InqudAuthenticationFilterFunction(new InqudCredentials(text, InqudToken.SECRET),
						AuthMode.HMAC, this.server.url()),
				"the token id must .+");
		assertAccepts(accepted, () -> new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, text),
				AuthMode.SIMPLE, this.server.url()), "the secret must .+");
	}

	@ParameterizedTest
	@CsvSource({ "1, true", "2147483647, true", "0, false", "-1, false", "2147483648, false" })
	void refusesASizeThatNoArrayHas(long bytes, boolean accepted) {
		assertAccepts(accepted,
				() -> new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
						AuthMode.HMAC, this.server.url(), DataSize.ofBytes(bytes)),
				"'maxRequestSize' must be positive and less than 2 GB");
	}

	private static void assertAccepts(boolean accepted, ThrowingCallable code, String refusal) {
		if (accepted) {
			assertThatNoException().isThrownBy(code);
		}
		else {
			assertThatIllegalArgumentException().isThrownBy(code).withMessageMatching(refusal);
		}
	}

	@ParameterizedTest
	@MethodSource
	void sendsNothingAfterTheExchange(Mono<ClientHttpResponse> answer, boolean withBody) {
		AtomicReference<Mono<Void>> late = new AtomicReference<>();
		exchange(answer, withBody, late).subscribe().dispose();
		StepVerifier.create(late.get()).expectError(CancellationException.class).verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void sendsNothingOnceAFailureIsTold(boolean withBody) {
		AtomicReference<Mono<Void>> late = new AtomicReference<>();
		Mono<Void> call = exchange(Mono.error(new IOException()), withBody, late);
		StepVerifier.create(call.onErrorResume((ex) -> late.get()))
			.expectError(CancellationException.class)
			.verify(TIMEOUT);
	}

	/**
	 * Returns a call, and leaves what writes its request for later.
	 */
	private static Mono<Void> exchange(Mono<ClientHttpResponse> answer, boolean withBody,
			AtomicReference<Mono<Void>> late) {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.POST, "https://api.example/");
		WebClient client = WebClient.builder()
			.clientConnector(
					(method, uri, writer) -> answer.doFirst(() -> late.set(Mono.defer(() -> writer.apply(request)))))
			.filter(new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
					AuthMode.HMAC, URI.create("https://api.example")))
			.build();
		RequestBodySpec spec = client.post().uri("https://api.example/");
		return (withBody ? spec.bodyValue("{}") : spec).retrieve().toBodilessEntity().then();
	}

	static Stream<Arguments> sendsNothingAfterTheExchange() {
		Mono<ClientHttpResponse> success = Mono.fromSupplier(() -> new MockClientHttpResponse(HttpStatus.OK));
		return Stream.of(Arguments.of(success, true), Arguments.of(success, false), Arguments.of(Mono.never(), true),
				Arguments.of(Mono.never(), false));
	}

	@Test
	void drawsASaltForEverySubscription() {
		Mono<?> call = webClient(AuthMode.HMAC, Connector.REACTOR).get().uri("/").retrieve().toBodilessEntity();
		StepVerifier.create(call.repeat(9)).expectNextCount(10).expectComplete().verify(TIMEOUT);
		assertSaltsDiffer(10);
	}

	@Test
	void drawsASaltForEveryAttemptOfARetryBeforeTheFilter() {
		WebClient client = WebClient.builder()
			.baseUrl(this.server.url().toString())
			.filter((request, next) -> twice(next.exchange(request)))
			.filter(filter(AuthMode.HMAC))
			.build();
		StepVerifier.create(client.post().uri("/").bodyValue("body").retrieve().toBodilessEntity())
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertSaltsDiffer(2);
	}

	@Test
	void drawsASaltForEveryAttemptOfARetryAfterTheFilter() {
		WebClient client = WebClient.builder()
			.baseUrl(this.server.url().toString())
			.filter(filter(AuthMode.HMAC))
			.filter((request, next) -> twice(next.exchange(request)))
			.build();
		StepVerifier.create(client.post().uri("/").bodyValue("body").retrieve().toBodilessEntity())
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertSaltsDiffer(2);
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void replacesHeadersOfTheCaller(Connector connector) {
		RequestHeadersSpec<?> spec = withAuthenticationHeaders(webClient(AuthMode.HMAC, connector).post());
		StepVerifier.create(spec.retrieve().toBodilessEntity()).expectNextCount(1).expectComplete().verify(TIMEOUT);
		InqudToken.assertSigned(this.server.onlyRequest());
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void replacesHeadersOfTheCallerInSimpleMode(Connector connector) {
		RequestHeadersSpec<?> spec = withAuthenticationHeaders(webClient(AuthMode.SIMPLE, connector).post());
		StepVerifier.create(spec.retrieve().toBodilessEntity()).expectNextCount(1).expectComplete().verify(TIMEOUT);
		InqudToken.assertCarriesSecret(this.server.onlyRequest());
	}

	@Test
	void replacesHeadersThatAreAddedToTheNativeRequest() {
		Mono<?> call = webClient(AuthMode.HMAC, Connector.REACTOR).get().uri("/").httpRequest((request) -> {
			request.getHeaders().add("X-Token-API-Secret", "theirs");
			request.getHeaders().add("X-Salt", "theirs");
		}).retrieve().toBodilessEntity();
		StepVerifier.create(call).expectNextCount(1).expectComplete().verify(TIMEOUT);
		InqudToken.assertSigned(this.server.onlyRequest());
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void correctsAContentLengthOfTheCaller(Connector connector) {
		Mono<?> call = webClient(AuthMode.HMAC, connector).post()
			.uri("/")
			.contentType(MediaType.TEXT_PLAIN)
			.contentLength(3)
			.header("Transfer-Encoding", "chunked")
			.body(Flux.just("four", "five"), String.class)
			.retrieve()
			.toBodilessEntity();
		StepVerifier.create(call).expectNextCount(1).expectComplete().verify(TIMEOUT);
		InqudToken.assertSigned(this.server.onlyRequest());
		assertThat(this.server.onlyRequest().text()).isEqualTo("fourfive");
	}

	@ParameterizedTest
	@EnumSource(Connector.class)
	void dropsAContentLengthOfTheCallerWithoutABody(Connector connector) {
		Mono<?> call = webClient(AuthMode.HMAC, connector).get()
			.uri("/")
			.header("Content-Length", "3")
			.retrieve()
			.toBodilessEntity();
		StepVerifier.create(call).expectNextCount(1).expectComplete().verify(TIMEOUT);
		InqudToken.assertSigned(this.server.onlyRequest());
	}

	@Test
	void keepsAuthenticationOutOfTheRequestThatIsLogged() {
		ClientRequest request = ClientRequest.create(HttpMethod.GET, this.server.url())
			.header("X-Token-API-Secret", "theirs")
			.header("X-Other", "theirs")
			.build();
		StepVerifier.create(filter(AuthMode.SIMPLE).filter(request, (next) -> {
			assertThat(next.headers().headerNames()).containsExactly("X-Other");
			return Mono.empty();
		})).expectComplete().verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://api.example", "https://api.example:443/other", "https://API.example/",
			"HTTPS://api.example/v1?a=b" })
	void authenticatesRequestsToItsOrigin(String url) {
		StepVerifier.create(exchange("https://api.example/v1", url)).expectComplete().verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://api.example", "https://api.example:444", "https://api.example.evil.example",
			"https://evil.example/https://api.example", "https://api.example@evil.example", "/relative",
			"https:api.example", "https://api_example" })
	void refusesRequestsToAnyOther(String url) {
		StepVerifier.create(exchange("https://api.example/v1", url))
			.expectError(InqudRequestRefusedException.class)
			.verify(TIMEOUT);
	}

	private static Mono<?> exchange(String baseUrl, String url) {
		InqudAuthenticationFilterFunction filter = new InqudAuthenticationFilterFunction(
				new InqudCredentials(InqudToken.ID, InqudToken.SECRET), AuthMode.SIMPLE, URI.create(baseUrl));
		return filter.filter(ClientRequest.create(HttpMethod.GET, URI.create(url)).build(), (request) -> Mono.empty());
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "https://user:hidden@api.example", "https://api.example?a=hidden", "https://api.example#hidden",
					"ftp://api.example", "api.example", "https:/hidden", "https://" + "api_example" })
	void refusesABaseUrlThatIsMoreOrLessThanThat(String baseUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> exchange(baseUrl, baseUrl))
			.withMessageStartingWith("the base URL must")
			.withMessageNotContaining("hidden");
	}

	@ParameterizedTest
	@EnumSource(AuthMode.class)
	void refusesARequestThatALaterFilterLeadsElsewhere(AuthMode authMode) throws IOException {
		try (RawHttpServer other = new RawHttpServer(RawHttpServer.json(200, "{}"))) {
			WebClient client = webClient(authMode, Connector.REACTOR).mutate()
				.filter((request, next) -> next.exchange(ClientRequest.from(request).url(other.url()).build()))
				.build();
			StepVerifier.create(client.post().uri("/").bodyValue("{}").retrieve().toBodilessEntity())
				.expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseInstanceOf(InqudRequestRefusedException.class))
				.verify(TIMEOUT);
			assertThat(other.requests()).isEmpty();
			assertThat(this.server.requests()).isEmpty();
		}
	}

	@Test
	void refusesCredentialsThatCannotBeAHeader() {
		URI baseUrl = this.server.url();
		InqudCredentials credentials = new InqudCredentials(InqudToken.ID, "пароль");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InqudAuthenticationFilterFunction(credentials, AuthMode.SIMPLE, baseUrl))
			.withMessageContaining("secret")
			.withMessageNotContaining("пароль");
		assertThatNoException()
			.isThrownBy(() -> new InqudAuthenticationFilterFunction(credentials, AuthMode.HMAC, baseUrl));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new InqudAuthenticationFilterFunction(new InqudCredentials("TKN-ü", "secret"),
					AuthMode.HMAC, baseUrl))
			.withMessageContaining("token id");
	}

	@Test
	void sendsNothingWhenTheBodyFails() {
		Flux<String> body = Flux.just("first").concatWith(Flux.error(new IllegalStateException("no second")));
		Mono<?> call = webClient(AuthMode.HMAC, Connector.REACTOR).post()
			.uri("/")
			.body(body, String.class)
			.retrieve()
			.toBodilessEntity();
		StepVerifier.create(call)
			.expectErrorSatisfies((ex) -> assertThat(ex).hasRootCauseMessage("no second"))
			.verify(TIMEOUT);
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void toStringHidesTheSecret() {
		assertThat(filter(AuthMode.SIMPLE)).asString().contains("SIMPLE").doesNotContain(InqudToken.SECRET);
	}

	private static RequestHeadersSpec<?> withAuthenticationHeaders(WebClient.RequestBodyUriSpec spec) {
		return spec.uri("/")
			.header("x-token-api-id", "theirs", "theirs too")
			.header("X-TOKEN-API-SECRET", "theirs")
			.header("x-hmac-sha256-signature", "theirs")
			.header("x-salt", "theirs")
			.bodyValue("body");
	}

	private void assertSaltsDiffer(int count) {
		assertThat(this.server.requests()).hasSize(count).allSatisfy(InqudToken::assertSigned);
		assertThat(this.server.requests().stream().map((request) -> request.header("X-Salt")).distinct())
			.hasSize(count);
	}

	private static <T> Mono<T> twice(Mono<T> call) {
		AtomicInteger attempts = new AtomicInteger();
		return call.<T>handle((response, sink) -> {
			if (attempts.incrementAndGet() == 1) {
				sink.error(new IllegalStateException("first attempt"));
			}
			else {
				sink.next(response);
			}
		}).retry(1);
	}

	private static void send(Body body, WebClient client) {
		StepVerifier.create(body.request.prepare(client).retrieve().toBodilessEntity())
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	private WebClient webClient(AuthMode authMode, Connector connector) {
		return WebClient.builder()
			.baseUrl(this.server.url().toString())
			.clientConnector(OpenConnectors.create(connector.builder(), HttpClientSettings.defaults()))
			.filter(filter(authMode))
			.build();
	}

	private InqudAuthenticationFilterFunction filter(AuthMode authMode) {
		return new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET), authMode,
				this.server.url());
	}

	static Stream<Arguments> bodiesAndConnectors() {
		return bodies().flatMap((body) -> Arrays.stream(Connector.values())
			.map((connector) -> Arguments.of(Named.of(body.name, body), connector)));
	}

	static Stream<Body> bodies() {
		byte[] random = new byte[3_000_000];
		new Random(42).nextBytes(random);
		byte[] noise = Arrays.copyOf(random, 1000);
		Resource resource = new ClassPathResource("signatures.json");
		return Stream.of(none(HttpMethod.GET), none(HttpMethod.HEAD), none(HttpMethod.DELETE), none(HttpMethod.POST),
				json("POJO", (spec) -> spec.bodyValue(new Person("Jürgen", 7)), "{\"firstName\":\"Jürgen\",\"age\":7}"),
				json("Map", (spec) -> spec.bodyValue(Map.of("name", TEXT)), "{\"name\":\"" + TEXT + "\"}"),
				post("String", (spec) -> spec.bodyValue("text"), bytes("text")),
				post("non-ASCII text", (spec) -> spec.bodyValue(TEXT), bytes(TEXT)),
				post("empty String", (spec) -> spec.bodyValue(""), new byte[0]),
				post("byte[]", (spec) -> spec.bodyValue(noise), noise),
				post("Resource", (spec) -> spec.bodyValue(resource), content(resource)),
				post("Resource in memory", (spec) -> spec.bodyValue(new ByteArrayResource(noise)), noise),
				json("Mono", (spec) -> spec.body(Mono.just(new Person("Ann", 1)), Person.class),
						"{\"firstName\":\"Ann\",\"age\":1}"),
				json("empty Mono", (spec) -> spec.body(Mono.empty(), Person.class), ""),
				json("Flux as JSON array", (spec) -> spec.body(people(), Person.class),
						"[{\"firstName\":\"A\",\"age\":1},{\"firstName\":\"B\",\"age\":2}]"),
				post("Flux as NDJSON",
						(spec) -> spec.contentType(MediaType.APPLICATION_NDJSON).body(people(), Person.class),
						bytes("{\"firstName\":\"A\",\"age\":1}\n{\"firstName\":\"B\",\"age\":2}\n")),
				post("form", (spec) -> spec.body(BodyInserters.fromFormData("name", "Jürgen").with("age", "7")),
						bytes("name=J%C3%BCrgen&age=7")),
				post("buffers of several kinds", (spec) -> spec.body(BodyInserters.fromDataBuffers(buffers())),
						bytes("heapNetty")),
				new Body("multipart", (client) -> multipart(client.post().uri("/")), null),
				post("3 MB of random bytes", (spec) -> spec.bodyValue(random), random));
	}

	private static Flux<DataBuffer> buffers() {
		return Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes("heap")),
				new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT).wrap(bytes("Netty"))));
	}

	private static Flux<Person> people() {
		return Flux.just(new Person("A", 1), new Person("B", 2));
	}

	private static RequestHeadersSpec<?> multipart(RequestBodySpec spec) {
		MultipartBodyBuilder parts = new MultipartBodyBuilder();
		parts.part("text", TEXT);
		parts.part("file", new ClassPathResource("signatures.json"));
		return spec.body(BodyInserters.fromMultipartData(parts.build()));
	}

	private static Body none(HttpMethod method) {
		return new Body("none, " + method, (client) -> client.method(method).uri("/"), new byte[0]);
	}

	private static Body json(String name, BodySetter setter, String expected) {
		return post(name, (spec) -> setter.set(spec.contentType(MediaType.APPLICATION_JSON)), bytes(expected));
	}

	private static Body post(String name, BodySetter setter, byte[] expected) {
		return new Body(name, (client) -> setter.set(client.post().uri("/")), expected);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] content(Resource resource) {
		try {
			return resource.getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	record Person(String firstName, int age) {

	}

	interface BodySetter {

		RequestHeadersSpec<?> set(RequestBodySpec spec);

	}

	interface RequestPreparation {

		RequestHeadersSpec<?> prepare(WebClient client);

	}

	/**
	 * Request with a body, and the bytes that must arrive, if they can be known.
	 */
	record Body(String name, RequestPreparation request, byte[] expected) {

		void assertArrived(RawHttpServer.Request request) {
			if (this.expected != null) {
				assertThat(request.body()).isEqualTo(this.expected);
			}
			else {
				assertThat(request.text()).contains(TEXT,
						new String(content(new ClassPathResource("signatures.json")), StandardCharsets.UTF_8));
			}
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
