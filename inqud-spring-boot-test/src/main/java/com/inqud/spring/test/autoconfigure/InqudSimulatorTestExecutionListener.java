package com.inqud.spring.test.autoconfigure;

import java.net.URI;

import com.inqud.spring.test.simulator.InqudSimulator;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.http.server.LocalTestWebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * {@link TestExecutionListener} that resets the simulator before each test and, if the
 * annotation enables it, verifies it after each test.
 */
class InqudSimulatorTestExecutionListener extends AbstractTestExecutionListener {

	@Override
	public void beforeTestMethod(TestContext testContext) {
		AutoConfigureInqudSimulator annotation = annotation(testContext);
		if (annotation != null) {
			ApplicationContext context = testContext.getApplicationContext();
			InqudSimulator simulator = simulator(context);
			LocalTestWebServer server = LocalTestWebServer.get(context);
			simulator.sendWebhooksTo((server != null) ? URI.create(server.uri(annotation.webhookPath())) : null);
			simulator.reset();
		}
	}

	@Override
	public void afterTestMethod(TestContext testContext) {
		AutoConfigureInqudSimulator annotation = annotation(testContext);
		if (annotation != null && annotation.verify()) {
			simulator(testContext.getApplicationContext()).verify();
		}
	}

	private static @Nullable AutoConfigureInqudSimulator annotation(TestContext testContext) {
		return TestContextAnnotationUtils.findMergedAnnotation(testContext.getTestClass(),
				AutoConfigureInqudSimulator.class);
	}

	private static InqudSimulator simulator(ApplicationContext context) {
		return context.getBean(InqudSimulatorContextCustomizer.SIMULATOR, InqudSimulator.class);
	}

}
