package com.inqud.spring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudServerException;
import com.inqud.spring.authentication.AuthMode;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import com.inqud.spring.authentication.InqudCredentials;
import com.inqud.spring.client.exchange.InqudCallSettings;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InqudClientBuilder} in an application without Spring Boot's
 * auto-configuration.
 */
class InqudClientBuilderTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private RawHttpServer.Responder responder = RawHttpServer.json(200, "{\"id\":\"PMT-1\"}");

	private final RawHttpServer server = new RawHttpServer(
			(request, socket) -> this.responder.respond(request, socket));

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@Test
	void needsNothingButTheUrlAndTheFilter() {
		InqudOperations operations = builder(this.server.url()).build();
		Payment payment = operations.payout(payoutRequest()).block(TIMEOUT);
		assertThat(payment.id()).isEqualTo("PMT-1");
		InqudToken.assertSigned(this.server.onlyRequest());
		assertThatIllegalArgumentException().isThrownBy(() -> operations.payment(".."));
	}

	@Test
	void keepsTheProtectionsOfTheClient() {
		this.responder = RawHttpServer.response(307, "Location: http://127.0.0.1:1/\r\n", "");
		InqudOperations operations = builder(this.server.url()).build();
		assertThatExceptionOfType(InqudOutcomeUnknownException.class)
			.isThrownBy(() -> operations.payout(payoutRequest()).block(TIMEOUT))
			.withCauseExactlyInstanceOf(InqudApiException.class);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void appliesItsSettings() {
		this.responder = RawHttpServer.json(503, "{}");
		InqudOperations operations = builder(this.server.url())
			.settings(new InqudCallSettings(TIMEOUT, DataSize.ofMegabytes(1), 2, Duration.ZERO, Duration.ZERO))
			.build();
		assertThatExceptionOfType(InqudServerException.class)
			.isThrownBy(() -> operations.balances().blockLast(TIMEOUT));
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void observesInTheNameOfTheAccount() {
		TestObservationRegistry registry = TestObservationRegistry.create();
		builder(this.server.url()).observationRegistry(registry)
			.account("eu")
			.build()
			.payout(payoutRequest())
			.block(TIMEOUT);
		TestObservationRegistryAssert.assertThat(registry)
			.hasObservationWithNameEqualTo("inqud.calls")
			.that()
			.hasLowCardinalityKeyValue("inqud.account", "eu");
	}

	@Test
	void customizersApplyInTheirOrderBelowNothingOfTheClient() {
		WebClient client = builder(this.server.url()).customizer(adding("1"))
			.customizer(adding("2"))
			.customizer((builder) -> builder.exchangeFunction((request) -> {
				throw new IllegalStateException();
			}))
			.buildWebClient();
		client.post().uri("/own").bodyValue("{}").retrieve().toBodilessEntity().block(TIMEOUT);
		InqudToken.assertSigned(this.server.onlyRequest());
		assertThat(this.server.onlyRequest().headers()).containsEntry("X-Customized", List.of("1", "2"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/relative", "//localhost", "https:///x", "https://api.example:65536", "ftp://api.example",
			"https://user@api.example", "https://api.example?x", "https://api.example#x" })
	void refusesAUrlThatCannotBe(String url) {
		InqudAuthenticationFilterFunction authentication = authentication(this.server.url());
		assertThatIllegalArgumentException().isThrownBy(() -> new InqudClientBuilder(URI.create(url), authentication))
			.withMessageContaining("the base URL");
	}

	private static InqudWebClientCustomizer adding(String value) {
		return (builder) -> builder.filter(
				(request, next) -> next.exchange(ClientRequest.from(request).header("X-Customized", value).build()));
	}

	private static InqudClientBuilder builder(URI url) {
		return new InqudClientBuilder(url, authentication(url));
	}

	private static InqudAuthenticationFilterFunction authentication(URI url) {
		return new InqudAuthenticationFilterFunction(new InqudCredentials(InqudToken.ID, InqudToken.SECRET),
				AuthMode.HMAC, url);
	}

	private static PayoutRequest payoutRequest() {
		return PayoutRequest.builder().amount(BigDecimal.TEN).currency("USD").method("CC_VISAMC").build();
	}

}
