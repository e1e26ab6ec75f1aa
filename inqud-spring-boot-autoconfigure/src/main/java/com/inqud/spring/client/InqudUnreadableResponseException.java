package com.inqud.spring.client;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;

/**
 * Answer that cannot be used: it is no JSON, is cut off, is too large, or does not fit
 * what was expected.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudUnreadableResponseException extends InqudException {

	InqudUnreadableResponseException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
