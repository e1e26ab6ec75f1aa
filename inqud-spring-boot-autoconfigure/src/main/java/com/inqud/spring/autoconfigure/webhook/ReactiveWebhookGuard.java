package com.inqud.spring.autoconfigure.webhook;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.webhook.InqudWebhookReactiveArgumentResolver;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.HttpStatus;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerAdapter;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.AbstractHandlerMethodMapping;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;

/**
 * {@link WebhookGuard} for Spring WebFlux.
 */
final class ReactiveWebhookGuard extends WebhookGuard implements HandlerAdapter {

	static final String METHOD_RESOLVER = "methodResolver";

	static final String ARGUMENT_RESOLVERS = "requestMappingResolvers";

	private ReactiveWebhookGuard(ApplicationContext context) {
		super(context);
	}

	static void add(ApplicationContext context, ConfigurableListableBeanFactory beanFactory) {
		add(HandlerAdapter.class, beanFactory, () -> new ReactiveWebhookGuard(context));
	}

	@Override
	Stream<HandlerMethod> handlerMethods(ApplicationContext context) {
		return beans(context, HandlerMapping.class).stream()
			.filter(AbstractHandlerMethodMapping.class::isInstance)
			.flatMap((mapping) -> ((AbstractHandlerMethodMapping<?>) mapping).getHandlerMethods().values().stream());
	}

	@Override
	@Nullable Object resolver(ApplicationContext context, HandlerMethod handlerMethod, MethodParameter parameter) {
		return beans(context, HandlerAdapter.class).stream()
			.filter((adapter) -> adapter.supports(handlerMethod))
			.findFirst()
			.filter(RequestMappingHandlerAdapter.class::isInstance)
			.flatMap((adapter) -> resolvers(adapter).stream()
				.filter((resolver) -> supports(resolver, parameter))
				.findFirst())
			.orElse(null);
	}

	/**
	 * Returns all resolvers of the adapter in order, from its private fields, because
	 * Spring does not expose them. If a later Spring renames the fields, the list is
	 * empty, and the guard refuses every webhook.
	 */
	private static List<HandlerMethodArgumentResolver> resolvers(HandlerAdapter adapter) {
		Object methodResolver = fieldValue(RequestMappingHandlerAdapter.class, METHOD_RESOLVER, adapter);
		Object resolvers = (methodResolver != null)
				? fieldValue(methodResolver.getClass(), ARGUMENT_RESOLVERS, methodResolver) : null;
		return (resolvers instanceof List<?> list) ? list.stream()
			.filter(HandlerMethodArgumentResolver.class::isInstance)
			.map(HandlerMethodArgumentResolver.class::cast)
			.toList() : List.of();
	}

	private static @Nullable Object fieldValue(Class<?> type, String name, Object target) {
		Field field = ReflectionUtils.findField(type, name);
		if (field == null) {
			return null;
		}
		ReflectionUtils.makeAccessible(field);
		return ReflectionUtils.getField(field, target);
	}

	/**
	 * Whether the resolver is used for the parameter. One that throws, such as for a
	 * reactive type, also prevents the use of later resolvers.
	 */
	private static boolean supports(HandlerMethodArgumentResolver resolver, MethodParameter parameter) {
		try {
			return resolver.supportsParameter(parameter);
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	@Override
	boolean isVerifying(@Nullable Object resolver) {
		return resolver instanceof InqudWebhookReactiveArgumentResolver;
	}

	@Override
	MethodParameter value(MethodParameter parameter) {
		return (ReactiveAdapterRegistry.getSharedInstance().getAdapter(parameter.getParameterType()) != null)
				? parameter.nested() : parameter;
	}

	@Override
	public boolean supports(Object handler) {
		return refuses(context(), handler);
	}

	@Override
	public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
		exchange.getResponse().setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
		return Mono.empty();
	}

}
