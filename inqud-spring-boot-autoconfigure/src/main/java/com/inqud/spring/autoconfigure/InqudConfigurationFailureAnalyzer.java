package com.inqud.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} for an {@link InqudConfigurationException}. It precedes
 * Spring Boot's analyzers, which print the value of a property.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class InqudConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InqudConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InqudConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}
