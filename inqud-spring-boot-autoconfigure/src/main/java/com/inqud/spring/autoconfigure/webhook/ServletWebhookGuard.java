package com.inqud.spring.autoconfigure.webhook;

import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.webhook.InqudWebhookServletArgumentResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.HandlerAdapter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * {@link WebhookGuard} for Spring MVC.
 */
final class ServletWebhookGuard extends WebhookGuard implements HandlerAdapter {

	private ServletWebhookGuard(ApplicationContext context) {
		super(context);
	}

	static void add(ApplicationContext context, ConfigurableListableBeanFactory beanFactory) {
		add(HandlerAdapter.class, beanFactory, () -> new ServletWebhookGuard(context));
	}

	@Override
	Stream<HandlerMethod> handlerMethods(ApplicationContext context) {
		return beans(context, HandlerMapping.class).stream()
			.filter(AbstractHandlerMethodMapping.class::isInstance)
			.flatMap((mapping) -> ((AbstractHandlerMethodMapping<?>) mapping).getHandlerMethods().values().stream());
	}

	@Override
	@Nullable Object resolver(ApplicationContext context, HandlerMethod handlerMethod, MethodParameter parameter) {
		HandlerAdapter adapter = beans(context, HandlerAdapter.class).stream()
			.filter((candidate) -> candidate.supports(handlerMethod))
			.findFirst()
			.orElse(null);
		List<HandlerMethodArgumentResolver> resolvers = (adapter instanceof RequestMappingHandlerAdapter known)
				? known.getArgumentResolvers() : null;
		return (resolvers != null) ? resolvers.stream()
			.filter((resolver) -> resolver.supportsParameter(parameter))
			.findFirst()
			.orElse(null) : null;
	}

	@Override
	boolean isVerifying(@Nullable Object resolver) {
		return resolver instanceof InqudWebhookServletArgumentResolver;
	}

	@Override
	MethodParameter value(MethodParameter parameter) {
		return parameter;
	}

	/**
	 * Checks the adapters of the servlet that handles the request, which may have its own
	 * context.
	 */
	@Override
	public boolean supports(Object handler) {
		ApplicationContext servletContext = (RequestContextHolder
			.getRequestAttributes() instanceof ServletRequestAttributes attributes)
					? RequestContextUtils.findWebApplicationContext(attributes.getRequest()) : null;
		return refuses((servletContext != null) ? servletContext : context(), handler);
	}

	@Override
	public @Nullable ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
		return null;
	}

}
