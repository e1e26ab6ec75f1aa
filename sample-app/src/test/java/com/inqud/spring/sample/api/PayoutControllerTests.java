package com.inqud.spring.sample.api;

import java.math.BigDecimal;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for {@link PayoutController} over HTTP, against the simulator.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class PayoutControllerTests {

	@LocalServerPort
	private int port;

	private RestTestClient client;

	@BeforeEach
	void createClient() {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + this.port).build();
	}

	@Test
	void balances() {
		this.client.get()
			.uri("/balances")
			.exchange()
			.expectStatus()
			.isOk()
			.expectHeader()
			.contentType(MediaType.APPLICATION_JSON)
			.expectBody(String.class)
			.value((body) -> assertThat(body).matches("\\[\\{\"currency\":\"BTC\",\"balance\":105\\.82306278},"
					+ "\\{\"currency\":\"USD\",\"balance\":[0-9.]+},"
					+ "\\{\"currency\":\"ETHEREUM_USDT\",\"balance\":2500\\.5}]"));
	}

	private ResponseSpec postPayout(String body) {
		return this.client.post().uri("/payouts").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

}
