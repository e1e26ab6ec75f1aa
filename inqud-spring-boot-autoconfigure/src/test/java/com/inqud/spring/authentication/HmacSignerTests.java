package com.inqud.spring.authentication;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.inqud.spring.test.InqudToken;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HmacSigner} on signatures that were computed elsewhere.
 */
class HmacSignerTests {

	@ParameterizedTest
	@MethodSource("namedVectors")
	void signsLikeTheVector(JsonNode vector) {
		String signature = new HmacSigner(vector.get("secret").asString()).sign(body(vector),
				vector.get("salt").asString());
		assertThat(signature).isEqualTo(vector.get("signature").asString());
	}

	@Test
	void signsRightInManyThreadsAtOnceAndNeverWithTheSameSalt() {
		HmacSigner signer = new HmacSigner(InqudToken.SECRET);
		List<byte[]> bodies = IntStream.range(0, 20_000)
			.mapToObj((i) -> ("{\"number\":" + i + "}").getBytes())
			.toList();
		List<HmacSigner.Signature> signatures = Flux.fromIterable(bodies)
			.flatMapSequential(
					(body) -> Mono.fromSupplier(() -> signer.sign(body)).subscribeOn(Schedulers.boundedElastic()))
			.collectList()
			.block(Duration.ofMinutes(1));
		for (int i = 0; i < bodies.size(); i++) {
			HmacSigner.Signature signature = signatures.get(i);
			assertThat(signature.value())
				.isEqualTo(new HmacSigner(InqudToken.SECRET).sign(bodies.get(i), signature.salt()));
		}
		assertThat(signatures).extracting(HmacSigner.Signature::salt)
			.allMatch((salt) -> salt.matches("[0-9a-f]{64}"))
			.doesNotHaveDuplicates();
	}

	@Test
	void vectorsAreThere() throws IOException {
		assertThat(vectors()).hasSizeGreaterThanOrEqualTo(12);
	}

	static Stream<Named<JsonNode>> namedVectors() throws IOException {
		return vectors().map((vector) -> Named.of(vector.get("name").asString(), vector));
	}

	private static Stream<JsonNode> vectors() throws IOException {
		try (InputStream in = HmacSignerTests.class.getResourceAsStream("/signatures.json")) {
			return JsonMapper.shared().readTree(in).get("requests").valueStream();
		}
	}

	private static byte[] body(JsonNode vector) {
		JsonNode repeat = vector.get("bodyRepeat");
		if (repeat != null) {
			byte[] body = new byte[repeat.get("count").asInt()];
			Arrays.fill(body, (byte) repeat.get("byte").asInt());
			return body;
		}
		return Base64.getDecoder().decode(vector.get("bodyBase64").asString());
	}

}
