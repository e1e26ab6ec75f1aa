package com.inqud.spring.authentication;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;

/**
 * Refusal to authenticate a request, and so to send it: it is meant for another server,
 * its body is too large, or there are no credentials for it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudRequestRefusedException extends InqudException {

	InqudRequestRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
