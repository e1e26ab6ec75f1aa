package com.inqud.spring.authentication;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * {@link BlockHoundIntegration} that allows the signer to draw a salt: the random bytes
 * of the operating system are read from a file that does not block.
 */
public final class InqudBlockHoundIntegration implements BlockHoundIntegration {

	@Override
	public void applyTo(BlockHound.Builder builder) {
		builder.allowBlockingCallsInside(HmacSigner.class.getName(), "sign");
	}

}
