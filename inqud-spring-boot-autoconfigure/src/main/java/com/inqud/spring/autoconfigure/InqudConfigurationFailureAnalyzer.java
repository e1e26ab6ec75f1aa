package com.inqud.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} for an {@link InqudConfigurationException}.
 */
final class InqudConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<InqudConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InqudConfigurationException cause) {
		return new FailureAnalysis(cause.getMessage(), cause.getAction(), cause);
	}

}
