package com.inqud.spring.autoconfigure.webhook;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Hints for the fields that {@link ReactiveWebhookGuard} reads.
 */
final class InqudWebhookRuntimeHints implements RuntimeHintsRegistrar {

	private static final String PACKAGE = "org.springframework.web.reactive.result.method.annotation.";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.reflection()
			.registerTypeIfPresent(classLoader, PACKAGE + "RequestMappingHandlerAdapter",
					(hint) -> hint.withField(ReactiveWebhookGuard.METHOD_RESOLVER))
			.registerTypeIfPresent(classLoader, PACKAGE + "ControllerMethodResolver",
					(hint) -> hint.withField(ReactiveWebhookGuard.ARGUMENT_RESOLVERS));
	}

}
