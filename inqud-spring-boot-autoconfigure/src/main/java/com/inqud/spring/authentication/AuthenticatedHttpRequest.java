package com.inqud.spring.authentication;

import com.inqud.spring.InqudRequestRefusedException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
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

	private final Disposable.Composite exchange;

	private final Consumer<List<DataBuffer>> beforeSending;

	/**
	 * Creates a request.
	 * @param delegate the request to send
	 * @param maxSize the size of the largest body
	 * @param authentication what sets the headers for a body
	 * @param exchange what is disposed of when the exchange ends: not every connector
	 * cancels what writes the request then, and some write it later
	 * @param beforeSending what is told the body right before it is sent, and may throw
	 */
	AuthenticatedHttpRequest(ClientHttpRequest delegate, DataSize maxSize, RequestAuthentication authentication,
			Disposable.Composite exchange, Consumer<List<DataBuffer>> beforeSending) {
		super(delegate);
		this.maxSize = maxSize;
		this.authentication = authentication;
		this.exchange = exchange;
		this.beforeSending = beforeSending;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> buffers) {
		return Mono.defer(() -> {
			RequestBody body = new RequestBody(this.maxSize.toBytes());
			if (!this.exchange.add(body)) {
				return Mono.error(RequestBody.tooLate());
			}
			return Flux.from(buffers)
				.doOnSubscribe(body::collectFrom)
				.all(body::add)
				.flatMap((complete) -> complete ? write(body) : Mono
					.error(new InqudRequestRefusedException("the request body is larger than " + this.maxSize, null)));
		}).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return writeWith(Flux.from(body).concatMap(Function.identity()));
	}

	@Override
	public Mono<Void> setComplete() {
		return writeWith(Mono.empty());
	}

	/**
	 * Lets the connector take the body, in one buffer, when it asks for it. A
	 * subscription is no sign that it will send any: Jetty subscribes to a body that it
	 * gives up, too.
	 */
	private Mono<Void> write(RequestBody body) {
		body.read((buffers) -> this.authentication.apply(getHeaders(), buffers));
		setContentLength(body.length());
		if (body.length() == 0) {
			body.take(this.beforeSending).forEach(DataBufferUtils::release);
			return super.setComplete();
		}
		return super.writeWith(Mono.fromCallable(() -> join(body.take(this.beforeSending))));
	}

	/**
	 * Joins buffers of whatever kind, which not every factory does.
	 */
	private static DataBuffer join(List<DataBuffer> buffers) {
		return (buffers.size() == 1) ? buffers.get(0) : DefaultDataBufferFactory.sharedInstance.join(buffers);
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
