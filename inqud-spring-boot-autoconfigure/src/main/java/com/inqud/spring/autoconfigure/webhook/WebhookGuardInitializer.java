package com.inqud.spring.autoconfigure.webhook;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Initializer that adds the {@link WebhookGuard} to every application, even to one that
 * excludes the auto-configuration.
 */
final class WebhookGuardInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		context.addBeanFactoryPostProcessor((beanFactory) -> addGuards(context, beanFactory));
	}

	/**
	 * Adds a guard for Spring MVC and one for Spring WebFlux, if present.
	 */
	static void addGuards(ApplicationContext context, ConfigurableListableBeanFactory beanFactory) {
		if (ClassUtils.isPresent("org.springframework.web.servlet.HandlerAdapter", context.getClassLoader())
				&& ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest", context.getClassLoader())) {
			ServletWebhookGuard.add(context, beanFactory);
		}
		if (ClassUtils.isPresent("org.springframework.web.reactive.HandlerAdapter", context.getClassLoader())) {
			ReactiveWebhookGuard.add(context, beanFactory);
		}
	}

}
