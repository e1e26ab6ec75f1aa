package com.inqud.spring.client.acquiring;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Permanent address for payments in one asset. Inqud may omit any field except the asset
 * and the address.
 *
 * @param id the identifier of the address, such as {@code UBADR-…}
 * @param asset the asset, such as {@code ETHEREUM_USDT}
 * @param address the address to pay to
 * @param active whether payments to the address are processed at once
 * @param values the limit and the fees
 * @param createdAt the time of creation
 * @since 0.1.0
 */
public record StaticAddress(@Nullable String id, String asset, String address, @Nullable Boolean active,
		@Nullable Values values, @Nullable Instant createdAt) {

	/**
	 * Creates an address.
	 * @throws IllegalArgumentException if the asset or the address is blank
	 */
	public StaticAddress {
		Assert.hasText(asset, "asset must not be blank");
		Assert.hasText(address, "address must not be blank");
	}

	/**
	 * Limit and fees of a payment to the address. Inqud may omit any field.
	 *
	 * @param minLimit the smallest amount
	 * @param percentFee the fee in percent of the amount
	 * @param fixedFee the fixed fee
	 * @param networkFeeEstimate the estimated fee of the blockchain
	 * @since 0.1.0
	 */
	public record Values(@Nullable BigDecimal minLimit, @Nullable BigDecimal percentFee, @Nullable BigDecimal fixedFee,
			@Nullable BigDecimal networkFeeEstimate) {

	}

}
