package com.inqud.spring.autoconfigure;

import java.lang.reflect.Method;
import java.util.stream.Stream;

import com.inqud.spring.client.InqudOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.annotation.ReflectiveRuntimeHintsRegistrar;

/**
 * Hints for the operations and their models. Spring registers them for a bean of type
 * {@link InqudOperations}, but an application that only receives webhooks or builds its
 * client by hand has no such bean.
 */
final class InqudRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new ReflectiveRuntimeHintsRegistrar().registerRuntimeHints(hints, InqudOperations.class);
		Stream.concat(Stream.of(InqudOperations.class), Stream.of(InqudOperations.class.getInterfaces()))
			.forEach((type) -> hints.proxies().registerJdkProxy(AopProxyUtils.completeJdkProxyInterfaces(type)));
		Stream.of(InqudOperations.class.getMethods())
			.filter(Method::isDefault)
			.forEach((method) -> hints.reflection().registerMethod(method, ExecutableMode.INVOKE));
	}

}
