package com.inqud.spring.autoconfigure.webhook;

import java.lang.annotation.Annotation;
import java.security.Principal;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.TimeZone;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.inqud.spring.autoconfigure.InqudConfigurationException;
import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Check of the handler methods for webhooks, once they are all there.
 */
final class InqudWebhookHandlers implements SmartInitializingSingleton {

	private static final Log logger = LogFactory.getLog(InqudWebhookHandlers.class);

	private final Supplier<Stream<HandlerMethod>> handlerMethods;

	private final Predicate<MethodParameter> verified;

	private final boolean verifiable;

	/**
	 * Creates a check.
	 * @param handlerMethods the handler methods of the application
	 * @param verified whether a parameter takes nothing but what has been verified
	 * @param verifiable whether there is a secret to verify with
	 */
	InqudWebhookHandlers(Supplier<Stream<HandlerMethod>> handlerMethods, Predicate<MethodParameter> verified,
			boolean verifiable) {
		this.handlerMethods = handlerMethods;
		this.verified = verified;
		this.verifiable = verifiable;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.handlerMethods.get().forEach(this::check);
	}

	private void check(HandlerMethod handlerMethod) {
		for (MethodParameter parameter : handlerMethod.getMethodParameters()) {
			boolean webhook = parameter.hasParameterAnnotation(InqudWebhook.class)
					|| parameter.getParameterType() == InqudWebhookDelivery.class;
			if (webhook && !this.verified.test(parameter)) {
				throw new InqudConfigurationException("Inqud webhooks",
						"the parameter " + parameter.getParameterIndex() + " of " + handlerMethod
								+ " would take a request that has not been verified.",
						"Leave Spring's web configuration to Spring Boot, so that webhooks are verified. Let the type of the"
								+ " parameter be a model, a JsonNode, a byte[] or an InqudWebhookDelivery, with no other"
								+ " annotation that asks for a part of the request.");
			}
			if (!this.verifiable && webhook) {
				logger.warn("Every webhook to " + handlerMethod + " will be refused, because there is no secret to"
						+ " verify it with. Set 'inqud.webhook.secrets' to the webhook secret");
			}
		}
	}

	/**
	 * Whether Spring resolves the parameter, because the annotation or the type is one of
	 * its own, before it asks anyone else.
	 */
	static boolean isTakenBySpring(MethodParameter parameter) {
		String annotations = RequestBody.class.getPackageName();
		Class<?> type = parameter.getParameterType();
		return Arrays.stream(parameter.getParameterAnnotations())
			.map(Annotation::annotationType)
			.anyMatch((annotation) -> annotation.getPackageName().equals(annotations) || annotation == Value.class)
				|| Stream.of(Locale.class, TimeZone.class, ZoneId.class, Principal.class)
					.anyMatch((taken) -> taken.isAssignableFrom(type))
				|| Stream.of("java.io.", "jakarta.servlet.", "org.springframework.")
					.anyMatch(type.getName()::startsWith);
	}

}
