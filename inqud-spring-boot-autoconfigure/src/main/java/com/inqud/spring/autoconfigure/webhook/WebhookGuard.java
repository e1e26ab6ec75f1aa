package com.inqud.spring.autoconfigure.webhook;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodParameter;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.ControllerAdviceBean;
import org.springframework.web.method.HandlerMethod;

/**
 * Guard against handler methods that would take an unverified webhook. It fails the
 * startup before the server accepts connections. It also refuses requests to handlers
 * that are registered later: it is the first handler adapter, and supports only the
 * handlers to refuse.
 */
abstract class WebhookGuard implements SmartLifecycle, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(WebhookGuard.class);

	private final ApplicationContext context;

	private final Map<Method, Boolean> webhookMethods = new ConcurrentHashMap<>();

	private final Set<Method> reported = ConcurrentHashMap.newKeySet();

	private volatile boolean running;

	WebhookGuard(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * Adds a guard if there is another handler adapter. Alone it would prevent a servlet
	 * from creating its default adapters.
	 */
	static void add(Class<?> handlerAdapterType, ConfigurableListableBeanFactory beanFactory,
			Supplier<WebhookGuard> guard) {
		String name = "inqudWebhookGuard." + handlerAdapterType.getName();
		if (!beanFactory.containsSingleton(name)
				&& beanFactory.getBeanNamesForType(handlerAdapterType, true, false).length > 0) {
			beanFactory.registerSingleton(name, guard.get());
		}
	}

	ApplicationContext context() {
		return this.context;
	}

	/**
	 * Returns the handler methods that are mapped in the context.
	 */
	abstract Stream<HandlerMethod> handlerMethods(ApplicationContext context);

	/**
	 * Returns the first resolver for the parameter in the adapter of the handler method,
	 * {@code null} if there is none or it is unknown.
	 */
	abstract @Nullable Object resolver(ApplicationContext context, HandlerMethod handlerMethod,
			MethodParameter parameter);

	/**
	 * Whether the resolver verifies webhooks.
	 */
	abstract boolean isVerifying(@Nullable Object resolver);

	/**
	 * Returns the parameter without a reactive wrapper.
	 */
	abstract MethodParameter value(MethodParameter parameter);

	/**
	 * Returns the beans of the type in Spring's order, without the guards.
	 */
	static <T> List<T> beans(ApplicationContext context, Class<T> type) {
		List<T> beans = new ArrayList<>(
				BeanFactoryUtils.beansOfTypeIncludingAncestors(context, type, true, false).values());
		beans.removeIf(WebhookGuard.class::isInstance);
		AnnotationAwareOrderComparator.sort(beans);
		return beans;
	}

	@Override
	public void start() {
		List<HandlerMethod> handlerMethods = handlerMethods(this.context).toList();
		Stream.concat(handlerMethods.stream(), modelMethods(handlerMethods)).forEach(this::check);
		this.running = true;
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	/**
	 * Whether a request to the handler must be refused.
	 */
	boolean refuses(ApplicationContext context, Object handler) {
		if (!(handler instanceof HandlerMethod handlerMethod) || !this.webhookMethods
			.computeIfAbsent(handlerMethod.getMethod(), (method) -> !webhookParameters(handlerMethod).isEmpty())) {
			return false;
		}
		InqudConfigurationException problem = problem(context, handlerMethod);
		if (problem != null && this.reported.add(handlerMethod.getMethod())) {
			logger.error("Every webhook to " + handlerMethod + " is refused. " + problem.getMessage() + " "
					+ problem.getAction());
		}
		return problem != null;
	}

	private void check(HandlerMethod handlerMethod) {
		InqudConfigurationException problem = problem(this.context, handlerMethod);
		if (problem != null) {
			throw problem;
		}
		InqudWebhookVerifiers verifiers = verifiers(this.context);
		if (verifiers != null && !webhookParameters(handlerMethod).isEmpty() && secrets(handlerMethod).isEmpty()
				&& verifiers.apply("") == null) {
			logger.warn("Every webhook to " + handlerMethod + " will be refused, because there is no secret to"
					+ " verify it with. Set 'inqud.webhook.secrets' to the webhook secret");
		}
	}

	private @Nullable InqudConfigurationException problem(ApplicationContext context, HandlerMethod handlerMethod) {
		for (MethodParameter parameter : webhookParameters(handlerMethod)) {
			String name = "the parameter " + parameter.getParameterIndex() + " of " + handlerMethod;
			if (AnnotatedElementUtils.hasAnnotation(handlerMethod.getMethod(), InitBinder.class)
					|| !isVerifying(resolver(context, handlerMethod, parameter))) {
				return new InqudConfigurationException(InqudWebhookAutoConfiguration.SUBJECT,
						name + " would take a request that has not been verified.",
						"Do not exclude " + InqudWebhookAutoConfiguration.class.getSimpleName()
								+ ", and leave Spring's web configuration to Spring Boot, so that webhooks are verified."
								+ " Use a model, a JsonNode, a byte[] or an InqudWebhookDelivery as the type of the"
								+ " parameter, without another annotation that binds a part of the request, and"
								+ " register no other argument resolver or handler adapter that comes first.");
			}
			if (!isReadable(value(parameter))) {
				return new InqudConfigurationException(InqudWebhookAutoConfiguration.SUBJECT,
						name + " is of a type that cannot be read from a webhook: "
								+ parameter.getGenericParameterType().getTypeName() + ".",
						"Use a model, a JsonNode, a byte[] or an InqudWebhookDelivery as the type of the parameter or, with"
								+ " Spring WebFlux only, a reactive type of one of these.");
			}
		}
		return secretProblem(context, handlerMethod);
	}

	private static @Nullable InqudConfigurationException secretProblem(ApplicationContext context,
			HandlerMethod handlerMethod) {
		List<String> secrets = secrets(handlerMethod);
		if (secrets.size() > 1) {
			return new InqudConfigurationException(InqudWebhookAutoConfiguration.SUBJECT,
					handlerMethod + " names several lists of secrets: " + String.join(", ", secrets) + ".",
					"Use the same secret for all @InqudWebhook parameters of a handler method.");
		}
		InqudWebhookVerifiers verifiers = verifiers(context);
		if (!secrets.isEmpty() && verifiers != null && !verifiers.names().containsAll(secrets)) {
			return new InqudConfigurationException(InqudWebhookAutoConfiguration.SUBJECT,
					handlerMethod + " names the secret '" + secrets.get(0) + "', which does not exist. "
							+ (verifiers.names().isEmpty() ? "There are no named secrets."
									: "The named secrets are: " + String.join(", ", verifiers.names()) + "."),
					"Set 'inqud.webhook.named-secrets." + secrets.get(0) + "' to the webhook secret.");
		}
		return null;
	}

	private static @Nullable InqudWebhookVerifiers verifiers(ApplicationContext context) {
		return context.getBeanProvider(InqudWebhookVerifiers.class).getIfAvailable();
	}

	private static List<String> secrets(HandlerMethod handlerMethod) {
		return Arrays.stream(handlerMethod.getMethodParameters())
			.map((parameter) -> parameter.getParameterAnnotation(InqudWebhook.class))
			.filter((annotation) -> annotation != null && !annotation.secret().isEmpty())
			.map(InqudWebhook::secret)
			.distinct()
			.toList();
	}

	private static List<MethodParameter> webhookParameters(HandlerMethod handlerMethod) {
		return Arrays.stream(handlerMethod.getMethodParameters())
			.filter((parameter) -> parameter.hasParameterAnnotation(InqudWebhook.class)
					|| ResolvableType.forMethodParameter(parameter)
						.toString()
						.contains(InqudWebhookDelivery.class.getName()))
			.toList();
	}

	/**
	 * Returns the methods that Spring calls before a handler method, with parameters that
	 * are resolved the same way.
	 */
	private Stream<HandlerMethod> modelMethods(Collection<HandlerMethod> handlerMethods) {
		Stream<Class<?>> controllers = handlerMethods.stream().<Class<?>>map(HandlerMethod::getBeanType);
		Stream<Class<?>> advice = ControllerAdviceBean.findAnnotatedBeans(this.context)
			.stream()
			.<Class<?>>mapMulti((bean, types) -> {
				if (bean.getBeanType() != null) {
					types.accept(bean.getBeanType());
				}
			});
		return Stream.concat(controllers, advice)
			.distinct()
			.flatMap((type) -> Stream.<Class<? extends Annotation>>of(ModelAttribute.class, InitBinder.class)
				.flatMap((annotation) -> MethodIntrospector
					.selectMethods(type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, annotation))
					.stream())
				.map((method) -> new HandlerMethod(type, method)));
	}

	/**
	 * Whether the type can be read from JSON. Types that represent a part of the request
	 * or a later value cannot.
	 */
	private static boolean isReadable(MethodParameter parameter) {
		Class<?> type = parameter.getNestedParameterType();
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) == null
				&& !Future.class.isAssignableFrom(type) && !Callable.class.isAssignableFrom(type)
				&& Stream.of("java.io.", "jakarta.", "org.springframework.").noneMatch(type.getName()::startsWith);
	}

}
