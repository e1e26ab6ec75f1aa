package com.inqud.spring.webhook;

import java.lang.reflect.Type;

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
 * parameters in a reactive application. A parameter may as well be a {@link Mono} of
 * either: the webhook has been verified and read before the handler is called.
 *
 * @since 0.1.0
 */
public final class InqudWebhookReactiveArgumentResolver extends HandlerMethodArgumentResolverSupport {

	private static final String DELIVERY = InqudWebhookReactiveArgumentResolver.class.getName() + ".delivery";

	private final WebhookReceiver receiver;

	/**
	 * Creates a resolver.
	 * @param verifier the verifier, {@code null} if no webhook can be verified and so
	 * every one must be refused
	 * @param maxSize the size of the largest body
	 * @param adapterRegistry what knows reactive types
	 * @throws IllegalArgumentException if the size is not positive and less than 2 GB
	 */
	public InqudWebhookReactiveArgumentResolver(@Nullable InqudWebhookVerifier verifier, DataSize maxSize,
			ReactiveAdapterRegistry adapterRegistry) {
		super(adapterRegistry);
		this.receiver = new WebhookReceiver(verifier, maxSize);
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
		Mono<Object> argument = delivery(exchange).map((delivery) -> this.receiver.read(delivery, type));
		return (adapter != null) ? argument.map((read) -> adapter.fromPublisher(Mono.just(read))) : argument;
	}

	/**
	 * Returns the delivery, which all parameters of a handler share although they are
	 * resolved at the same time.
	 */
	@SuppressWarnings("unchecked")
	private Mono<InqudWebhookDelivery> delivery(ServerWebExchange exchange) {
		Object delivery = exchange.getAttributes()
			.computeIfAbsent(DELIVERY, (name) -> Mono.defer(() -> receive(exchange.getRequest())).cache());
		Assert.state(delivery instanceof Mono, "Someone else uses the attribute of the webhook");
		return (Mono<InqudWebhookDelivery>) delivery;
	}

	private Mono<InqudWebhookDelivery> receive(ServerHttpRequest request) {
		this.receiver.checkBeforeReading(request.getHeaders().getContentLength());
		return DataBufferUtils.join(request.getBody(), this.receiver.maxSize())
			.onErrorMap(DataBufferLimitException.class, (ex) -> this.receiver.tooLarge())
			.map(InqudWebhookReactiveArgumentResolver::toBytes)
			.onErrorReturn(IllegalStateException.class, new byte[0])
			.defaultIfEmpty(new byte[0])
			.map((body) -> this.receiver.receive(body, request.getHeaders()));
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
