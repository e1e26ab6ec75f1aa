package com.inqud.spring.webhook;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Parameter of a handler method that takes the verified body of a webhook, in a servlet
 * application as in a reactive one. The handler is not called unless the body was signed
 * with a secret of this application.
 * <p>
 * The type of the parameter says what to make of the body: {@code byte[]} takes it as it
 * is, {@link String} as UTF-8 text, {@link InqudWebhookDelivery} together with its digest
 * and headers, and any other type as JSON, read as the client reads a response. A refused
 * webhook ends in an {@link InqudWebhookException}.
 * <p>
 * An application that Spring Boot starts checks its handler methods at start and does not
 * start with one that would take an unverified body. <strong>MockMvc's
 * {@code standaloneSetup} and {@code WebTestClient.bindToController} know nothing of
 * this</strong>: they fill an annotated parameter from the parameters of the request, as
 * Spring fills any other object, unless the test passes them an
 * {@link InqudWebhookServletArgumentResolver} or an
 * {@link InqudWebhookReactiveArgumentResolver}. Use {@code @WebMvcTest} or
 * {@code @WebFluxTest}, which verify as production does. A parameter of type
 * {@link InqudWebhookDelivery} is safe there, too: nothing but an
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
