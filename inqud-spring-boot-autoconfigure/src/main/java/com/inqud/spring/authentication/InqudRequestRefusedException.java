package com.inqud.spring.authentication;

import com.inqud.spring.InqudException;

/**
 * Refusal to authenticate a request, and so to send it: it is meant for another server,
 * or its body is too large.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class InqudRequestRefusedException extends InqudException {

	InqudRequestRefusedException(String message) {
		super(message, null);
	}

}
