package com.inqud.spring.client.exchange;

import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.KotlinExchange;
import com.inqud.spring.test.UnreadableKotlinExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.service.annotation.GetExchange;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for the check of {@link InqudHttpServices} on what a method may return.
 */
class InqudHttpServicesTests {

	@ParameterizedTest
	@ValueSource(classes = { ReturnsInputStream.class, ReturnsStream.class, ReturnsIterator.class,
			ReturnsInterface.class, ReturnsLater.class, ReturnsMany.class, ReturnsEntity.class, ReturnsMap.class,
			UnreadableKotlinExchange.class })
	void refusesWhatNoResponseCanBeReadAs(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> InqudHttpServices.check(type))
			.withMessageStartingWith("the response to ")
			.withMessageContaining(type.getName() + ".things(")
			.withMessageContaining("cannot be read as ");
	}

	@ParameterizedTest
	@ValueSource(classes = { InqudOperations.class, KotlinExchange.class, Readable.class })
	void acceptsWhatAResponseCanBeReadAs(Class<?> type) {
		assertThatNoException().isThrownBy(() -> InqudHttpServices.check(type));
	}

	interface ReturnsInputStream {

		@GetExchange
		InputStream things();

	}

	interface ReturnsStream {

		@GetExchange
		Stream<String> things();

	}

	interface ReturnsIterator {

		@GetExchange
		Iterator<InputStream> things();

	}

	interface ReturnsInterface {

		@GetExchange
		List<Runnable> things();

	}

	interface ReturnsLater {

		@GetExchange
		Mono<InputStream> things();

	}

	interface ReturnsMany {

		@GetExchange
		Flux<InputStream> things();

	}

	interface ReturnsEntity {

		@GetExchange
		Mono<ResponseEntity<InputStream>> things();

	}

	interface ReturnsMap {

		@GetExchange
		Map<String, InputStream> things();

	}

	interface Readable {

		@GetExchange
		void nothing();

		@GetExchange
		String text();

		@GetExchange
		byte[] bytes();

		@GetExchange
		Resource resource();

		@GetExchange
		Flux<DataBuffer> buffers();

		@GetExchange
		HttpHeaders headers();

		@GetExchange
		ResponseEntity<Void> bodiless();

		@GetExchange
		Optional<Item> optional();

		@GetExchange
		CompletableFuture<Item> future();

		@GetExchange
		ResponseEntity<List<Item>> entity();

		@GetExchange
		Mono<ResponseEntity<Flux<Item>>> entityLater();

		@GetExchange
		Map<String, List<Item>> map();

		@GetExchange
		JsonNode tree();

		@GetExchange
		Picky picky();

	}

	record Item(String id, BigDecimal amount) {

	}

	record Picky(String id) {

		Picky {
			throw new IllegalArgumentException("no such id");
		}

	}

}
