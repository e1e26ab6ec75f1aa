package com.inqud.spring.sample.console;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.client.InqudWebClientCustomizer;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.masking.Masking;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

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
 * Filter of the client that adds each call to the {@link Activity}.
 */
@Component
class CallLog implements InqudWebClientCustomizer {

	private static final Logger logger = LoggerFactory.getLogger(CallLog.class);

	private final Activity activity;

	private final JsonMapper json;

	private final Clock clock;

	CallLog(Activity activity, JsonMapper json, Clock clock) {
		this.activity = activity;
		this.json = json;
		this.clock = clock;
	}

	@Override
	public void customize(WebClient.Builder builder) {
		builder.filter((request, next) -> Mono.defer(() -> exchange(request, next)));
	}

	private Mono<ClientResponse> exchange(ClientRequest request, ExchangeFunction next) {
		Call call = new Call(this.clock.instant());
		ClientRequest observed = ClientRequest.from(request)
			.body((message, context) -> request.body().insert(call.attempt(message), context))
			.build();
		return next.exchange(observed)
			.flatMap((response) -> response.bodyToMono(String.class)
				.defaultIfEmpty("")
				.doOnNext((body) -> add(request, call, response.statusCode().toString(), body, true))
				.thenReturn(response))
			.doOnError((ex) -> add(request, call, describe(ex),
					(ex instanceof InqudApiException refusal) ? refusal.getResponseBody() : "", false));
	}

	private static String describe(Throwable failure) {
		return String.valueOf(failure.getMessage()).replaceFirst("^[A-Z]+ \\S+: ", "");
	}

	private void add(ClientRequest request, Call call, String outcome, String response, boolean successful) {
		String method = request.method().name();
		String path = request.url().getRawPath();
		logger.info("{} {}: {}", method, path, outcome);
		Duration duration = Duration.between(call.start, this.clock.instant());
		this.activity.add((number) -> new ActivityItem(number, false, call.start, duration, method, path, call.attempts,
				Masking.text(outcome), successful, mask(call.body.toString()), call.header("X-Salt"),
				call.header("X-HMAC-SHA256-Signature"), Masking.text(response)));
	}

	/**
	 * Masks a payout property by property, and in other bodies what looks like a card
	 * number or an IBAN.
	 */
	private String mask(String body) {
		if (body.contains("\"method\"")) {
			try {
				return Masking.json(this.json.readValue(body, PayoutRequest.class));
			}
			catch (JacksonException ex) {
				// This is another body
			}
		}
		return Masking.text(body);
	}

	/**
	 * Call on its way, which remembers what its last attempt has sent.
	 */
	private static final class Call {

		private final Instant start;

		private StringBuilder body = new StringBuilder();

		private HttpHeaders headers = new HttpHeaders();

		private int attempts;

		private Call(Instant start) {
			this.start = start;
		}

		private ClientHttpRequest attempt(ClientHttpRequest request) {
			this.attempts++;
			this.body = new StringBuilder();
			this.headers = request.getHeaders();
			return new ClientHttpRequestDecorator(request) {

				@Override
				public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
					return super.writeWith(Flux.from(body)
						.doOnNext((buffer) -> Call.this.body.append(buffer.toString(StandardCharsets.UTF_8))));
				}

			};
		}

		private String header(String name) {
			String value = this.headers.getFirst(name);
			return (value != null && value.length() > 16) ? value.substring(0, 8) + "…" : "";
		}

	}

}
