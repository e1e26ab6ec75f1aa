package com.inqud.spring.test.webhook;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClientConfigurer;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;

/**
 * Mutator for {@link WebTestClient} that signs the bytes of each request body as Inqud
 * signs a webhook.
 *
 * @since 0.1.0
 */
public final class InqudWebhookWebTestClientConfigurer implements WebTestClientConfigurer {

	private final InqudWebhookSigner signer;

	private InqudWebhookWebTestClientConfigurer(InqudWebhookSigner signer) {
		this.signer = signer;
	}

	/**
	 * Mutator that signs with the {@linkplain InqudWebhookSigner#DEFAULT_SECRET default
	 * secret}.
	 * @return the mutator, for {@link WebTestClient#mutateWith}
	 */
	public static InqudWebhookWebTestClientConfigurer inqudWebhook() {
		return inqudWebhook(InqudWebhookSigner.DEFAULT_SECRET);
	}

	/**
	 * Mutator that signs with a secret.
	 * @param secret the webhook secret
	 * @return the mutator, for {@link WebTestClient#mutateWith}
	 */
	public static InqudWebhookWebTestClientConfigurer inqudWebhook(String secret) {
		return new InqudWebhookWebTestClientConfigurer(new InqudWebhookSigner(secret));
	}

	@Override
	public void afterConfigurerAdded(WebTestClient.Builder builder, @Nullable WebHttpHandlerBuilder httpHandlerBuilder,
			@Nullable ClientHttpConnector connector) {
		builder.filter(new SigningFilter());
	}

	private final class SigningFilter implements ExchangeFilterFunction {

		@Override
		public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
			return next.exchange(ClientRequest.from(request)
				.body((message, context) -> request.body().insert(new SignedRequest(message), context))
				.build());
		}

	}

	private final class SignedRequest extends ClientHttpRequestDecorator {

		private SignedRequest(ClientHttpRequest delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return DataBufferUtils.join(body).flatMap((buffer) -> {
				byte[] bytes = new byte[buffer.readableByteCount()];
				buffer.read(bytes);
				DataBufferUtils.release(buffer);
				getHeaders().set(InqudWebhookSigner.DIGEST_HEADER,
						InqudWebhookWebTestClientConfigurer.this.signer.digest(bytes));
				getHeaders().setContentLength(bytes.length);
				return super.writeWith(Mono.just(bufferFactory().wrap(bytes)));
			});
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return writeWith(Flux.from(body).concatMap((part) -> part));
		}

	}

}
