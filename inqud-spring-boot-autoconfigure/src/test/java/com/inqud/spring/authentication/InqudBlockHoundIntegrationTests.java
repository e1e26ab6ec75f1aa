package com.inqud.spring.authentication;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import com.inqud.spring.client.InqudClientBuilder;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockHound;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InqudBlockHoundIntegration} in a JVM of its own, since BlockHound
 * cannot be uninstalled.
 */
class InqudBlockHoundIntegrationTests {

	@Test
	void signerMayDrawASaltOnAThreadThatMustNotBlock() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:+AllowRedefinitionToAddDeleteMethods", "-Djdk.attach.allowAttachSelf=true", "-classpath",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				Application.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(output).contains("blocking was reported, 50 calls were not");
		}
		finally {
			process.destroyForcibly();
		}
	}

	static final class Application {

		private Application() {
		}

		public static void main(String[] args) throws Exception {
			BlockHound.install();
			boolean reported = Mono.fromCallable(() -> {
				Thread.sleep(1);
				return false;
			}).subscribeOn(Schedulers.parallel()).onErrorReturn(BlockingOperationError.class, true).block();
			try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
				InqudOperations operations = operations(server.url());
				Flux.range(0, 50)
					.concatMap((i) -> operations.balances().subscribeOn(Schedulers.parallel()))
					.then()
					.block();
				System.out.println(
						(reported ? "blocking was reported, " : "") + server.requests().size() + " calls were not");
			}
			System.exit(0);
		}

		private static InqudOperations operations(URI url) {
			InqudCredentials credentials = new InqudCredentials(InqudToken.ID, InqudToken.SECRET);
			return new InqudClientBuilder(url, new InqudAuthenticationFilterFunction(credentials, AuthMode.HMAC, url))
				.build();
		}

	}

}
