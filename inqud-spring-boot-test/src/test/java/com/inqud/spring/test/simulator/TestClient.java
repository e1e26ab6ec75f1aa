package com.inqud.spring.test.simulator;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Client that signs on its own.
 */
final class TestClient {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final InqudSimulator simulator;

	TestClient(InqudSimulator simulator) {
		this.simulator = simulator;
	}

	JsonNode post(String path, String body) throws Exception {
		HttpResponse<String> response = send(signed(path, body));
		assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
		return Json.MAPPER.readTree(response.body());
	}

	JsonNode get(String path) throws Exception {
		return post(path, "");
	}

	/**
	 * Status, code and message of a refusal.
	 */
	String refusal(String path, String body) throws Exception {
		HttpResponse<String> response = send(signed(path, body));
		assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
		JsonNode error = Json.MAPPER.readTree(response.body());
		return response.statusCode() + " " + error.path("code").asString() + " " + error.path("message").asString();
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	HttpRequest.Builder signed(String path, String body) {
		return signed(path, body, InqudSimulator.DEFAULT_TOKEN_ID, InqudSimulator.DEFAULT_SECRET);
	}

	HttpRequest.Builder signed(String path, String body, String tokenId, String secret) {
		String salt = UUID.randomUUID().toString();
		return request(path, body).header("X-Token-API-Id", tokenId)
			.header("X-Salt", salt)
			.header("X-HMAC-SHA256-Signature", sign(body, salt, secret));
	}

	HttpRequest.Builder request(String path, String body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.simulator.baseUrl().resolve(path))
			.timeout(Duration.ofSeconds(20));
		return body.isEmpty() ? request : request.POST(HttpRequest.BodyPublishers.ofString(body));
	}

	static String sign(String body, String salt, String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return HexFormat.of().formatHex(mac.doFinal((body + salt).getBytes(StandardCharsets.UTF_8)));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
