package com.inqud.spring.autoconfigure;

import java.util.function.Supplier;

import com.inqud.spring.InqudException;

/**
 * Invalid or insecure configuration of the Inqud client or its webhooks.
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
	 * @param subject the component that cannot be configured, such as
	 * {@code "Inqud client"}
	 * @param description the problem, without secrets
	 * @param action the action that fixes the problem
	 */
	public InqudConfigurationException(String subject, String description, String action) {
		super("The " + subject + " could not be configured: " + description, null);
		this.action = action;
	}

	/**
	 * Rethrows an {@link IllegalArgumentException} as a configuration failure.
	 * @param <T> the type of the value
	 * @param subject the component that cannot be configured, such as
	 * {@code "Inqud client"}
	 * @param action the action that fixes the problem
	 * @param supplier the supplier of the value
	 * @return the value
	 * @throws InqudConfigurationException if the supplier throws an
	 * {@link IllegalArgumentException}
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
	 * Action that fixes the problem.
	 * @return the action
	 */
	public String getAction() {
		return this.action;
	}

}
