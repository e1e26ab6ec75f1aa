package com.inqud.spring.client;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Qualifier for the beans of one of several accounts: its {@link InqudOperations}, its
 * {@code WebClient} and its {@code InqudAuthenticationFilterFunction}.
 *
 * @since 0.1.0
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface InqudAccount {

	/**
	 * Name of the default account, configured with {@code inqud.token-id}. Its beans need
	 * no qualifier.
	 */
	String DEFAULT = "default";

	/**
	 * Name of the account.
	 * @return the name, as in {@code inqud.accounts.<name>}
	 */
	String value();

}
