package com.inqud.spring.client;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that only what is exactly a value of the expected type is read as one.
 */
class StrictReadingTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String DEEP = "[".repeat(2_000) + "]".repeat(2_000);

	private byte[] body = {};

	private final RawHttpServer server = new RawHttpServer((request, socket) -> {
		String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + this.body.length
				+ "\r\n\r\n";
		socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
		socket.getOutputStream().write(this.body);
	});

	private final WebClient client = TestClient.create(this.server.url());

	@AfterEach
	void closeServer() throws IOException {
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"code\":\"X\",\"message\":\"y\"}", "{}", "{\"id\":\"1\"}", "[null]",
			"[{\"id\":\"1\"},null]", "[[]]", "[[{\"id\":\"1\"}]]", "[1]", "[\"a\"]", "[{}] [{}]", "[{}]{}", "[{}],",
			"[{}", "[{\"id\":\"1\",\"id\":\"2\"}]", "[{\"amount\":1e1000}]", "[{\"amount\":-1E-1000}]",
			"[{\"amount\":\"1e1000\"}]", "[{\"amount\":\"1e-99999999999\"}]", "[{\"amount\":NaN}]",
			"[{\"amount\":\"NaN\"}]", "[{\"amount\":Infinity}]", "[{\"amount\":[1]}]", "[{\"amount\":true}]",
			"[{'id':'1'}]", "[{id:1}]", "[{}] // comment", "true", "null", "1" })
	void whatIsNoListOfObjectsIsUnreadable(String json) {
		this.body = json.getBytes(StandardCharsets.UTF_8);
		assertUnreadable(Item.class, true);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "[{\"id\":\"1\"}]", "\"text\"", "1", "null", "{}{}", "{} null", "{\"id\":\"1\"",
			"{\"id\":\"1\",\"id\":\"2\"}", "{\"more\":1,\"more\":2}", "{\"amount\":1e1000}", "{\"more\":1e1000000000}",
			"{\"amount\":\"1e1000\"}", "{\"amount\":NaN}", "{\"id\":{}}", "{\"id\":[\"1\"]}" })
	void whatIsNoObjectIsUnreadable(String json) {
		this.body = json.getBytes(StandardCharsets.UTF_8);
		assertUnreadable(Item.class, false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{} {}", "{\"more\":1e1000000000}", "{\"more\":1,\"more\":2}", "" })
	void strictnessHoldsForATree(String json) {
		this.body = json.getBytes(StandardCharsets.UTF_8);
		assertUnreadable(JsonNode.class, false);
	}

	@Test
	void deepNestingIsUnreadable() {
		this.body = ("{\"more\":" + DEEP + "}").getBytes(StandardCharsets.UTF_8);
		assertUnreadable(Item.class, false);
		assertUnreadable(JsonNode.class, false);
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32" })
	void otherEncodingsAreUnreadable(String charset) {
		this.body = "[{\"id\":\"1\",\"amount\":1}]".getBytes(Charset.forName(charset));
		assertUnreadable(Item.class, true);
		this.body = "{\"more\":1e1000000000}".getBytes(Charset.forName(charset));
		assertUnreadable(JsonNode.class, false);
	}

	@Test
	void bytesThatAreNoUtf8AreUnreadable() {
		this.body = "[{\"id\":\"ü\"}]".getBytes(StandardCharsets.ISO_8859_1);
		assertUnreadable(Item.class, true);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			' [ {"id":"1","amount":"1.10","more":[null,{"deep":[]}]} ] ' | 1.10
			[{"id":"1","amount":1E+999}]                                 | 1E+999
			'\uFEFF[{"id":"1","amount":1}]'                              | 1
			[{"id":"e9999","amount":12}]                                 | 12
			""")
	void whatIsOneValueIsRead(String json, BigDecimal amount) {
		this.body = json.getBytes(StandardCharsets.UTF_8);
		StepVerifier.create(this.client.get().uri("/").retrieve().bodyToFlux(Item.class))
			.assertNext((item) -> assertThat(item.amount()).isEqualTo(amount))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private void assertUnreadable(Class<?> type, boolean list) {
		Publisher<?> read = list ? this.client.get().uri("/").retrieve().bodyToFlux(type)
				: this.client.get().uri("/").retrieve().bodyToMono(type);
		StepVerifier.create(read)
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InqudUnreadableResponseException.class)
				.message()
				.startsWith("GET /: unreadable response: 200, ")
				.hasSizeLessThan(400))
			.verify(TIMEOUT);
		WebClient.ResponseSpec write = this.client.post().uri("/").bodyValue("{}").retrieve();
		ParameterizedTypeReference<?> listType = new ParameterizedTypeReference<List<Item>>() {
		};
		StepVerifier.create(list ? write.bodyToMono(listType) : write.bodyToMono(type))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(InqudOutcomeUnknownException.class)
				.hasCauseInstanceOf(InqudUnreadableResponseException.class))
			.verify(TIMEOUT);
	}

	record Item(String id, BigDecimal amount) {

	}

}
