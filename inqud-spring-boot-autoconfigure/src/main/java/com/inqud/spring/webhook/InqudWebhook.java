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
 * and headers, and any other type as JSON, read in the way in which the client reads what
 * Inqud answers. Whatever the reason for which a webhook is refused, the exception is an
 * {@link InqudWebhookException}.
 *
 * @since 0.1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface InqudWebhook {

}
