package com.inqud.spring.autoconfigure;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Check of the handler methods for webhooks, once they are all there.
 */
final class InqudWebhookHandlers implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(InqudWebhookHandlers.class);

	private final Supplier<Stream<HandlerMethod>> handlerMethods;

	private final boolean verifiable;

	InqudWebhookHandlers(Supplier<Stream<HandlerMethod>> handlerMethods, boolean verifiable) {
		this.handlerMethods = handlerMethods;
		this.verifiable = verifiable;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.handlerMethods.get().forEach(this::check);
	}

	private void check(HandlerMethod handlerMethod) {
		for (MethodParameter parameter : handlerMethod.getMethodParameters()) {
			boolean annotated = parameter.hasParameterAnnotation(InqudWebhook.class);
			if (annotated && isTakenBySpring(parameter)) {
				throw new InqudConfigurationException("Inqud webhooks",
						"the parameter " + parameter.getParameterIndex() + " of " + handlerMethod
								+ " would take a request that has not been verified, in spite of @InqudWebhook.",
						"Let the type of the parameter be a model, a JsonNode, a byte[] or an InqudWebhookDelivery, with"
								+ " no other annotation that asks for a part of the request.");
			}
			if (!this.verifiable && (annotated || parameter.getParameterType() == InqudWebhookDelivery.class)) {
				logger.warn("Every webhook to " + handlerMethod + " will be refused, because there is no secret to"
						+ " verify it with. Set 'inqud.webhook.secrets' to the webhook secret");
			}
		}
	}

	/**
	 * Whether Spring resolves the parameter, because the annotation or the type is one of
	 * its own, before it asks anyone else.
	 */
	private static boolean isTakenBySpring(MethodParameter parameter) {
		String annotations = RequestBody.class.getPackageName();
		String type = ClassUtils.getPackageName(parameter.getParameterType());
		return Arrays.stream(parameter.getParameterAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((annotation) -> annotation.getPackageName().equals(annotations))
				|| Stream.of("java.io", "jakarta.servlet", "org.springframework")
					.anyMatch((taken) -> type.equals(taken) || type.startsWith(taken + "."));
	}

}
