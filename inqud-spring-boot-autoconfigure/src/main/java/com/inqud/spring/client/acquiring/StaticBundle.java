package com.inqud.spring.client.acquiring;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Permanent addresses for one reference of the merchant. Inqud may omit any field except
 * the identifier.
 *
 * @param id the identifier of the bundle, such as {@code CASB-…}
 * @param referenceId the merchant's own reference
 * @param addresses the addresses
 * @param addressesByAsset the address for each asset
 * @since 0.1.0
 */
public record StaticBundle(String id, @Nullable String referenceId, @Nullable List<StaticAddress> addresses,
		@Nullable Map<String, StaticAddress> addressesByAsset) {

	/**
	 * Creates a bundle.
	 * @throws IllegalArgumentException if the identifier is blank
	 */
	public StaticBundle {
		Assert.hasText(id, "id must not be blank");
		addresses = Immutable.list(addresses);
		addressesByAsset = Immutable.map(addressesByAsset);
	}

}
