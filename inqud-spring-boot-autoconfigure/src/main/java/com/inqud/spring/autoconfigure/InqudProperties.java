package com.inqud.spring.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import com.inqud.spring.authentication.AuthMode;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the Inqud client.
 *
 * @param tokenId Token id, which starts with "TKN-".
 * @param secret Token secret that was issued together with the token id.
 * @param authMode Authentication mode of requests.
 * @param baseUrl Base URL of the Inqud API. A path in it is kept.
 * @param allowInsecureBaseUrl Whether to accept an "http:" base URL on another machine.
 * Others can then read and change requests in transit.
 * @param connectTimeout Time to wait for a connection.
 * @param readTimeout Time to wait for the next data of a response.
 * @param callTimeout Maximum time of one attempt, up to the last byte of the response.
 * @param maxIdleTime Time after which an idle connection is closed. Has no effect on the
 * JDK client.
 * @param maxRequestSize Maximum size of a request body. A larger one is not sent.
 * @param maxResponseSize Maximum size of a response. A larger one is not read.
 * @param retry Retries of GET and HEAD.
 * @param ssl SSL settings of the connection.
 * @param accounts Additional accounts by name, besides the default account.
 * @since 0.1.0
 */
@ConfigurationProperties("inqud")
public record InqudProperties(@Nullable String tokenId, @Nullable String secret,
		@DefaultValue("hmac") AuthMode authMode, @DefaultValue("https://api.inqud.com") URI baseUrl,
		@DefaultValue("false") boolean allowInsecureBaseUrl, @DefaultValue("5s") Duration connectTimeout,
		@DefaultValue("30s") Duration readTimeout, @DefaultValue("60s") Duration callTimeout,
		@DefaultValue("30s") Duration maxIdleTime, @DefaultValue("10MB") DataSize maxRequestSize,
		@DefaultValue("64MB") DataSize maxResponseSize, @DefaultValue Retry retry, @DefaultValue Ssl ssl,
		@DefaultValue Map<String, Account> accounts) {

	/**
	 * Creates the properties.
	 */
	public InqudProperties {
		accounts = AccountNames.merge(accounts, (name) -> true);
	}

	/**
	 * Description without the secret.
	 */
	@Override
	public String toString() {
		return "InqudProperties[tokenId=" + this.tokenId + ", secret=******, authMode=" + this.authMode + "]";
	}

	/**
	 * Retries of GET and HEAD.
	 *
	 * @param maxAttempts Maximum number of attempts. 1 disables retries.
	 * @param initialBackoff Time to wait before the second attempt.
	 * @param maxBackoff Maximum backoff before an attempt, and maximum time to wait for
	 * Retry-After in addition.
	 * @since 0.1.0
	 */
	public record Retry(@DefaultValue("3") int maxAttempts, @DefaultValue("200ms") Duration initialBackoff,
			@DefaultValue("5s") Duration maxBackoff) {

	}

	/**
	 * SSL settings of the connection.
	 *
	 * @param bundle Name of the SSL bundle to use.
	 * @since 0.1.0
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * Additional account.
	 *
	 * @param tokenId Token id, which starts with "TKN-".
	 * @param secret Token secret that was issued together with the token id.
	 * @param authMode Authentication mode of requests. Defaults to "inqud.auth-mode".
	 * @param baseUrl Base URL of the Inqud API. Defaults to "inqud.base-url".
	 * @since 0.1.0
	 */
	public record Account(@Nullable String tokenId, @Nullable String secret, @Nullable AuthMode authMode,
			@Nullable URI baseUrl) {

		/**
		 * This account, with each value that another one sets replaced.
		 */
		Account overriddenBy(Account other) {
			return new Account((other.tokenId != null) ? other.tokenId : this.tokenId,
					(other.secret != null) ? other.secret : this.secret,
					(other.authMode != null) ? other.authMode : this.authMode,
					(other.baseUrl != null) ? other.baseUrl : this.baseUrl);
		}

		/**
		 * Description without the secret.
		 */
		@Override
		public String toString() {
			return "Account[tokenId=" + this.tokenId + ", secret=******, authMode=" + this.authMode + ", baseUrl="
					+ this.baseUrl + "]";
		}

	}

}
