package com.inqud.spring.test.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Request that the simulator has received. Secrets, salts, signatures and card numbers
 * are masked.
 *
 * @param method the HTTP method
 * @param target the path and the query
 * @param headers the headers, by name in lower case
 * @param body the body, empty if there is none
 * @param refusal the reason why authentication failed, or {@code null} if it succeeded
 * @since 0.1.0
 */
public record SimulatedRequest(String method, String target, Map<String, List<String>> headers, String body,
		@Nullable String refusal) {

	static SimulatedRequest of(HttpMessage.Request request, @Nullable String refusal) {
		Map<String, List<String>> headers = new TreeMap<>();
		for (HttpMessage.Header header : request.head().headers()) {
			boolean secret = header.isOneOf(Authentication.TOKEN_SECRET, Authentication.SIGNATURE, Authentication.SALT,
					"Authorization", "Cookie");
			headers.merge(header.name().toLowerCase(Locale.ROOT),
					List.of(secret ? Masking.MASK : Masking.text(header.value())), SimulatedRequest::join);
		}
		return new SimulatedRequest(request.method(), Masking.text(request.target()), Map.copyOf(headers),
				Masking.body(request.body()), refusal);
	}

	private static List<String> join(List<String> first, List<String> second) {
		return Stream.concat(first.stream(), second.stream()).toList();
	}

	/**
	 * Whether authentication succeeded.
	 * @return {@code true} if it was
	 */
	public boolean isAuthenticated() {
		return this.refusal == null;
	}

}
