package com.inqud.spring.client.acquiring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Addresses that stay the same, for one reference of the merchant. Inqud may leave out
 * any of the fields.
 *
 * @param id the identifier of the bundle, such as {@code CASB-…}
 * @param referenceId the merchant's own reference
 * @param addresses the addresses
 * @param addressesByAsset the address for each asset
 * @since 0.1.0
 */
public record StaticBundle(@Nullable String id, @Nullable String referenceId, @Nullable List<StaticAddress> addresses,
		@Nullable Map<String, StaticAddress> addressesByAsset) {

	/**
	 * Creates a bundle.
	 */
	public StaticBundle {
		addresses = (addresses != null) ? addresses.stream().filter(Objects::nonNull).toList() : null;
		if (addressesByAsset != null) {
			Map<String, StaticAddress> copy = new LinkedHashMap<>(addressesByAsset);
			copy.values().removeIf(Objects::isNull);
			addressesByAsset = Collections.unmodifiableMap(copy);
		}
	}

}
