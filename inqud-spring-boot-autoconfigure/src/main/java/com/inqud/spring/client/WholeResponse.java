package com.inqud.spring.client;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.Decoder;
import org.springframework.core.codec.Hints;
import org.springframework.core.codec.StringDecoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.UnsupportedMediaTypeException;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

/**
 * Successful answer that has arrived whole, so that a filter of the application can read
 * it as well. When its body cannot be read as what is asked for, that ends in an
 * {@link InqudException}.
 */
final class WholeResponse extends ClientResponseWrapper {

	private static final Set<Type> MAY_BE_EMPTY = Set.of(Void.class, String.class, byte[].class, DataBuffer.class);

	private static final Set<Class<?>> DECODERS_OF_BYTES = Set.of(JacksonJsonDecoder.class, StringDecoder.class,
			ByteArrayDecoder.class);

	private final byte[] body;

	private final Attempt attempt;

	private volatile @Nullable InqudException failure;

	WholeResponse(ClientResponse response, byte[] body, Attempt attempt) {
		super(response);
		this.body = body;
		this.attempt = attempt;
	}

	private boolean isBlank() {
		return this.body.length < 100
				&& List.of("", "null").contains(new String(this.body, StandardCharsets.UTF_8).strip());
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T body(BodyExtractor<T, ? super ClientHttpResponse> extractor) {
		T body = withContentType(() -> extractor.extract(new Message(), new UnloggedContext(strategies())));
		if (body instanceof Mono<?> mono) {
			return (T) mono.onErrorMap(this::unreadable);
		}
		return (body instanceof Flux<?> flux) ? (T) flux.onErrorMap(this::unreadable) : body;
	}

	@Override
	public <T> Mono<T> bodyToMono(Class<? extends T> elementClass) {
		return read(ResolvableType.forClass(elementClass), BodyExtractors.toMono(elementClass));
	}

	@Override
	public <T> Mono<T> bodyToMono(ParameterizedTypeReference<T> elementTypeRef) {
		return read(ResolvableType.forType(elementTypeRef), BodyExtractors.toMono(elementTypeRef));
	}

	/**
	 * Reads the body at once where the decoder would collect all of it anyway.
	 */
	@SuppressWarnings("unchecked")
	private <T> Mono<T> read(ResolvableType type, BodyExtractor<Mono<T>, ? super ClientHttpResponse> extractor) {
		MediaType contentType = withContentType(
				() -> headers().contentType().orElse(MediaType.APPLICATION_OCTET_STREAM));
		Decoder<?> decoder = findDecoder(type, contentType);
		return (decoder != null) ? Mono.fromCallable(() -> (T) decode(decoder, type, contentType))
				: present(body(extractor), type.getType());
	}

	private @Nullable Decoder<?> findDecoder(ResolvableType type, MediaType contentType) {
		if (type.getType() != Void.class) {
			for (HttpMessageReader<?> reader : strategies().messageReaders()) {
				if (reader.canRead(type, contentType)) {
					return (reader instanceof DecoderHttpMessageReader<?> decoding
							&& DECODERS_OF_BYTES.contains(decoding.getDecoder().getClass())) ? decoding.getDecoder()
									: null;
				}
			}
		}
		return null;
	}

	private @Nullable Object decode(Decoder<?> decoder, ResolvableType type, MediaType contentType) {
		Object value;
		try {
			value = (this.body.length > 0) ? decoder.decode(DefaultDataBufferFactory.sharedInstance.wrap(this.body),
					type, contentType, UnloggedContext.HINTS) : null;
		}
		catch (Throwable ex) {
			throw unreadable(ex);
		}
		if (value == null && !mayBeEmpty(type.getType())) {
			throw fail("it is empty");
		}
		return value;
	}

	@Override
	public <T> Flux<T> bodyToFlux(Class<? extends T> elementClass) {
		return present(body(BodyExtractors.<T>toFlux(elementClass)), elementClass);
	}

	@Override
	public <T> Flux<T> bodyToFlux(ParameterizedTypeReference<T> elementTypeRef) {
		return present(body(BodyExtractors.toFlux(elementTypeRef)), elementTypeRef.getType());
	}

	@Override
	public <T> Mono<ResponseEntity<T>> toEntity(Class<T> bodyType) {
		return entity(bodyToMono(bodyType));
	}

	@Override
	public <T> Mono<ResponseEntity<T>> toEntity(ParameterizedTypeReference<T> bodyTypeReference) {
		return entity(bodyToMono(bodyTypeReference));
	}

	@Override
	public <T> Mono<ResponseEntity<List<T>>> toEntityList(Class<T> elementClass) {
		return entity(this.<T>bodyToFlux(elementClass).collectList());
	}

	@Override
	public <T> Mono<ResponseEntity<List<T>>> toEntityList(ParameterizedTypeReference<T> elementTypeRef) {
		return entity(bodyToFlux(elementTypeRef).collectList());
	}

	@Override
	public Mono<Void> releaseBody() {
		return Mono.empty();
	}

	@Override
	public Mono<ResponseEntity<Void>> toBodilessEntity() {
		return entity(Mono.empty());
	}

	/**
	 * Ends in the failure to read the body, if there was one: {@code WebClient} asks for
	 * an exception to wrap the failure in.
	 */
	@Override
	public Mono<WebClientResponseException> createException() {
		InqudException failure = this.failure;
		return (failure != null) ? Mono.error(failure)
				: response().mutate().body((received) -> new Message().getBody()).build().createException();
	}

	@Override
	public <T> Mono<T> createError() {
		return createException().flatMap(Mono::error);
	}

	private <T> Mono<T> present(Mono<T> body, Type type) {
		return mayBeEmpty(type) ? body : body.switchIfEmpty(Mono.error(() -> fail("it is empty")));
	}

	private <T> Flux<T> present(Flux<T> body, Type type) {
		return (mayBeEmpty(type) || !isBlank()) ? body : Flux.error(() -> fail("it is empty"));
	}

	private boolean mayBeEmpty(Type type) {
		return MAY_BE_EMPTY.contains(type) || statusCode().isSameCodeAs(HttpStatus.NO_CONTENT);
	}

	private <T> Mono<ResponseEntity<T>> entity(Mono<T> body) {
		ResponseEntity.BodyBuilder entity = ResponseEntity.status(statusCode()).headers(headers().asHttpHeaders());
		return body.map(entity::body).switchIfEmpty(Mono.fromSupplier(entity::build));
	}

	private <T> T withContentType(Supplier<T> reader) {
		try {
			return reader.get();
		}
		catch (InvalidMediaTypeException ex) {
			throw unreadable(ex);
		}
	}

	private InqudException unreadable(Throwable failure) {
		return fail(describe(failure));
	}

	private InqudException fail(String reason) {
		InqudException failure = this.attempt.unreadable(statusCode().value() + ", " + reason, null);
		this.failure = failure;
		return failure;
	}

	private static String describe(Throwable failure) {
		if (failure instanceof UnsupportedMediaTypeException ex) {
			return "Content-Type is " + ServerText.toPrintable(String.valueOf(ex.getContentType()));
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String message = (cause instanceof JacksonException ex)
				? ex.getOriginalMessage() + " at " + ex.getPathReference() : cause.getMessage();
		String printable = ServerText.toPrintable(message);
		return (printable != null) ? printable : cause.getClass().getSimpleName();
	}

	/**
	 * The answer as codecs read it.
	 */
	private final class Message implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return statusCode();
		}

		@Override
		public HttpHeaders getHeaders() {
			return headers().asHttpHeaders();
		}

		@Override
		public MultiValueMap<String, ResponseCookie> getCookies() {
			return cookies();
		}

		@Override
		public Flux<DataBuffer> getBody() {
			byte[] body = WholeResponse.this.body;
			return (body.length > 0)
					? Mono.fromSupplier(() -> (DataBuffer) DefaultDataBufferFactory.sharedInstance.wrap(body)).flux()
					: Flux.empty();
		}

	}

	/**
	 * Context in which codecs do not log the values that they read.
	 */
	private record UnloggedContext(ExchangeStrategies strategies) implements BodyExtractor.Context {

		private static final Map<String, Object> HINTS = Hints.from(Hints.SUPPRESS_LOGGING_HINT, true);

		@Override
		public List<HttpMessageReader<?>> messageReaders() {
			return this.strategies.messageReaders();
		}

		@Override
		public Optional<ServerHttpResponse> serverResponse() {
			return Optional.empty();
		}

		@Override
		public Map<String, Object> hints() {
			return HINTS;
		}

	}

}
