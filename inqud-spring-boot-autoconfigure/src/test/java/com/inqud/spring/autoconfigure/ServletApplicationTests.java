package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InqudOperations} in a servlet application that blocks.
 */
class ServletApplicationTests {

	@Test
	void blocksOnThreadsOfTheServer() throws IOException {
		assertServes("http-nio", "--spring.threads.virtual.enabled=false");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void blocksOnVirtualThreads() throws IOException {
		assertServes("VirtualThread", "--spring.threads.virtual.enabled=true");
	}

	private static void assertServes(String thread, String property) throws IOException {
		try (RawHttpServer inqud = new RawHttpServer(
				RawHttpServer.json(200, "[{\"currency\":\"BTC\",\"balance\":1.5}]"));
				ConfigurableApplicationContext context = SpringApplication.run(Application.class, "--server.port=0",
						"--inqud.token-id=" + InqudToken.ID, "--inqud.secret=" + InqudToken.SECRET,
						"--inqud.base-url=" + inqud.url(), property)) {
			URI url = URI
				.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + "/balances");
			HttpClient client = HttpClient.newHttpClient();
			List<CompletableFuture<String>> answers = IntStream.range(0, 50)
				.mapToObj((i) -> client
					.sendAsync(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
					.thenApply(HttpResponse::body))
				.toList();
			assertThat(answers)
				.allSatisfy((answer) -> assertThat(answer.join()).startsWith("BTC 1.5 ").contains(thread));
			assertThat(inqud.requests()).hasSize(50).allSatisfy(InqudToken::assertSigned);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Balances.class)
	static class Application {

	}

	@RestController
	static class Balances {

		private final InqudOperations inqud;

		Balances(InqudOperations inqud) {
			this.inqud = inqud;
		}

		@GetMapping("/balances")
		String balances() {
			WalletBalance balance = this.inqud.balances().blockFirst();
			return balance.currency() + " " + balance.balance() + " on " + Thread.currentThread();
		}

	}

}
