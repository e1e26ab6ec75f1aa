package com.inqud.spring.autoconfigure;

import java.net.URI;

import com.inqud.spring.test.InqudToken;

/**
 * Details of a connection with the token of the tests.
 */
record TestConnectionDetails(URI getBaseUrl) implements InqudConnectionDetails {

	@Override
	public String getTokenId() {
		return InqudToken.ID;
	}

	@Override
	public String getSecret() {
		return InqudToken.SECRET;
	}

}
