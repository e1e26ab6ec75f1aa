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
 * Annotation for a test class whose application calls an {@link InqudSimulator} instead
 * of Inqud. It works with {@code @SpringBootTest} and with test slices, to which it adds
 * the client.
 * <p>
 * The simulator is a bean of the application context and is reset before each test. No
 * property is needed: base URLs, tokens and webhook secret come from the simulator, for
 * all accounts, and override the application's properties. Webhooks are sent to the
 * server that the test has started. Without a server, they are only kept in
 * {@link InqudSimulator#webhooks()}.
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
	 * Whether to call {@link InqudSimulator#verify()} after each test, which fails if a
	 * request failed authentication or a payout was made twice.
	 * @return {@code true} to verify
	 */
	boolean verify() default false;

}
