package com.inqud.spring.client.exchange;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudRequestRefusedException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.KotlinDetector;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;
import org.springframework.util.ObjectUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import org.springframework.web.reactive.function.client.support.WebClientAdapter;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.springframework.web.service.invoker.ReactorHttpExchangeAdapterDecorator;

/**
 * Factory of proxies for HTTP service interfaces that use an Inqud client. A failed call
 * ends with an {@link InqudException}, whether the client or a filter of the application
 * failed.
 * <p>
 * A call fails with an {@link IllegalArgumentException} if a path variable is blank or
 * consists of dots, because the request would go to another path. The interfaces of this
 * library also refuse a blank request parameter, which would select everything. A call
 * that would block a thread that must not block fails with an
 * {@link InqudNotSentException}.
 *
 * @since 0.1.0
 */
public final class InqudHttpServices {

	private InqudHttpServices() {
	}

	/**
	 * Proxy for an interface.
	 * @param <T> the type of the interface
	 * @param webClient the Inqud client
	 * @param type the interface
	 * @return the proxy
	 * @throws IllegalArgumentException if no response can be read as the return type of a
	 * method
	 */
	public static <T> T create(WebClient webClient, Class<T> type) {
		check(type);
		HttpServiceProxyFactory.Builder factory = HttpServiceProxyFactory
			.builderFor(WebClientAdapter.create(webClient));
		configure(factory, () -> webClient);
		return factory.build().createClient(type);
	}

	/**
	 * Configures a factory to create proxies that use an Inqud client.
	 * @param factory the factory
	 * @param webClient the Inqud client
	 */
	public static void configure(HttpServiceProxyFactory.Builder factory, Supplier<WebClient> webClient) {
		factory.exchangeAdapterDecorator((adapter) -> new Adapter(WebClientAdapter.create(webClient.get())))
			.httpRequestValuesProcessor(InqudHttpServices::process);
	}

	/**
	 * Checks that a response can be read as the return type of each method of an
	 * interface.
	 * @param type the interface
	 * @throws IllegalArgumentException if no response can be read as the return type of a
	 * method
	 */
	public static void check(Class<?> type) {
		ReflectionUtils.doWithMethods(type, (method) -> {
			MethodParameter returned = new MethodParameter(method, -1).withContainingClass(type);
			ResolvableType body = bodyType(ResolvableType.forMethodParameter(returned));
			Assert.isTrue(StrictStrategies.canRead(body),
					() -> "the response to " + method + " cannot be read as " + body);
		}, (method) -> AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class));
	}

	private static ResolvableType bodyType(ResolvableType type) {
		boolean wrapper = ReactiveAdapterRegistry.getSharedInstance().getAdapter(type.toClass()) != null
				|| List.of(ResponseEntity.class, Optional.class).contains(type.toClass());
		return (wrapper && type.hasGenerics()) ? bodyType(type.getGeneric(0)) : type;
	}

	private static void process(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
			HttpRequestValues.Builder values) {
		for (int i = 0; i < parameters.length; i++) {
			String name = parameters[i].getParameter().getName();
			if (parameters[i].hasParameterAnnotation(PathVariable.class)) {
				check(name, ObjectUtils.unwrapOptional(arguments[i]));
			}
			else if (parameters[i].hasParameterAnnotation(RequestParam.class)
					&& InqudJson.isOwn(method.getDeclaringClass())) {
				checkText(name, String.valueOf(arguments[i]));
			}
		}
		if (Schedulers.isInNonBlockingThread() && isBlocking(method)) {
			throw new InqudNotSentException(
					method.getName() + ": not sent: the thread '" + Thread.currentThread().getName()
							+ "' must not block. Return a Mono or a Flux from the method, or call it on another thread",
					new InqudRequestRefusedException("a blocking call on a thread that must not block", null));
		}
		values.addAttribute(Call.Token.ATTRIBUTE, new Call.Token());
	}

	private static void check(String name, @Nullable Object value) {
		if (value instanceof Map<?, ?> values) {
			values.forEach((key, element) -> check(String.valueOf(key), element));
		}
		else if (value != null) {
			String text = value.toString();
			checkText(name, text);
			Assert.isTrue(!List.of(".", "..").contains(text), () -> name + " must not consist of dots");
		}
	}

	private static void checkText(String name, String text) {
		Assert.isTrue(StringUtils.hasText(text), () -> name + " must not be blank");
	}

	private static boolean isBlocking(Method method) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(method.getReturnType()) == null
				&& !KotlinDetector.isSuspendingFunction(method);
	}

	/**
	 * Adapter that translates failures to {@link InqudException}s.
	 */
	private static final class Adapter extends ReactorHttpExchangeAdapterDecorator {

		private Adapter(WebClientAdapter delegate) {
			super(delegate);
		}

		@Override
		public Mono<Void> exchangeForMono(HttpRequestValues values) {
			return translated(values, super.exchangeForMono(values));
		}

		@Override
		public Mono<HttpHeaders> exchangeForHeadersMono(HttpRequestValues values) {
			return translated(values, super.exchangeForHeadersMono(values));
		}

		@Override
		public <T> Mono<T> exchangeForBodyMono(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
			return translated(values, super.exchangeForBodyMono(values, bodyType));
		}

		@Override
		public <T> Flux<T> exchangeForBodyFlux(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
			return super.exchangeForBodyFlux(values, bodyType).onErrorMap((ex) -> translate(values, ex));
		}

		@Override
		public Mono<ResponseEntity<Void>> exchangeForBodilessEntityMono(HttpRequestValues values) {
			return translated(values, super.exchangeForBodilessEntityMono(values));
		}

		@Override
		public <T> Mono<ResponseEntity<T>> exchangeForEntityMono(HttpRequestValues values,
				ParameterizedTypeReference<T> bodyType) {
			return translated(values, super.exchangeForEntityMono(values, bodyType));
		}

		@Override
		public <T> Mono<ResponseEntity<Flux<T>>> exchangeForEntityFlux(HttpRequestValues values,
				ParameterizedTypeReference<T> bodyType) {
			return translated(values, super.exchangeForEntityFlux(values, bodyType));
		}

		private static <T> Mono<T> translated(HttpRequestValues values, Mono<T> call) {
			return call.onErrorMap((ex) -> translate(values, ex));
		}

		private static Throwable translate(HttpRequestValues values, Throwable failure) {
			Throwable cause = failure.getCause();
			Throwable unwrapped = (failure instanceof WebClientException && cause != null) ? cause : failure;
			Call call = (values.getAttributes().get(Call.Token.ATTRIBUTE) instanceof Call.Token token) ? token.latest()
					: null;
			if (call == null) {
				HttpMethod method = Objects.requireNonNull(values.getHttpMethod());
				call = Call.unsent(method,
						Objects.requireNonNullElse(values.getUriTemplate(), String.valueOf(values.getUri())));
			}
			return call.translateForeign(unwrapped);
		}

	}

}
