package com.inqud.spring.client;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;

/**
 * Failure after a request may have been sent and before its whole answer came, such as a
 * timeout or a reset of the connection.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudNoResponseException extends InqudException {

	InqudNoResponseException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
