package com.inqud.spring.autoconfigure;

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
	 * What to do about it.
	 */
	String getAction() {
		return this.action;
	}

}
