package com.inqud.spring.client.acquiring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.inqud.spring.client.request.RequestProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Request for a {@linkplain CryptoAcquiringOperations#getOrCreateStaticBundle static
 * bundle}. {@link #toString()} omits the additional properties.
 *
 * @param referenceId the merchant's own reference, which identifies the bundle
 * @param assets the assets that need an address, such as {@code ETHEREUM_USDT}
 * @param allEnabledAssets whether to create an address for every enabled asset
 * @param properties the additional properties
 * @since 0.1.0
 */
public record StaticBundleRequest(String referenceId, @Nullable List<String> assets, @Nullable Boolean allEnabledAssets,
		@JsonProperty(RequestProperties.JSON_NAME) @JsonAnyGetter @JsonAnySetter Map<String, Object> properties) {

	/**
	 * Creates a request. Prefer the {@link #builder()}.
	 * @throws IllegalArgumentException if the reference is missing, if an asset is blank,
	 * or if an additional property has the name of a component
	 */
	public StaticBundleRequest {
		Assert.hasText(referenceId, "referenceId must not be blank");
		if (assets != null) {
			assets.forEach((asset) -> Assert.hasText(asset, "assets must not contain a blank asset"));
			assets = List.copyOf(assets);
		}
		properties = RequestProperties.copyOf(properties, StaticBundleRequest.class);
	}

	/**
	 * Builder for a request.
	 * @return an empty builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public String toString() {
		return "StaticBundleRequest[referenceId=" + this.referenceId + ", assets=" + this.assets + ", allEnabledAssets="
				+ this.allEnabledAssets + "]";
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

		private final Map<String, Object> properties = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Sets the merchant's own reference, which identifies the bundle.
		 * @param referenceId the merchant's own reference, which identifies the bundle
		 * @return this builder
		 */
		public Builder referenceId(String referenceId) {
			this.referenceId = referenceId;
			return this;
		}

		/**
		 * Sets the assets that need an address, such as {@code ETHEREUM_USDT}.
		 * @param assets the assets that need an address, such as {@code ETHEREUM_USDT}
		 * @return this builder
		 */
		public Builder assets(@Nullable List<String> assets) {
			this.assets = assets;
			return this;
		}

		/**
		 * Sets whether to create an address for every enabled asset.
		 * @param allEnabledAssets whether to create an address for every enabled asset
		 * @return this builder
		 */
		public Builder allEnabledAssets(@Nullable Boolean allEnabledAssets) {
			this.allEnabledAssets = allEnabledAssets;
			return this;
		}

		/**
		 * Sets a property by its name. The name of a component, such as
		 * {@code referenceId}, sets that component, whose value may also be given as
		 * text.
		 * @param name the name of the property
		 * @param value the value, written as JSON if the request has no component of that
		 * name
		 * @return this builder
		 * @throws IllegalArgumentException if the name is blank, the value is
		 * {@code null}, or the value cannot be converted to the type of the component
		 */
		public Builder property(String name, Object value) {
			RequestProperties.check(name, value);
			return switch (name) {
				case "referenceId" -> referenceId(RequestProperties.text(name, value));
				case "assets" -> assets(RequestProperties.texts(name, value));
				case "allEnabledAssets" -> allEnabledAssets(RequestProperties.value(name, value, Boolean.class));
				default -> {
					this.properties.put(name, value);
					yield this;
				}
			};
		}

		/**
		 * Builds the request.
		 * @return the request
		 * @throws IllegalArgumentException if the reference is missing, or if an asset is
		 * blank
		 */
		@SuppressWarnings("NullAway") // the constructor refuses missing values
		public StaticBundleRequest build() {
			return new StaticBundleRequest(this.referenceId, this.assets, this.allEnabledAssets, this.properties);
		}

	}

}
