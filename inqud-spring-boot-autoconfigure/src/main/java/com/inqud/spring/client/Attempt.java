package com.inqud.spring.client;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudUnreadableResponseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import javax.net.ssl.SSLHandshakeException;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
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

	private final ClientRequest request;

	private final AtomicBoolean sent = new AtomicBoolean();

	private volatile @Nullable InqudException failure;

	/**
	 * What the merchant's reference is read from if the outcome is unknown.
	 */
	private volatile byte @Nullable [] body;

	Attempt(ClientRequest request) {
		this.request = request;
	}

	private String path() {
		String uriTemplate = uriTemplate(this.request);
		String url = (uriTemplate != null) ? uriTemplate : this.request.url().toString();
		String path = withoutQuery(ORIGIN.matcher(url).replaceFirst(""));
		return path.isEmpty() ? "/" : ServerText.toPrintablePath(path);
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

	/**
	 * Whether a request only reads, so that it may be sent again.
	 */
	static boolean isRead(ClientRequest request) {
		return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
	}

	/**
	 * What a request that must not be sent twice has ended in, or {@code null} as long as
	 * it may still be sent.
	 */
	@Nullable InqudException spentFailure() {
		InqudException failure = this.failure;
		if (isRead(this.request) || !this.sent.get()) {
			return null;
		}
		return (failure != null) ? failure
				: withoutResponse(new IllegalStateException("a filter of the application tried to send it again"));
	}

	private InqudException remember(InqudException failure) {
		this.failure = failure;
		return failure;
	}

	/**
	 * Notes that the connector takes the request. As long as it has not, nobody can have
	 * received the whole request.
	 * @throws IllegalStateException if the request must not be sent again
	 */
	void beforeSending(List<DataBuffer> body) {
		boolean read = isRead(this.request);
		if (!this.sent.compareAndSet(false, true) && !read) {
			throw new IllegalStateException("the request must not be sent again");
		}
		if (!read && body.size() == 1) {
			byte[] bytes = new byte[body.get(0).readableByteCount()];
			body.get(0).toByteBuffer(ByteBuffer.wrap(bytes));
			this.body = bytes;
		}
	}

	/**
	 * Translates a failure before the head of an answer.
	 */
	InqudException withoutResponse(Throwable failure) {
		Throwable cause = unwrap(failure);
		if (!this.sent.get() || isBeforeAnyRequest(cause)) {
			return new InqudNotSentException(this + ": not sent: " + reason(cause), cause);
		}
		String what = "no answer: " + reason(cause);
		return orUnknownOutcome(what, new InqudNoResponseException(this + ": " + what, cause));
	}

	/**
	 * Translates a failure after the head of an answer.
	 */
	InqudException withoutWholeResponse(Throwable failure) {
		if (failure instanceof InqudException ex) {
			return ex;
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
				? orUnknownOutcome("status " + response.status().value(), failure) : remember(failure);
	}

	private InqudException orUnknownOutcome(String what, InqudException failure) {
		if (isRead(this.request)) {
			return remember(failure);
		}
		String clientOrderId = clientOrderId();
		String reference = ServerText.toPrintable(clientOrderId);
		return remember(new InqudOutcomeUnknownException(
				this + ": outcome unknown" + ((reference != null) ? " of \"" + reference + "\"" : "") + ": " + what,
				this.request.method(), path(), clientOrderId, failure));
	}

	private @Nullable String clientOrderId() {
		byte[] body = this.body;
		if (body == null) {
			return null;
		}
		try {
			JsonNode reference = InqudJson.MAPPER.readTree(body).path("clientOrderId");
			return (reference.isValueNode() && !reference.isNull()) ? reference.asString() : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof WebClientRequestException && cause != null) ? cause : failure;
	}

	private static boolean isBeforeAnyRequest(Throwable failure) {
		return failure instanceof UnknownHostException || failure instanceof ConnectException
				|| failure instanceof HttpConnectTimeoutException || failure instanceof SSLHandshakeException
				|| isConnectTimeout(failure);
	}

	/**
	 * Whether HttpComponents or Jetty could not connect in time, for which the JDK has no
	 * type of its own.
	 */
	private static boolean isConnectTimeout(Throwable failure) {
		return failure instanceof SocketTimeoutException
				&& (failure.getClass().getSimpleName().equals("ConnectTimeoutException")
						|| "Connect Timeout".equals(failure.getMessage()));
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
		return this.request.method() + " " + path();
	}

}
