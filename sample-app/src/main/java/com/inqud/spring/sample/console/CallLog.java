package com.inqud.spring.sample.console;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.client.InqudWebClientCustomizer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Log of the latest calls: what was sent to sign them, and what came back. Only masked
 * card numbers and the beginnings of salts and signatures are kept.
 */
@Component
class CallLog implements InqudWebClientCustomizer {

	private static final Logger logger = LoggerFactory.getLogger(CallLog.class);

	private static final Pattern CARD_NUMBER = Pattern
		.compile("(?<=\"cardNumber\":\")(?:[^\"\\\\]|\\\\.)*?(?=\\d{0,4}\")|(?<!\\d)\\d{8,15}(?=\\d{4}(?!\\d))");

	private static final int SIZE = 12;

	private final Deque<Call> calls = new ArrayDeque<>();

	private final ApplicationEventPublisher events;

	CallLog(ApplicationEventPublisher events) {
		this.events = events;
	}

	@Override
	public void customize(WebClient.Builder builder) {
		builder.filter(this::exchange);
	}

	synchronized List<Call> latest() {
		return List.copyOf(this.calls);
	}

	private Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next) {
		AtomicReference<@Nullable SentRequest> sent = new AtomicReference<>();
		ClientRequest observed = ClientRequest.from(request).body((message, context) -> {
			SentRequest attempt = new SentRequest(message);
			sent.set(attempt);
			return request.body().insert(attempt, context);
		}).build();
		return next.exchange(observed)
			.flatMap((response) -> response.bodyToMono(String.class)
				.defaultIfEmpty("")
				.doOnNext((answer) -> add(request, sent.get(), response.statusCode().toString(), answer, true))
				.thenReturn(response))
			.doOnError((ex) -> add(request, sent.get(), describe(ex),
					(ex instanceof InqudApiException refusal) ? refusal.getResponseBody() : "", false));
	}

	private static String describe(Throwable failure) {
		return String.valueOf(failure.getMessage()).replaceFirst("^[A-Z]+ \\S+: ", "");
	}

	private void add(ClientRequest request, @Nullable SentRequest sent, String outcome, String answer,
			boolean successful) {
		logger.info("{} {}: {}", request.method(), request.url().getRawPath(), outcome);
		Call call = new Call(request.method().name(), request.url().getRawPath(), (sent != null) ? mask(sent.body) : "",
				(sent != null) ? sent.shortHeader("X-Salt") : "",
				(sent != null) ? sent.shortHeader("X-HMAC-SHA256-Signature") : "", outcome, mask(answer), successful);
		synchronized (this) {
			this.calls.addFirst(call);
			if (this.calls.size() > SIZE) {
				this.calls.removeLast();
			}
		}
		this.events.publishEvent(call);
	}

	private static String mask(CharSequence text) {
		return CARD_NUMBER.matcher(text).replaceAll("••••");
	}

	/**
	 * Call as it is shown.
	 */
	record Call(String method, String path, String body, String salt, String signature, String outcome, String answer,
			boolean successful) {

	}

	/**
	 * Request that remembers its body. It has the headers of the signature once it is
	 * sent.
	 */
	private static final class SentRequest extends ClientHttpRequestDecorator {

		private final StringBuilder body = new StringBuilder();

		private SentRequest(ClientHttpRequest delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return super.writeWith(
					Flux.from(body).doOnNext((buffer) -> this.body.append(buffer.toString(StandardCharsets.UTF_8))));
		}

		private String shortHeader(String name) {
			String value = getHeaders().getFirst(name);
			return (value != null && value.length() > 16) ? value.substring(0, 8) + "…" : "";
		}

	}

}
