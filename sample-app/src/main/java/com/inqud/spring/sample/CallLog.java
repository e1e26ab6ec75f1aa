package com.inqud.spring.sample;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Log of the latest calls: what was sent to sign them, and what came back. Card numbers
 * are masked, salt and signature shortened before they are kept.
 */
@Component
class CallLog implements WebClientCustomizer {

	private static final Logger logger = LoggerFactory.getLogger(CallLog.class);

	private static final Pattern CARD_NUMBER = Pattern
		.compile("(?<=\"cardNumber\":\")[^\"]*(?=[^\"]{4}\")|(?<!\\d)\\d{9,15}(?=\\d{4}(?!\\d))");

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
		Call call = new Call(Instant.now(), request.method().name(), request.url().getRawPath(), "", "", "", "", false);
		Call[] sent = { call };
		ClientRequest recorded = ClientRequest.from(request).body((message, context) -> {
			StringBuilder body = new StringBuilder();
			message.beforeCommit(() -> Mono.fromRunnable(() -> sent[0] = call.sent(body, message.getHeaders())));
			return request.body().insert(new RecordedRequest(message, body), context);
		}).build();
		return next.exchange(recorded)
			.doOnNext((response) -> add(sent[0].ended(response.statusCode().toString(), true)))
			.doOnError((ex) -> add(sent[0].ended(String.valueOf(ex.getMessage()), false)));
	}

	private void add(Call call) {
		logger.info("{} {}: {}", call.method(), call.path(), call.outcome());
		synchronized (this) {
			this.calls.addFirst(call);
			if (this.calls.size() > SIZE) {
				this.calls.removeLast();
			}
		}
		this.events.publishEvent(call);
	}

	/**
	 * Call as it is shown.
	 */
	record Call(Instant time, String method, String path, String body, String salt, String signature, String outcome,
			boolean successful) {

		private Call sent(CharSequence body, HttpHeaders headers) {
			return new Call(this.time, this.method, this.path, CARD_NUMBER.matcher(body).replaceAll("•••• "),
					shorten(headers.getFirst("X-Salt")), shorten(headers.getFirst("X-HMAC-SHA256-Signature")), "",
					false);
		}

		private Call ended(String outcome, boolean successful) {
			return new Call(this.time, this.method, this.path, this.body, this.salt, this.signature, outcome,
					successful);
		}

		private static String shorten(@Nullable String value) {
			return (value != null && value.length() > 8) ? value.substring(0, 8) + "…" : "";
		}

	}

	/**
	 * Request whose body is read on its way to be signed.
	 */
	private static final class RecordedRequest extends ClientHttpRequestDecorator {

		private final StringBuilder body;

		private RecordedRequest(ClientHttpRequest request, StringBuilder body) {
			super(request);
			this.body = body;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return super.writeWith(
					Flux.from(body).doOnNext((buffer) -> this.body.append(buffer.toString(StandardCharsets.UTF_8))));
		}

	}

}
