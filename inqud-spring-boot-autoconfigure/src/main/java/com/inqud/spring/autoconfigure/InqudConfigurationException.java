package com.inqud.spring.autoconfigure;

import java.util.function.Supplier;

import com.inqud.spring.InqudException;

/**
 * Configuration with which the Inqud client or its webhooks cannot work, or must not.
 */
@SuppressWarnings("serial")
final class InqudConfigurationException extends InqudException {

	private final String action;

	InqudConfigurationException(String description, String action) {
		this("Inqud client", description, action);
	}

	InqudConfigurationException(String subject, String description, String action) {
		super("The " + subject + " could not be configured: " + description, null);
		this.action = action;
	}

	/**
	 * Returns what is supplied. What is objected to there is objected to as
	 * configuration.
	 */
	static <T> T translate(String subject, String action, Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InqudConfigurationException(subject, ex.getMessage() + ".", action);
		}
	}

	/**
	 * What to do about it.
	 */
	String getAction() {
		return this.action;
	}

}
