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
 * @param authMode Mode in which requests are authenticated.
 * @param baseUrl URL that the paths of the Inqud API are relative to. Its own path is
 * kept.
 * @param allowInsecureBaseUrl Whether to accept a base URL that starts with "http:" and
 * is not on this machine. Others can read and change requests on their way there.
 * @param connectTimeout Time to wait for a connection.
 * @param readTimeout Time to wait for the next data of a response.
 * @param callTimeout Time that one attempt may take in all, to the last byte of the
 * response.
 * @param maxIdleTime Time after which an idle connection is closed. Has no effect with
 * the client of the JDK.
 * @param maxRequestSize Size of the largest request body. A larger one is not sent.
 * @param maxResponseSize Size of the largest response. A larger one is not read.
 * @param retry Retries of GET and HEAD.
 * @param ssl SSL of the connection.
 * @param accounts Further accounts by name, besides the one of the plain properties.
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
	 * @param maxAttempts Number of attempts in all. 1 means that there is no retry.
	 * @param initialBackoff Time to wait before the second attempt.
	 * @param maxBackoff Longest backoff before an attempt, and longest Retry-After that
	 * is waited for in addition.
	 */
	public record Retry(@DefaultValue("3") int maxAttempts, @DefaultValue("200ms") Duration initialBackoff,
			@DefaultValue("5s") Duration maxBackoff) {

	}

	/**
	 * SSL of the connection.
	 *
	 * @param bundle Name of the SSL bundle to use.
	 */
	public record Ssl(@Nullable String bundle) {

	}

	/**
	 * One of several accounts.
	 *
	 * @param tokenId Token id, which starts with "TKN-".
	 * @param secret Token secret that was issued together with the token id.
	 * @param authMode Mode in which requests are authenticated. That of "inqud.auth-mode"
	 * unless set.
	 * @param baseUrl URL that the paths of the Inqud API are relative to. That of
	 * "inqud.base-url" unless set.
	 */
	public record Account(@Nullable String tokenId, @Nullable String secret, @Nullable AuthMode authMode,
			@Nullable URI baseUrl) {

		/**
		 * Account with the values of another one, where it has any.
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
