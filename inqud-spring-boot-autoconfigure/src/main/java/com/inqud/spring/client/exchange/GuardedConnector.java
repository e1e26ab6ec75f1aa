package com.inqud.spring.client.exchange;

import java.net.URI;
import java.util.Arrays;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.util.MultiValueMap;
import org.springframework.util.unit.DataSize;

/**
 * Connector decorator that sends a request only while its {@link Call} allows it, and
 * buffers the whole response.
 */
final class GuardedConnector implements ClientHttpConnector {

	private final ClientHttpConnector delegate;

	private final DataSize maxResponseSize;

	GuardedConnector(ClientHttpConnector delegate, DataSize maxResponseSize) {
		this.delegate = delegate;
		this.maxResponseSize = maxResponseSize;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
		return Mono.deferContextual((context) -> {
			Call call = context.get(Call.KEY);
			return this.delegate
				.connect(method, uri, (request) -> requestCallback.apply(new GuardedRequest(request, call)))
				.flatMap((response) -> receive(response, call));
		});
	}

	private Mono<ClientHttpResponse> receive(ClientHttpResponse response, Call call) {
		HttpStatusCode status = response.getStatusCode();
		if (call.abandon()) {
			return response.getBody()
				.doOnNext(DataBufferUtils::release)
				.then(Mono.error(() -> new IllegalStateException("status " + status.value()
						+ " arrived before the request was sent, so it is not the response to it")));
		}
		Body body = status.is2xxSuccessful() ? new Body(Math.toIntExact(this.maxResponseSize.toBytes()), false)
				: new Body(ErrorResponse.MAX_BODY_LENGTH, true);
		return response.getBody()
			.all(body::add)
			.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
			.onErrorMap((ex) -> call.cutOff(status.value(), ex))
			.map((complete) -> {
				if (!complete) {
					throw call.unreadable(status.value(),
							"it is too large: 'inqud.max-response-size' is " + this.maxResponseSize, null);
				}
				byte[] bytes = body.toByteArray();
				CallLog.response(call, status.value(), response.getHeaders(), bytes);
				return new WholeResponse(response, bytes, call);
			});
	}

	/**
	 * Request decorator that marks the call as sent when the transport requests the body,
	 * which is the signed array.
	 */
	private static final class GuardedRequest extends ClientHttpRequestDecorator {

		private static final byte[] NO_BODY = {};

		private final Call call;

		private GuardedRequest(ClientHttpRequest delegate, Call call) {
			super(delegate);
			this.call = call;
		}

		@Override
		public DataBufferFactory bufferFactory() {
			return DefaultDataBufferFactory.sharedInstance;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return super.writeWith(Mono.from(body).map((buffer) -> {
				byte[] bytes = ((DefaultDataBuffer) buffer).getNativeBuffer().array();
				this.call.send(bytes);
				CallLog.request(this.call, getHeaders(), bytes);
				return super.bufferFactory().wrap(bytes);
			}));
		}

		/**
		 * Completes a request without a body. The call counts as sent when the transport
		 * requests the empty body, or from here on if it does not.
		 */
		@Override
		public Mono<Void> setComplete() {
			if (this.call.isRead() || !requestsEmptyBody()) {
				return Mono.defer(() -> {
					sendNothing();
					return super.setComplete();
				});
			}
			return super.writeWith(Mono.fromSupplier(() -> {
				sendNothing();
				return null;
			}));
		}

		private void sendNothing() {
			this.call.send(NO_BODY);
			CallLog.request(this.call, getHeaders(), NO_BODY);
		}

		/**
		 * Whether the transport requests an empty body before the response can arrive.
		 * The JDK client refuses an empty body, and Jetty requests it after sending the
		 * headers, which are the whole request.
		 */
		private boolean requestsEmptyBody() {
			Class<?> type = getDelegate().getClass();
			return type.getPackage() != JdkClientHttpConnector.class.getPackage()
					|| !type.getSimpleName().startsWith("Jdk") && !type.getSimpleName().startsWith("Jetty");
		}

	}

	/**
	 * Body of a response, possibly truncated.
	 */
	private static final class Body {

		private final int maxLength;

		private final boolean skipRest;

		private byte[] bytes = {};

		private int length;

		private Body(int maxLength, boolean skipRest) {
			this.maxLength = maxLength;
			this.skipRest = skipRest;
		}

		/**
		 * Adds a buffer and releases it.
		 * @return whether to continue reading
		 */
		private boolean add(DataBuffer buffer) {
			try {
				int count = Math.min(buffer.readableByteCount(), this.maxLength - this.length);
				int newLength = this.length + count;
				if (newLength > this.bytes.length) {
					int capacity = (this.length > this.maxLength / 2) ? this.maxLength : 2 * this.length;
					this.bytes = Arrays.copyOf(this.bytes, Math.max(newLength, capacity));
				}
				buffer.read(this.bytes, this.length, count);
				this.length = newLength;
				return this.skipRest || buffer.readableByteCount() == 0;
			}
			finally {
				DataBufferUtils.release(buffer);
			}
		}

		private byte[] toByteArray() {
			return (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
		}

	}

	/**
	 * Completely buffered response.
	 */
	record WholeResponse(ClientHttpResponse delegate, byte[] bytes, Call call) implements ClientHttpResponse {

		@Override
		public String getId() {
			return this.delegate.getId();
		}

		@Override
		public HttpStatusCode getStatusCode() {
			return this.delegate.getStatusCode();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.delegate.getHeaders();
		}

		@Override
		public MultiValueMap<String, ResponseCookie> getCookies() {
			return this.delegate.getCookies();
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return (this.bytes.length > 0)
					? Flux.defer(() -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(this.bytes)))
					: Flux.empty();
		}

	}

}
