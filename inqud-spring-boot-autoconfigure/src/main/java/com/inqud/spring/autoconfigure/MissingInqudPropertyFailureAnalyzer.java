package com.inqud.spring.autoconfigure;

import java.util.Locale;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * {@link AbstractFailureAnalyzer} for a {@link MissingInqudPropertyException}.
 */
final class MissingInqudPropertyFailureAnalyzer extends AbstractFailureAnalyzer<MissingInqudPropertyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingInqudPropertyException cause) {
		String property = cause.getProperty();
		String variable = property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
		return new FailureAnalysis(
				"The Inqud client could not be configured: the property '" + property + "' is not set.",
				"Set '" + property + "' in the application's configuration or " + variable
						+ " in its environment, to the value that Inqud issued. An application that does not call"
						+ " Inqud can switch the client off with 'inqud.enabled=false'.",
				cause);
	}

}
