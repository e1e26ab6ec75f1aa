package com.inqud.spring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

import com.inqud.spring.Turn;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.authentication.TutorialSigner;
import com.inqud.spring.test.InqudToken;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
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
 * Whole calls to a server in the same JVM, beside those of other clients, which take
 * turns within an iteration: one that sends constant headers of the same length, and the
 * cheapest that signs, a plain {@code WebClient} with the signing filter.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 40)
@Measurement(iterations = 40)
@State(Scope.Benchmark)
public class CallBenchmark {

	private static final int CALLS_PER_TURN = 1_000;

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

	private WebClient signing;

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
		this.signing = builder(baseUrl)
			.filter(new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
					AuthMode.HMAC, baseUrl))
			.build();
		this.tutorial = builder(baseUrl).filter((request, next) -> next.exchange(signedByTutorial(request))).build();
		this.inqud = TestClient.create(baseUrl);
	}

	@TearDown
	public void stop() {
		this.server.disposeNow();
	}

	@Benchmark
	public void turns(Turns turns) {
		turns.plain = turn(this.plain).nanos();
		Turn constantHeaders = turn(this.constantHeaders);
		turns.constantHeaders = constantHeaders.nanos();
		turns.constantHeadersBytes = constantHeaders.bytes();
		Turn inqud = turn(this.inqud);
		turns.inqud = inqud.nanos();
		turns.inqudBytes = inqud.bytes();
		turns.signing = turn(this.signing).nanos();
		turns.tutorial = turn(this.tutorial).nanos();
	}

	private static Turn turn(WebClient client) {
		return Turn.ofAll(CALLS_PER_TURN, () -> send(client));
	}

	private static void send(WebClient client) {
		Flux.range(0, CALLS_PER_TURN)
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
			.clientConnector(ClientHttpConnectorBuilder.reactor().build(TestClient.HTTP_SETTINGS));
	}

	private ClientRequest signedByTutorial(ClientRequest request) {
		return ClientRequest.from(request)
			.body((message, context) -> request.body().insert(new TutorialHttpRequest(message), context))
			.build();
	}

	/**
	 * Nanoseconds and bytes of one call.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Turns {

		public long plain;

		public long constantHeaders;

		public long constantHeadersBytes;

		public long inqud;

		public long inqudBytes;

		public long signing;

		public long tutorial;

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
