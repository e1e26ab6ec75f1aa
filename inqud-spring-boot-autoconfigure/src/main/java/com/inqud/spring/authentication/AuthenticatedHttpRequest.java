package com.inqud.spring.authentication;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.LimitedDataBufferList;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.util.unit.DataSize;

/**
 * Request that is authenticated once its whole body is known and before its first byte is
 * sent.
 */
final class AuthenticatedHttpRequest extends ClientHttpRequestDecorator {

	private static final Set<HttpMethod> METHODS_WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

	private final DataSize maxSize;

	private final RequestAuthentication authentication;

	private final Abortion abortion;

	/**
	 * Creates a request.
	 * @param delegate the request to send
	 * @param maxSize the size of the largest body
	 * @param authentication what sets the headers for a body
	 * @param abortion the end of the exchange without an answer: not every connector
	 * cancels what writes the request then, and some write it later
	 */
	AuthenticatedHttpRequest(ClientHttpRequest delegate, DataSize maxSize, RequestAuthentication authentication,
			Abortion abortion) {
		super(delegate);
		this.maxSize = maxSize;
		this.authentication = authentication;
		this.abortion = abortion;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		Mono<Void> write = Flux.<DataBuffer>from(body)
			.collect(() -> new LimitedDataBufferList(Math.toIntExact(this.maxSize.toBytes())),
					LimitedDataBufferList::add)
			.onErrorMap(DataBufferLimitException.class,
					(ex) -> new InqudRequestRefusedException("the request body is larger than " + this.maxSize, null))
			.flatMap(this::write)
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release);
		return Mono.firstWithSignal(write, this.abortion.asMono());
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap(Function.identity()));
	}

	@Override
	public Mono<Void> setComplete() {
		return Mono.defer(() -> write(List.of()));
	}

	private Mono<Void> write(List<DataBuffer> body) {
		AtomicBoolean handedOver = new AtomicBoolean();
		Runnable release = () -> {
			if (handedOver.compareAndSet(false, true)) {
				body.forEach(DataBufferUtils::release);
			}
		};
		return Mono.defer(() -> {
			long length = 0;
			for (DataBuffer buffer : body) {
				length += buffer.readableByteCount();
			}
			this.authentication.apply(getHeaders(), body);
			setContentLength(length);
			if (length == 0) {
				release.run();
				return super.setComplete();
			}
			Flux<DataBuffer> content = Flux.defer(() -> {
				if (this.abortion.hasHappened()) {
					release.run();
				}
				return handedOver.compareAndSet(false, true) ? Flux.fromIterable(body)
						: Flux.error(new CancellationException("The request was given up"));
			});
			return super.writeWith((body.size() > 1) ? content : content.next());
		}).doOnError((ex) -> release.run()).doOnCancel(release);
	}

	private void setContentLength(long length) {
		HttpHeaders headers = getHeaders();
		headers.remove(HttpHeaders.TRANSFER_ENCODING);
		if (length > 0 || METHODS_WITH_BODY.contains(getMethod())) {
			headers.setContentLength(length);
		}
		else {
			headers.remove(HttpHeaders.CONTENT_LENGTH);
		}
	}

}
