package com.inqud.spring.sample;

import java.nio.file.Path;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Refusal to start a second application on the database of a running one.
 */
class DataDirectoryInUseException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	DataDirectoryInUseException(Path directory, Exception cause) {
		super("The database in " + directory.toAbsolutePath() + " is in use by another application", cause);
	}

	/**
	 * Analyzer that says what to do about it.
	 */
	static class Analyzer extends AbstractFailureAnalyzer<DataDirectoryInUseException> {

		@Override
		protected FailureAnalysis analyze(Throwable rootFailure, DataDirectoryInUseException cause) {
			return new FailureAnalysis(cause.getMessage() + ".",
					"End the other application, or set 'sample.data-dir' to another folder.", cause);
		}

	}

}
