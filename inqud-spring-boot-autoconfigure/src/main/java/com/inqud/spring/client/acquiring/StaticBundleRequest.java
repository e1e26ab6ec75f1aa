package com.inqud.spring.client.acquiring;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Request for a {@linkplain CryptoAcquiringOperations#staticBundle static bundle}.
 *
 * @param referenceId the merchant's own reference, of which there is one bundle
 * @param assets the assets to have an address for, such as {@code ETHEREUM_USDT}
 * @param allEnabledAssets whether to have an address for each asset that is enabled
 * @since 0.1.0
 */
public record StaticBundleRequest(String referenceId, @Nullable List<String> assets,
		@Nullable Boolean allEnabledAssets) {

	/**
	 * Creates a request. The {@link #builder()} reads better.
	 * @throws IllegalArgumentException if the reference is missing, or if an asset is
	 * blank
	 */
	public StaticBundleRequest {
		Assert.hasText(referenceId, "referenceId must not be blank");
		if (assets != null) {
			assets.forEach((asset) -> Assert.hasText(asset, "assets must not contain blank ones"));
			assets = List.copyOf(assets);
		}
	}

	/**
	 * Builder for a request.
	 * @return an empty builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Builder for a {@link StaticBundleRequest}. Its methods are named like the
	 * properties of the request.
	 *
	 * @since 0.1.0
	 */
	public static final class Builder {

		private @Nullable String referenceId;

		private @Nullable List<String> assets;

		private @Nullable Boolean allEnabledAssets;

		private Builder() {
		}

		/**
		 * Sets the merchant's own reference, of which there is one bundle.
		 * @param referenceId the merchant's own reference, of which there is one bundle
		 * @return this builder
		 */
		public Builder referenceId(String referenceId) {
			this.referenceId = referenceId;
			return this;
		}

		/**
		 * Sets the assets to have an address for, such as {@code ETHEREUM_USDT}.
		 * @param assets the assets to have an address for, such as {@code ETHEREUM_USDT}
		 * @return this builder
		 */
		public Builder assets(@Nullable List<String> assets) {
			this.assets = assets;
			return this;
		}

		/**
		 * Sets whether to have an address for each asset that is enabled.
		 * @param allEnabledAssets whether to have an address for each asset that is
		 * enabled
		 * @return this builder
		 */
		public Builder allEnabledAssets(@Nullable Boolean allEnabledAssets) {
			this.allEnabledAssets = allEnabledAssets;
			return this;
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if the reference is missing, or if an asset is
		 * blank
		 */
		@SuppressWarnings("NullAway") // the constructor refuses what is missing
		public StaticBundleRequest build() {
			return new StaticBundleRequest(this.referenceId, this.assets, this.allEnabledAssets);
		}

	}

}
