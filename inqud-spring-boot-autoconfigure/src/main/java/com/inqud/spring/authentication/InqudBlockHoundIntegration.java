package com.inqud.spring.authentication;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * {@link BlockHoundIntegration} that allows the signer to create a salt: the random bytes
 * come from a file of the operating system that does not block.
 *
 * @since 0.1.0
 */
public final class InqudBlockHoundIntegration implements BlockHoundIntegration {

	@Override
	public void applyTo(BlockHound.Builder builder) {
		builder.allowBlockingCallsInside(HmacSigner.class.getName(), "sign");
	}

}
