package com.inqud.spring.webhook;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Annotation for a handler method parameter that receives the verified body of a webhook,
 * in servlet and in reactive applications. The handler is called only if the body is
 * signed with a secret of this application.
 * <p>
 * The type of the parameter determines how the body is read: {@code byte[]} unchanged,
 * {@link String} as UTF-8, {@link InqudWebhookDelivery} together with its digest and
 * headers, and any other type as JSON with the client's rules for responses. A refused
 * webhook fails with an {@link InqudWebhookException}.
 * <p>
 * A Spring Boot application does not start if a handler method would take an unverified
 * body. <strong>MockMvc's {@code standaloneSetup} and
 * {@code WebTestClient.bindToController} do not verify</strong>: they bind an annotated
 * parameter to request parameters, like any other object, unless the test passes them an
 * {@link InqudWebhookServletArgumentResolver} or an
 * {@link InqudWebhookReactiveArgumentResolver}. Use {@code @WebMvcTest} or
 * {@code @WebFluxTest}, which verify as in production. A parameter of type
 * {@link InqudWebhookDelivery} is always safe, because only an
 * {@link InqudWebhookVerifier} creates one.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface InqudWebhook {

	/**
	 * Name of the secrets that a webhook to this handler method may be signed with, as in
	 * {@code inqud.webhook.named-secrets.<name>}. It applies to all parameters of the
	 * handler method. By default, the secrets are those of {@code inqud.webhook.secrets}.
	 * @return the name, empty for the default
	 */
	String secret() default "";

}
