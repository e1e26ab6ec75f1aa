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
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link HmacSigner} on signatures that were computed elsewhere.
 */
class HmacSignerTests {

	@ParameterizedTest
	@MethodSource("vectorsAndBuffers")
	void signsLikeTheVector(JsonNode vector, DataBufferFactory bufferFactory) {
		byte[] bytes = body(vector);
		int middle = bytes.length / 2;
		List<DataBuffer> body = List.of(buffer(bufferFactory, Arrays.copyOfRange(bytes, 0, middle)),
				buffer(bufferFactory, Arrays.copyOfRange(bytes, middle, bytes.length)));
		String signature = new HmacSigner(vector.get("secret").asString()).sign(body, vector.get("salt").asString());
		assertThat(signature).isEqualTo(vector.get("signature").asString());
		assertThat(body.stream().mapToInt(DataBuffer::readableByteCount).sum()).isEqualTo(bytes.length);
		body.forEach(DataBufferUtils::release);
	}

	@Test
	void signsRightInManyThreadsAtOnceAndNeverWithTheSameSalt() {
		HmacSigner signer = new HmacSigner(InqudToken.SECRET);
		List<DataBuffer> bodies = IntStream.range(0, 20_000)
			.mapToObj((i) -> buffer(DefaultDataBufferFactory.sharedInstance, ("{\"number\":" + i + "}").getBytes()))
			.toList();
		List<HmacSigner.Signature> signatures = Flux.fromIterable(bodies)
			.flatMapSequential((body) -> Mono.fromSupplier(() -> signer.sign(List.of(body)))
				.subscribeOn(Schedulers.boundedElastic()))
			.collectList()
			.block(Duration.ofMinutes(1));
		for (int i = 0; i < bodies.size(); i++) {
			HmacSigner.Signature signature = signatures.get(i);
			assertThat(signature.value())
				.isEqualTo(new HmacSigner(InqudToken.SECRET).sign(List.of(bodies.get(i)), signature.salt()));
		}
		assertThat(signatures).extracting(HmacSigner.Signature::salt)
			.allMatch((salt) -> salt.matches("[0-9a-f]{64}"))
			.doesNotHaveDuplicates();
	}

	@Test
	void signsRightAfterABodyThatCannotBeRead() {
		HmacSigner signer = new HmacSigner(InqudToken.SECRET);
		DataBuffer readable = buffer(DefaultDataBufferFactory.sharedInstance, new byte[100]);
		DataBuffer released = buffer(new NettyDataBufferFactory(new PooledByteBufAllocator(true)), new byte[100]);
		DataBufferUtils.release(released);
		assertThatExceptionOfType(IllegalReferenceCountException.class)
			.isThrownBy(() -> signer.sign(List.of(readable, released)));
		HmacSigner.Signature signature = signer.sign(List.of(readable));
		assertThat(signature.value())
			.isEqualTo(new HmacSigner(InqudToken.SECRET).sign(List.of(readable), signature.salt()));
	}

	@Test
	void vectorsAreThere() throws IOException {
		assertThat(vectors()).hasSizeGreaterThanOrEqualTo(12);
	}

	static Stream<Arguments> vectorsAndBuffers() throws IOException {
		DataBufferFactory heap = DefaultDataBufferFactory.sharedInstance;
		DataBufferFactory direct = new NettyDataBufferFactory(new PooledByteBufAllocator(true));
		return vectors().flatMap((vector) -> Stream.of(Named.of("heap", heap), Named.of("direct", direct))
			.map((factory) -> Arguments.of(Named.of(vector.get("name").asString(), vector), factory)));
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

	private static DataBuffer buffer(DataBufferFactory factory, byte[] bytes) {
		return factory.allocateBuffer(bytes.length + 1).write(bytes);
	}

}
