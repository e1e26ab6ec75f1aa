package com.inqud.spring.authentication;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

import com.inqud.spring.InqudRequestRefusedException;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.util.unit.DataSize;

/**
 * Request decorator that buffers the body and signs the request before the first byte is
 * sent. The body is buffered in an array, which needs no release.
 */
final class SigningRequest extends ClientHttpRequestDecorator {

	private static final Set<HttpMethod> METHODS_WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

	private static final byte[] NO_BODY = {};

	private final DataSize maxSize;

	private final RequestAuthentication authentication;

	private final Disposable.Swap body;

	/**
	 * Creates a request.
	 * @param delegate the request to send
	 * @param maxSize the maximum size of the body
	 * @param authentication the authentication that sets the headers
	 * @param body the subscription to the body, disposed of when the exchange ends,
	 * because some connectors do not cancel it, and some write the request after the end
	 */
	SigningRequest(ClientHttpRequest delegate, DataSize maxSize, RequestAuthentication authentication,
			Disposable.Swap body) {
		super(delegate);
		this.body = body;
		this.maxSize = maxSize;
		this.authentication = authentication;
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return DefaultDataBufferFactory.sharedInstance;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		if (body instanceof Mono<? extends DataBuffer> single) {
			return single.doOnSubscribe(this::collectFrom).map(this::bytes).defaultIfEmpty(NO_BODY).flatMap(this::send);
		}
		return Flux.from(body)
			.doOnSubscribe(this::collectFrom)
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
			.collect(ByteArrayOutputStream::new, (bytes, buffer) -> bytes.writeBytes(bytes(buffer, bytes.size())))
			.flatMap((bytes) -> send(bytes.toByteArray()));
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap(Function.identity()));
	}

	@Override
	public Mono<Void> setComplete() {
		return send(NO_BODY);
	}

	private void collectFrom(Subscription source) {
		this.body.update(source::cancel);
		open(source);
	}

	/**
	 * Returns a value unless the exchange has ended.
	 */
	private <T> T open(T value) {
		if (this.body.isDisposed()) {
			throw new CancellationException("The exchange has ended");
		}
		return value;
	}

	private byte[] bytes(DataBuffer buffer) {
		return bytes(buffer, 0);
	}

	/**
	 * Copies a buffer and releases it.
	 */
	private byte[] bytes(DataBuffer buffer, int before) {
		try {
			int count = buffer.readableByteCount();
			if (count > this.maxSize.toBytes() - before) {
				throw new InqudRequestRefusedException("the request body is larger than " + this.maxSize, null);
			}
			byte[] bytes = new byte[count];
			buffer.read(bytes);
			return bytes;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private Mono<Void> send(byte[] body) {
		HttpHeaders headers = getHeaders();
		this.authentication.apply(headers, body);
		headers.remove(HttpHeaders.TRANSFER_ENCODING);
		if (body.length > 0 || METHODS_WITH_BODY.contains(getMethod())) {
			headers.setContentLength(body.length);
		}
		else {
			headers.remove(HttpHeaders.CONTENT_LENGTH);
		}
		return (body.length == 0) ? Mono.defer(() -> open(super.setComplete()))
				: super.writeWith(Mono.fromSupplier(() -> open(super.bufferFactory().wrap(body))));
	}

}
