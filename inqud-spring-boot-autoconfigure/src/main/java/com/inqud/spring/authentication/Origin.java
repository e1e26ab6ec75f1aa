package com.inqud.spring.authentication;

import java.net.URI;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Scheme, host and port of a URL.
 */
record Origin(@Nullable String scheme, @Nullable String host, int port) {

	static Origin of(URI url) {
		String scheme = lowerCase(url.getScheme());
		int port = url.getPort();
		if (port == -1) {
			port = "https".equals(scheme) ? 443 : 80;
		}
		return new Origin(scheme, lowerCase(url.getHost()), port);
	}

	private static @Nullable String lowerCase(@Nullable String value) {
		return (value != null) ? value.toLowerCase(Locale.ROOT) : null;
	}

	@Override
	public String toString() {
		return this.scheme + "://" + this.host + ":" + this.port;
	}

}
