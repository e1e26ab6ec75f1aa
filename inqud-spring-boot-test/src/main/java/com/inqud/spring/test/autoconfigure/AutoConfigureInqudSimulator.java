package com.inqud.spring.test.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.inqud.spring.test.simulator.InqudSimulator;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Annotation for a test class whose application is to call an {@link InqudSimulator} in
 * place of Inqud. It works with {@code @SpringBootTest} and with test slices, which get
 * the client in addition.
 * <p>
 * The simulator is a bean, belongs to the application context, and is reset before each
 * test. No property is needed: base URL, tokens and webhook secret come from the
 * simulator, also those of further accounts, and take the place of those that the
 * application has. Webhooks are sent to the server that the test has started, and kept in
 * {@link InqudSimulator#webhooks()} if it has started none.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
public @interface AutoConfigureInqudSimulator {

	/**
	 * Path of the application that webhooks are sent to.
	 * @return the path, below the context path of the application
	 */
	String webhookPath() default "/webhooks/inqud";

	/**
	 * Whether each test ends with {@link InqudSimulator#verify()}, and so fails if a
	 * request was refused for its authentication or a payout was made twice.
	 * @return {@code true} to verify
	 */
	boolean verify() default false;

}
