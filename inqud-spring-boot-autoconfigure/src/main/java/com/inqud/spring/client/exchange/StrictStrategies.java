package com.inqud.spring.client.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.inqud.spring.InqudUnreadableResponseException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.ByteBufferDecoder;
import org.springframework.core.codec.DataBufferDecoder;
import org.springframework.core.codec.Decoder;
import org.springframework.core.codec.ResourceDecoder;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.codec.DecoderHttpMessageReader;
import org.springframework.http.codec.EncoderHttpMessageWriter;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.util.MimeType;
import org.springframework.web.reactive.function.client.ExchangeStrategies;

/**
 * Strategies that write JSON with {@link InqudJson}, and read a buffered response as text
 * or as strict JSON.
 */
final class StrictStrategies implements ExchangeStrategies {

	private static final List<HttpMessageWriter<?>> WRITERS = writers();

	private final List<HttpMessageReader<?>> readers;

	/**
	 * Creates strategies.
	 * @param call the call of a response that a filter may have copied, {@code null} to
	 * use the call of the response itself
	 */
	StrictStrategies(@Nullable Call call) {
		this.readers = List.of(new Reader(call), reader(new ByteArrayDecoder()), reader(new ByteBufferDecoder()),
				reader(new DataBufferDecoder()), reader(new ResourceDecoder()));
	}

	private static List<HttpMessageWriter<?>> writers() {
		return ExchangeStrategies.builder().codecs((codecs) -> {
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(InqudJson.MAPPER));
			codecs.customCodecs().register(new EncoderHttpMessageWriter<>(new ApplicationTypeEncoder()));
			codecs.defaultCodecs().enableLoggingRequestDetails(false);
		}).build().messageWriters();
	}

	private static HttpMessageReader<?> reader(Decoder<?> decoder) {
		return new DecoderHttpMessageReader<>(decoder);
	}

	/**
	 * Whether a response can be read as a type.
	 */
	static boolean canRead(ResolvableType type) {
		return type.toClass() == void.class || type.toClass() == Void.class || type.toClass() == HttpHeaders.class
				|| Reader.isOther(type) || Reader.isText(type) || InqudJson.canRead(type.getType());
	}

	@Override
	public List<HttpMessageReader<?>> messageReaders() {
		return this.readers;
	}

	@Override
	public List<HttpMessageWriter<?>> messageWriters() {
		return WRITERS;
	}

	/**
	 * Encoder of the application's own types.
	 */
	private static final class ApplicationTypeEncoder extends JacksonJsonEncoder {

		private ApplicationTypeEncoder() {
			super(InqudJson.applicationMapper());
		}

		@Override
		public boolean canEncode(ResolvableType elementType, @Nullable MimeType mimeType) {
			return !InqudJson.isOwn(elementType.getType()) && super.canEncode(elementType, mimeType);
		}

	}

	/**
	 * Reader of texts and JSON.
	 */
	private static final class Reader implements HttpMessageReader<Object> {

		private final @Nullable Call call;

		private Reader(@Nullable Call call) {
			this.call = call;
		}

		@Override
		public List<MediaType> getReadableMediaTypes() {
			return List.of(MediaType.ALL);
		}

		@Override
		public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
			return type.toClass() != Void.class && !isOther(type);
		}

		@Override
		public Flux<Object> read(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
			if (isText(type)) {
				return readMono(type, message, hints).flux();
			}
			return readMono(ResolvableType.forClassWithGenerics(List.class, type), message, hints)
				.flatMapIterable((list) -> (List<?>) list);
		}

		@Override
		public Mono<Object> readMono(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
			if (message instanceof GuardedConnector.WholeResponse response) {
				return Mono.defer(() -> Mono.justOrEmpty(read(type, response, response.bytes(), response.call())));
			}
			return DataBufferUtils.join(message.getBody())
				.defaultIfEmpty(DefaultDataBufferFactory.sharedInstance.wrap(new byte[0]))
				.flatMap((buffer) -> Mono.justOrEmpty(read(type, message, bytes(buffer), this.call)));
		}

		private static byte[] bytes(DataBuffer buffer) {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			DataBufferUtils.release(buffer);
			return bytes;
		}

		private static @Nullable Object read(ResolvableType type, ReactiveHttpInputMessage message, byte[] bytes,
				@Nullable Call call) {
			int status = (message instanceof ClientHttpResponse response) ? response.getStatusCode().value() : 0;
			try {
				MediaType contentType = message.getHeaders().getContentType();
				if (isText(type)) {
					Charset charset = (contentType != null) ? contentType.getCharset() : null;
					return (bytes.length > 0) ? new String(bytes, (charset != null) ? charset : StandardCharsets.UTF_8)
							: null;
				}
				if (status == HttpStatus.NO_CONTENT.value() && isList(type)) {
					return List.of();
				}
				if (bytes.length > 0 && !isJson(contentType)) {
					throw new IllegalArgumentException(
							(contentType != null) ? "Content-Type is " + contentType : "there is no Content-Type");
				}
				return InqudJson.read(bytes, type.getType());
			}
			catch (Throwable ex) {
				String reason = reason(ex);
				if (call == null) {
					throw new InqudUnreadableResponseException("unreadable response: " + Redaction.line(reason), null);
				}
				throw call.unreadable(status, call.printable(reason), null);
			}
		}

		private static boolean isOther(ResolvableType type) {
			Class<?> readAs = type.toClass();
			return readAs == byte[].class || ByteBuffer.class.isAssignableFrom(readAs)
					|| DataBuffer.class.isAssignableFrom(readAs) || Resource.class.isAssignableFrom(readAs);
		}

		private static boolean isText(ResolvableType type) {
			return CharSequence.class.isAssignableFrom(type.toClass());
		}

		private static boolean isList(ResolvableType type) {
			return Collection.class.isAssignableFrom(type.toClass());
		}

		private static boolean isJson(@Nullable MediaType contentType) {
			return contentType != null && (contentType.getSubtype().equalsIgnoreCase("json")
					|| "json".equalsIgnoreCase(contentType.getSubtypeSuffix()));
		}

		private static String reason(Throwable failure) {
			Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
			String message = (cause instanceof JacksonException ex)
					? ex.getOriginalMessage() + (ex.getPath().isEmpty() ? "" : " at " + ex.getPathReference())
					: cause.getMessage();
			return (message != null && !message.isBlank()) ? message : cause.getClass().getSimpleName();
		}

	}

}
