package com.inqud.spring.autoconfigure;

/**
 * Thrown when a property is not set without which the Inqud client cannot work.
 */
@SuppressWarnings("serial")
final class MissingInqudPropertyException extends RuntimeException {

	private final String property;

	MissingInqudPropertyException(String property) {
		super("Property '" + property + "' is not set");
		this.property = property;
	}

	String getProperty() {
		return this.property;
	}

}
