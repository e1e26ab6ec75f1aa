package com.inqud.spring.client;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.invoker.HttpRequestValues;

/**
 * Refusal of path variables that would make a request go to another path: blank text and
 * dots are not encoded away. They end in an {@link IllegalArgumentException}.
 *
 * @since 0.1.0
 */
public final class PathVariableProcessor implements HttpRequestValues.Processor {

	@Override
	public void process(Method method, MethodParameter[] parameters, @Nullable Object[] arguments,
			HttpRequestValues.Builder builder) {
		for (int i = 0; i < parameters.length; i++) {
			Object argument = arguments[i];
			if (argument != null && parameters[i].hasParameterAnnotation(PathVariable.class)) {
				String value = argument.toString();
				String name = parameters[i].getParameter().getName();
				Assert.isTrue(StringUtils.hasText(value), () -> name + " must not be blank");
				Assert.isTrue(!List.of(".", "..").contains(value), () -> name + " must not consist of dots");
			}
		}
	}

}
