package com.inqud.spring.autoconfigure.webhook;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.stream.Stream;

import com.inqud.spring.webhook.InqudWebhook;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.stereotype.Controller;

/**
 * Processor that registers binding hints for the types of
 * {@link InqudWebhook @InqudWebhook} parameters, as Spring does for {@code @RequestBody}
 * parameters.
 */
final class InqudWebhookAotProcessor implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean registeredBean) {
		Class<?> beanClass = registeredBean.getBeanClass();
		if (!AnnotatedElementUtils.hasAnnotation(beanClass, Controller.class)) {
			return null;
		}
		Type[] types = MethodIntrospector.selectMethods(beanClass, (Method method) -> true)
			.stream()
			.flatMap((method) -> types(method, beanClass))
			.toArray(Type[]::new);
		return (types.length == 0) ? null : (generationContext, code) -> new BindingReflectionHintsRegistrar()
			.registerReflectionHints(generationContext.getRuntimeHints().reflection(), types);
	}

	private static Stream<Type> types(Method method, Class<?> beanClass) {
		return Arrays.stream(new AnnotatedMethod(method).getMethodParameters())
			.filter((parameter) -> parameter.hasParameterAnnotation(InqudWebhook.class))
			.map((parameter) -> GenericTypeResolver.resolveType(parameter.getGenericParameterType(), beanClass));
	}

}
