package com.inqud.spring.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.net.ssl.SSLHandshakeException;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.util.ByteBufferBackedInputStream;

import org.springframework.core.codec.Hints;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * One attempt to send a request. It knows whether Inqud may have received the request,
 * and so what a failure means.
 */
final class Attempt {

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private static final Pattern ORIGIN = Pattern.compile("^[^/?#]+://[^/?#]*");

	private static final Pattern QUERY = Pattern.compile("[?#].*$", Pattern.DOTALL);

	private final HttpMethod method;

	private final String path;

	private volatile boolean sent;

	private volatile @Nullable InqudException failure;

	private volatile @Nullable String clientOrderId;

	Attempt(ClientRequest request) {
		this.method = request.method();
		String uriTemplate = uriTemplate(request);
		this.path = toPath((uriTemplate != null) ? uriTemplate : request.url().toString());
	}

	/**
	 * Returns the template of the URI without its query, if there is one.
	 */
	static @Nullable String uriTemplate(ClientRequest request) {
		String template = (String) request.attribute(URI_TEMPLATE).orElse(null);
		return (template != null) ? withoutQuery(template) : null;
	}

	static String withoutQuery(String uri) {
		return QUERY.matcher(uri).replaceFirst("");
	}

	private static String toPath(String url) {
		String path = withoutQuery(ORIGIN.matcher(url).replaceFirst(""));
		return path.isEmpty() ? "/" : ServerText.toPrintablePath(path);
	}

	/**
	 * Whether a request only reads, so that it may be sent again.
	 */
	static boolean isRead(ClientRequest request) {
		return isRead(request.method());
	}

	private static boolean isRead(HttpMethod method) {
		return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
	}

	/**
	 * What a request that must not be sent twice has ended in, or {@code null} as long as
	 * it may still be sent.
	 */
	@Nullable InqudException spentFailure() {
		InqudException failure = this.failure;
		if (isRead(this.method) || !this.sent) {
			return null;
		}
		return (failure != null) ? failure
				: withoutResponse(new IllegalStateException("a filter of the application tried to send it again"));
	}

	void remember(Throwable failure) {
		if (this.failure == null && failure instanceof InqudException ex) {
			this.failure = ex;
		}
	}

	/**
	 * Returns the request in a form that tells this attempt when it is sent, and whose
	 * body is not logged.
	 */
	ClientRequest observe(ClientRequest request) {
		return ClientRequest.from(request).body((message, context) -> {
			if (this.sent && !isRead(this.method)) {
				return Mono.error(new IllegalStateException("the request must not be sent again"));
			}
			return request.body().insert(new ObservedHttpRequest(message), new UnloggedContext(context));
		}).build();
	}

	/**
	 * Translates a failure before the head of an answer.
	 */
	InqudException withoutResponse(Throwable failure) {
		Throwable cause = unwrap(failure);
		if (!this.sent || isBeforeAnyRequest(cause)) {
			return new InqudNotSentException(this + ": not sent: " + reason(cause), cause);
		}
		String what = "no answer: " + reason(cause);
		return orUnknownOutcome(what, new InqudNoResponseException(this + ": " + what, cause));
	}

	/**
	 * Translates a failure after the head of an answer.
	 */
	InqudException withoutWholeResponse(Throwable failure) {
		if (failure instanceof DataBufferLimitException) {
			return unreadable("it is too large", failure);
		}
		return (failure instanceof IOException) ? unreadable("cut off: " + reason(failure), failure)
				: withoutResponse(failure);
	}

	/**
	 * Translates an answer that cannot be used.
	 */
	InqudException unreadable(String reason, @Nullable Throwable cause) {
		String what = "unreadable answer: " + reason;
		return orUnknownOutcome(what, new InqudUnreadableResponseException(this + ": " + what, cause));
	}

	/**
	 * Translates an answer that is not a success.
	 */
	InqudException unsuccessful(ErrorResponse response) {
		InqudApiException failure = response.toException(toString());
		return List.of(502, 503, 504).contains(response.status().value())
				? orUnknownOutcome("status " + response.status().value(), failure) : failure;
	}

	private InqudException orUnknownOutcome(String what, InqudException failure) {
		if (isRead(this.method)) {
			return failure;
		}
		String reference = ServerText.toPrintable(this.clientOrderId);
		return new InqudOutcomeUnknownException(
				this + ": outcome unknown" + ((reference != null) ? " of \"" + reference + "\"" : "") + ": " + what,
				this.method, this.path, this.clientOrderId, failure);
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof WebClientRequestException && cause != null) ? cause : failure;
	}

	private static boolean isBeforeAnyRequest(Throwable failure) {
		return failure instanceof UnknownHostException || failure instanceof ConnectException
				|| failure instanceof HttpConnectTimeoutException || failure instanceof SSLHandshakeException;
	}

	private static String reason(Throwable failure) {
		String message = ServerText.toPrintable(failure.getMessage());
		return (message != null) ? message : failure.getClass().getSimpleName();
	}

	/**
	 * Method and path, without the values of URI variables.
	 */
	@Override
	public String toString() {
		return this.method + " " + this.path;
	}

	/**
	 * Request that has reached the connector. As long as the connector has not subscribed
	 * to the body, nobody can have received the whole request.
	 */
	private final class ObservedHttpRequest extends ClientHttpRequestDecorator {

		private ObservedHttpRequest(ClientHttpRequest delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return super.writeWith(
					(body instanceof Mono) ? Mono.from(body).doOnNext(this::readReference).doFirst(this::sending)
							: Flux.from(body).doFirst(this::sending));
		}

		@Override
		public Mono<Void> setComplete() {
			sending();
			return super.setComplete();
		}

		private void sending() {
			Attempt.this.sent = true;
		}

		private void readReference(DataBuffer body) {
			if (!isRead(getMethod()) && MediaType.APPLICATION_JSON.isCompatibleWith(getHeaders().getContentType())) {
				Attempt.this.clientOrderId = readClientOrderId(body);
			}
		}

		private static @Nullable String readClientOrderId(DataBuffer body) {
			try (DataBuffer.ByteBufferIterator bytes = body.readableByteBuffers();
					JsonParser json = InqudJson.MAPPER.createParser(new ByteBufferBackedInputStream(bytes.next()))) {
				if (json.nextToken() != JsonToken.START_OBJECT) {
					return null;
				}
				for (String name = json.nextName(); name != null; name = json.nextName()) {
					JsonToken value = json.nextToken();
					if (name.equals("clientOrderId")) {
						return value.isScalarValue() ? json.getValueAsString() : null;
					}
					json.skipChildren();
				}
				return null;
			}
			catch (JacksonException ex) {
				return null;
			}
		}

	}

	/**
	 * Context in which codecs do not log the values that they write.
	 */
	private record UnloggedContext(BodyInserter.Context context) implements BodyInserter.Context {

		@Override
		public List<HttpMessageWriter<?>> messageWriters() {
			return this.context.messageWriters();
		}

		@Override
		public Optional<ServerHttpRequest> serverRequest() {
			return this.context.serverRequest();
		}

		@Override
		public Map<String, Object> hints() {
			return Hints.merge(this.context.hints(), Hints.SUPPRESS_LOGGING_HINT, true);
		}

	}

}
