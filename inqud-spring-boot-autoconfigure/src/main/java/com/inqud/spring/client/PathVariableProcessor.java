package com.inqud.spring.client;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.util.Assert;
import org.springframework.util.ObjectUtils;
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
			if (parameters[i].hasParameterAnnotation(PathVariable.class)) {
				check(parameters[i].getParameter().getName(), ObjectUtils.unwrapOptional(arguments[i]));
			}
		}
	}

	private static void check(String name, @Nullable Object value) {
		if (value instanceof Map<?, ?> values) {
			values.forEach((key, element) -> check(String.valueOf(key), element));
		}
		else if (value != null) {
			String text = value.toString();
			Assert.isTrue(StringUtils.hasText(text), () -> name + " must not be blank");
			Assert.isTrue(!List.of(".", "..").contains(text), () -> name + " must not consist of dots");
		}
	}

}
