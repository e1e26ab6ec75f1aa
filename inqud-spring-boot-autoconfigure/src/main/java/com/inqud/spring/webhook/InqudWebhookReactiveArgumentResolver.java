package com.inqud.spring.webhook;

import java.lang.reflect.Type;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolverSupport;
import org.springframework.web.server.ServerWebExchange;

/**
 * Resolver of {@link InqudWebhook @InqudWebhook} and {@link InqudWebhookDelivery}
 * parameters in a reactive application. A parameter can also be a {@link Mono}; the
 * webhook is still verified and read before the handler is called.
 *
 * @since 0.1.0
 */
public final class InqudWebhookReactiveArgumentResolver extends HandlerMethodArgumentResolverSupport {

	private static final String RECEIVED = InqudWebhookReactiveArgumentResolver.class.getName() + ".received.";

	private final WebhookReceiver receiver;

	private final Duration timeout;

	/**
	 * Creates a resolver for the default secrets only, for example for a test.
	 * @param verifier the verifier, {@code null} to refuse every webhook
	 * @param maxSize the maximum size of the body
	 * @param adapterRegistry the registry of reactive types
	 * @throws IllegalArgumentException if the size is not positive and less than 2 GB
	 */
	public InqudWebhookReactiveArgumentResolver(@Nullable InqudWebhookVerifier verifier, DataSize maxSize,
			ReactiveAdapterRegistry adapterRegistry) {
		this((secret) -> secret.isEmpty() ? verifier : null, maxSize, (outcome) -> {
		}, adapterRegistry);
	}

	/**
	 * Creates a resolver.
	 * @param verifiers the function that returns the verifier for a
	 * {@linkplain InqudWebhook#secret() name of secrets}, empty for the default ones, or
	 * {@code null} to refuse webhooks
	 * @param maxSize the maximum size of the body
	 * @param outcomes the consumer of the outcome of each webhook, such as
	 * {@code accepted} or {@code wrong-signature}
	 * @param adapterRegistry the registry of reactive types
	 * @throws IllegalArgumentException if the size is not positive and less than 2 GB
	 */
	public InqudWebhookReactiveArgumentResolver(Function<String, @Nullable InqudWebhookVerifier> verifiers,
			DataSize maxSize, Consumer<String> outcomes, ReactiveAdapterRegistry adapterRegistry) {
		this(verifiers, maxSize, outcomes, adapterRegistry, WebhookReceiver.TIMEOUT);
	}

	InqudWebhookReactiveArgumentResolver(Function<String, @Nullable InqudWebhookVerifier> verifiers, DataSize maxSize,
			Consumer<String> outcomes, ReactiveAdapterRegistry adapterRegistry, Duration timeout) {
		super(adapterRegistry);
		this.receiver = new WebhookReceiver(verifiers, maxSize, outcomes);
		this.timeout = timeout;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(InqudWebhook.class)
				|| checkParameterType(parameter, InqudWebhookDelivery.class::equals);
	}

	@Override
	public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext bindingContext,
			ServerWebExchange exchange) {
		ReactiveAdapter adapter = getAdapterRegistry().getAdapter(parameter.getParameterType());
		MethodParameter value = (adapter != null) ? parameter.nested() : parameter;
		Type type = GenericTypeResolver.resolveType(value.getNestedGenericParameterType(),
				parameter.getContainingClass());
		Mono<Object> argument = received(WebhookReceiver.secret(parameter), exchange)
			.map((received) -> this.receiver.read(received, type));
		return (adapter != null) ? argument.map((read) -> adapter.fromPublisher(Mono.just(read))) : argument;
	}

	/**
	 * Returns the webhook, cached because all parameters of a handler share it and are
	 * resolved at the same time.
	 */
	@SuppressWarnings("unchecked")
	private Mono<WebhookReceiver.Received> received(String secret, ServerWebExchange exchange) {
		Object received = exchange.getAttributes()
			.computeIfAbsent(RECEIVED + secret,
					(name) -> Mono.defer(() -> receive(secret, exchange.getRequest())).cache());
		Assert.state(received instanceof Mono, "The request attribute of the webhook has another type");
		return (Mono<WebhookReceiver.Received>) received;
	}

	private Mono<WebhookReceiver.Received> receive(String secret, ServerHttpRequest request) {
		WebhookReceiver.Request source = new WebhookReceiver.Request(secret, request.getURI().getRawPath(),
				remoteAddress(request));
		this.receiver.checkBeforeReading(source, request.getHeaders().getContentLength());
		return DataBufferUtils.join(request.getBody(), this.receiver.maxSize())
			.timeout(this.timeout)
			.onErrorMap(TimeoutException.class, (ex) -> this.receiver.timeout(source, this.timeout))
			.onErrorMap(DataBufferLimitException.class, (ex) -> this.receiver.tooLarge(source))
			.map(InqudWebhookReactiveArgumentResolver::toBytes)
			.onErrorReturn(IllegalStateException.class, new byte[0])
			.defaultIfEmpty(new byte[0])
			.map((body) -> this.receiver.receive(source, body, request.getHeaders()));
	}

	private static @Nullable String remoteAddress(ServerHttpRequest request) {
		InetSocketAddress address = request.getRemoteAddress();
		return (address == null || address.getAddress() == null) ? (address != null ? address.getHostString() : null)
				: address.getAddress().getHostAddress();
	}

	private static byte[] toBytes(DataBuffer buffer) {
		try {
			byte[] bytes = new byte[buffer.readableByteCount()];
			buffer.read(bytes);
			return bytes;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

}
