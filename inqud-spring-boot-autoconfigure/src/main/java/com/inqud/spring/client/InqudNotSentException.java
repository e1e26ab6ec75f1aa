package com.inqud.spring.client;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;

/**
 * Failure before anything was sent: Inqud knows nothing of the request. Sending it again
 * moves no money twice.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudNotSentException extends InqudException {

	InqudNotSentException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
