package com.inqud.spring.autoconfigure;

import java.util.function.Supplier;

import com.inqud.spring.InqudException;

/**
 * Configuration with which the Inqud client or its webhooks cannot work, or must not.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class InqudConfigurationException extends InqudException {

	private final String action;

	InqudConfigurationException(String description, String action) {
		this("Inqud client", description, action);
	}

	/**
	 * Creates an exception.
	 * @param subject what cannot be configured, such as {@code "Inqud client"}
	 * @param description the problem, without secrets
	 * @param action what to do about it
	 */
	public InqudConfigurationException(String subject, String description, String action) {
		super("The " + subject + " could not be configured: " + description, null);
		this.action = action;
	}

	/**
	 * Rethrows an {@link IllegalArgumentException} as a configuration failure.
	 * @param <T> the type of the value
	 * @param subject what cannot be configured, such as {@code "Inqud client"}
	 * @param action what to do about it
	 * @param supplier the supplier of the value
	 * @return the value
	 */
	public static <T> T translate(String subject, String action, Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InqudConfigurationException(subject, ex.getMessage() + ".", action);
		}
	}

	/**
	 * What to do about it.
	 * @return the action
	 */
	public String getAction() {
		return this.action;
	}

}
