package com.inqud.spring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

import com.inqud.spring.authentication.TutorialSigner;
import com.inqud.spring.test.InqudToken;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Whole calls to a server in the same JVM, beside those of other clients. The limit is a
 * client that sends constant headers of the same length.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@OperationsPerInvocation(CallBenchmark.CALLS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class CallBenchmark {

	static final int CALLS = 1_000;

	private static final int IN_FLIGHT = 64;

	private static final String REQUEST = """
			{"amount":50,"cardNumber":"5555555555554444","firstName":"John","lastName":"Doe",\
			"phoneNumber":"+111111111111","method":"CC_VISAMC","currency":"USD",\
			"clientOrderId":"ORDER-00000000000000000000000001"}""";

	private static final String ANSWER = """
			{"id":"PMT-1","status":"PENDING","amount":50,"currency":"USD"}""";

	private final SecureRandom random = new SecureRandom();

	private DisposableServer server;

	private WebClient plain;

	private WebClient constantHeaders;

	private WebClient tutorial;

	private WebClient inqud;

	@Setup
	public void start() {
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.handle((request, response) -> request.receive()
				.then(response.header("Content-Type", MediaType.APPLICATION_JSON_VALUE)
					.sendString(Mono.just(ANSWER))
					.then()))
			.bindNow();
		URI baseUrl = URI.create("http://127.0.0.1:" + this.server.port());
		this.plain = builder(baseUrl).build();
		this.constantHeaders = builder(baseUrl).defaultHeader("X-Token-API-Id", InqudToken.ID)
			.defaultHeader("X-Salt", "5".repeat(64))
			.defaultHeader("X-HMAC-SHA256-Signature", "6".repeat(64))
			.build();
		this.tutorial = builder(baseUrl).filter((request, next) -> next.exchange(signedByTutorial(request))).build();
		this.inqud = TestClient.create(baseUrl);
	}

	@TearDown
	public void stop() {
		this.server.disposeNow();
	}

	@Benchmark
	public Object plain() {
		return send(this.plain);
	}

	@Benchmark
	public Object constantHeaders() {
		return send(this.constantHeaders);
	}

	@Benchmark
	public Object tutorial() {
		return send(this.tutorial);
	}

	@Benchmark
	public Object inqud() {
		return send(this.inqud);
	}

	private static Object send(WebClient client) {
		return Flux.range(0, CALLS)
			.flatMap((i) -> client.post()
				.uri("/v1/user/payments/payout")
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(REQUEST)
				.retrieve()
				.bodyToMono(String.class), IN_FLIGHT)
			.blockLast();
	}

	private static WebClient.Builder builder(URI baseUrl) {
		return WebClient.builder()
			.baseUrl(baseUrl.toString())
			.clientConnector(
					InqudClientHttpConnectors.create(ClientHttpConnectorBuilder.reactor(), TestClient.HTTP_SETTINGS));
	}

	private ClientRequest signedByTutorial(ClientRequest request) {
		return ClientRequest.from(request)
			.body((message, context) -> request.body().insert(new TutorialHttpRequest(message), context))
			.build();
	}

	private final class TutorialHttpRequest extends ClientHttpRequestDecorator {

		private TutorialHttpRequest(ClientHttpRequest delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return DataBufferUtils.join(body).flatMap((buffer) -> {
				sign(buffer.toString(StandardCharsets.UTF_8));
				return super.writeWith(Mono.just(buffer));
			});
		}

		private void sign(String body) {
			try {
				String salt = TutorialSigner.createSalt(CallBenchmark.this.random);
				getHeaders().set("X-Token-API-Id", InqudToken.ID);
				getHeaders().set("X-Salt", salt);
				getHeaders().set("X-HMAC-SHA256-Signature", TutorialSigner.sign(body, salt));
			}
			catch (GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
