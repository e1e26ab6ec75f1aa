package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLHandshakeException;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudRequestRefusedException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.authentication.InqudCredentials;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;

/**
 * State of one request, which determines the meaning of a failure. A request counts as
 * sent when the transport requests its body.
 */
final class Call implements Consumer<Throwable> {

	/**
	 * Key of the call in the Reactor context. Reactor passes dropped errors to the
	 * consumer with this key.
	 */
	static final Object KEY = "reactor.onErrorDropped.local";

	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private final AtomicReference<State> state = new AtomicReference<>(State.NOT_SENT);

	private final String account;

	private final HttpMethod method;

	private final String uri;

	private volatile byte @Nullable [] body;

	private volatile @Nullable InqudCredentials credentials;

	private volatile @Nullable InqudException failure;

	private Call(String account, HttpMethod method, String uri) {
		this.account = account;
		this.method = method;
		this.uri = uri;
	}

	/**
	 * Ignores an error after the end of the call, which Reactor would otherwise log.
	 */
	@Override
	public void accept(Throwable late) {
	}

	/**
	 * Claims the permit to send a request.
	 * @param account the description of the account
	 * @throws InqudException if the request may have been sent already
	 */
	static Call claim(ClientRequest request, String account) {
		String template = uriTemplate(request);
		Call call = new Call(account, request.method(), (template != null) ? template : request.url().toString());
		if (request.attributes().get(Token.ATTRIBUTE) instanceof Token token) {
			token.claim(call);
		}
		else if (!call.isRead()) {
			InqudException refusal = new InqudRequestRefusedException(
					"a filter has removed the attributes that keep the request from being sent twice", null);
			throw call.outcome(refusal.getMessage(), refusal);
		}
		return call;
	}

	/**
	 * Call whose request is not sent.
	 */
	static Call unsent(HttpMethod method, String uri) {
		return new Call("", method, uri);
	}

	/**
	 * Whether requests of a method may be sent again.
	 */
	static boolean isRead(HttpMethod method) {
		return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
	}

	boolean isRead() {
		return isRead(this.method);
	}

	/**
	 * Template of the URI without its query, {@code null} if there is none.
	 */
	static @Nullable String uriTemplate(ClientRequest request) {
		String template = (String) request.attributes().get(URI_TEMPLATE);
		return (template != null) ? withoutQuery(template) : null;
	}

	static String withoutQuery(String uri) {
		int end = 0;
		while (end < uri.length() && uri.charAt(end) != '?' && uri.charAt(end) != '#') {
			end++;
		}
		return uri.substring(0, end);
	}

	private String path() {
		String path = withoutQuery(this.uri);
		int authority = path.indexOf("://");
		if (authority > 0 && path.indexOf('/') > authority) {
			int start = path.indexOf('/', authority + 3);
			path = (start != -1) ? path.substring(start) : "";
		}
		return path.isEmpty() ? "/" : Redaction.line(path);
	}

	/**
	 * Description of the account, for the log.
	 */
	String account() {
		return this.account;
	}

	/**
	 * Sets the credentials of the request, whose secret is masked in messages.
	 */
	void setCredentials(@Nullable InqudCredentials credentials) {
		this.credentials = credentials;
	}

	/**
	 * Marks the request as sent when the transport takes the body. The transport may
	 * resend a GET or HEAD.
	 * @throws CancellationException if the call has ended
	 */
	void send(byte[] body) {
		this.body = body;
		if (!this.state.compareAndSet(State.NOT_SENT, State.SENT) && !(isRead() && this.state.get() == State.SENT)) {
			throw new CancellationException("The call has ended");
		}
	}

	/**
	 * Ends the call: nothing is sent from now on.
	 */
	void end() {
		if (!abandon()) {
			this.state.compareAndSet(State.SENT, State.ENDED);
		}
	}

	/**
	 * Ends the call unless the request was sent.
	 * @return whether the request was not sent and never will be
	 */
	boolean abandon() {
		this.state.compareAndSet(State.NOT_SENT, State.ABANDONED);
		return this.state.get() == State.ABANDONED;
	}

	private boolean isSent() {
		State state = this.state.get();
		return state == State.SENT || state == State.ENDED;
	}

	/**
	 * Translates a failure of the exchange.
	 */
	InqudException translate(Throwable failure) {
		return described(failure, () -> {
			Throwable cause = unwrap(failure);
			return (cause instanceof InqudException ex && ex == this.failure) ? ex : withoutResponse(cause);
		});
	}

	/**
	 * Returns a failure, without its description if that cannot be created, so that the
	 * call always ends.
	 */
	private InqudException described(@Nullable Throwable cause, Supplier<InqudException> failure) {
		try {
			return failure.get();
		}
		catch (Throwable ex) {
			return undescribed((cause != null) ? cause : ex);
		}
	}

	/**
	 * Translates a failure that has passed the application's filters, according to the
	 * state of the call. A call that was not sent ends here, because a filter may have
	 * abandoned it.
	 */
	InqudException translateForeign(Throwable failure) {
		Throwable cause = failure.getCause();
		boolean refused = cause instanceof InqudRequestRefusedException;
		if (failure instanceof InqudException ex
				&& (isRead() || ex == this.failure || ex instanceof InqudOutcomeUnknownException && !refused)) {
			return ex;
		}
		boolean notSent = abandon();
		if (notSent && failure instanceof InqudNotSentException ex) {
			return ex;
		}
		InqudException own = this.failure;
		if (own != null) {
			return own;
		}
		if (notSent) {
			return withoutResponse((refused && cause != null) ? cause : failure);
		}
		String what = "failed after the request was sent: " + reason(failure);
		return isRead() ? new InqudNoResponseException(this + ": " + what, failure) : outcome(what, failure);
	}

	/**
	 * Failure of the call, {@code null} if there is none.
	 */
	@Nullable InqudException failure() {
		return this.failure;
	}

	private InqudException withoutResponse(Throwable cause) {
		boolean connected = !isRead() || !isConnectFailure(cause);
		if (!isSent() || !connected) {
			return remember(new InqudNotSentException(this + ": not sent: " + reason(cause), cause));
		}
		String what = "no response: " + reason(cause);
		return orUnknown(what, new InqudNoResponseException(this + ": " + what, cause));
	}

	/**
	 * Translates a failure after the headers of a response.
	 */
	InqudException cutOff(int status, Throwable cause) {
		return described(cause, () -> {
			if (!(cause instanceof IOException)) {
				return withoutResponse(cause);
			}
			String what = "unreadable response: " + status + ", cut off: " + reason(cause);
			return orUnknown(what, new InqudUnreadableResponseException(this + ": " + what, cause));
		});
	}

	/**
	 * Translates a response that cannot be used.
	 */
	InqudException unreadable(int status, String reason, @Nullable Throwable cause) {
		return described(cause, () -> {
			String what = "unreadable response: " + status + ", " + reason;
			return orUnknown(what, new InqudUnreadableResponseException(this + ": " + what, cause));
		});
	}

	/**
	 * Translates a response with a status other than 2xx.
	 */
	InqudException refused(ErrorResponse response) {
		return described(null, () -> {
			InqudApiException failure = response.toException(toString(), this::printable, credentials());
			int status = response.statusCode().value();
			boolean final4xx = response.statusCode().is4xxClientError() && status != 408;
			return final4xx ? remember(failure) : orUnknown("status " + status, failure);
		});
	}

	/**
	 * Description of the credentials, without the secret.
	 */
	private String credentials() {
		InqudCredentials credentials = this.credentials;
		return this.account + ((credentials != null) ? ", token id " + Redaction.line(credentials.tokenId()) : "");
	}

	/**
	 * Failure of an attempt to send a request a second time.
	 */
	private InqudException repeated() {
		InqudException first = this.failure;
		return (first != null) ? first : outcome("it is being sent, or has been sent, by another subscription", null);
	}

	private InqudException orUnknown(String what, InqudException failure) {
		return remember(isRead() ? failure : outcome(what, failure));
	}

	private InqudOutcomeUnknownException outcome(@Nullable String what, @Nullable Throwable cause) {
		String reference = clientOrderId();
		return new InqudOutcomeUnknownException(this + ": outcome unknown"
				+ ((reference != null) ? " of \"" + printable(reference) + "\"" : "") + ": " + what, this.method,
				path(), reference, cause);
	}

	private InqudException remember(InqudException failure) {
		this.failure = failure;
		return failure;
	}

	/**
	 * Failure whose message needs no reading or formatting.
	 */
	private InqudException undescribed(Throwable failure) {
		if (!isSent()) {
			return remember(new InqudNotSentException(this.method + ": not sent", failure));
		}
		return remember(isRead() ? new InqudNoResponseException(this.method + ": no response", failure)
				: new InqudOutcomeUnknownException(this.method + ": outcome unknown", this.method, "", null, failure));
	}

	/**
	 * Merchant's own reference in the request.
	 */
	@Nullable String clientOrderId() {
		byte[] body = this.body;
		return (body != null && !isRead()) ? InqudJson.text(body, "clientOrderId") : null;
	}

	String printable(String text) {
		InqudCredentials credentials = this.credentials;
		return (credentials != null) ? Redaction.line(text, credentials.secret()) : Redaction.line(text);
	}

	private String reason(Throwable failure) {
		String message = failure.getMessage();
		String printable = (message != null) ? printable(message) : "";
		return printable.isEmpty() ? failure.getClass().getSimpleName() : printable;
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		return (failure instanceof WebClientRequestException && cause != null) ? cause : failure;
	}

	/**
	 * Whether no connection was established. Used for GET and HEAD only, because the type
	 * of a failure is no proof: TLS, for example, can also fail after the request.
	 */
	private static boolean isConnectFailure(Throwable failure) {
		return failure instanceof UnknownHostException || failure instanceof ConnectException
				|| failure instanceof HttpConnectTimeoutException || failure instanceof SSLHandshakeException
				|| failure instanceof SocketTimeoutException
						&& (failure.getClass().getSimpleName().equals("ConnectTimeoutException")
								|| "Connect Timeout".equals(failure.getMessage()));
	}

	/**
	 * Method and path, without the values of URI variables.
	 */
	@Override
	public String toString() {
		return this.method + " " + path();
	}

	private enum State {

		NOT_SENT, SENT, ENDED,

		/**
		 * Ended before it was sent.
		 */
		ABANDONED

	}

	/**
	 * Permit to send a request once, carried in its attributes. It can be claimed again
	 * only if nothing was sent. GET and HEAD need no permit and do not use it up.
	 */
	static final class Token {

		static final String ATTRIBUTE = Call.class.getName();

		private final AtomicReference<@Nullable Call> latest = new AtomicReference<>();

		private void claim(Call call) {
			Call previous = this.latest.get();
			boolean free = previous == null || previous.isRead() || previous.state.get() == State.ABANDONED;
			if (free && this.latest.compareAndSet(previous, call) || call.isRead()) {
				return;
			}
			throw Objects.requireNonNull(this.latest.get()).repeated();
		}

		/**
		 * Call that claimed the token most recently, {@code null} if there is none.
		 */
		@Nullable Call latest() {
			return this.latest.get();
		}

	}

}
