package com.inqud.spring.test.autoconfigure;

import java.net.URI;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.test.simulator.InqudSimulator;

/**
 * Connection details of a simulator.
 */
record SimulatorConnectionDetails(URI getBaseUrl) implements InqudConnectionDetails {

	@Override
	public String getTokenId() {
		return InqudSimulator.DEFAULT_TOKEN_ID;
	}

	@Override
	public String getSecret() {
		return InqudSimulator.DEFAULT_SECRET;
	}

}
