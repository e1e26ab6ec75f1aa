package com.inqud.spring.test;

import java.net.URI;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;

/**
 * Details of a connection with the token of the tests.
 */
public record TestConnectionDetails(URI getBaseUrl) implements InqudConnectionDetails {

	@Override
	public String getTokenId() {
		return InqudToken.ID;
	}

	@Override
	public String getSecret() {
		return InqudToken.SECRET;
	}

}
