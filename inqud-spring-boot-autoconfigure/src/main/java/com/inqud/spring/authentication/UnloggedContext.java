package com.inqud.spring.authentication;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.core.codec.Hints;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;

/**
 * Context in which codecs do not log the values that they write.
 */
record UnloggedContext(List<HttpMessageWriter<?>> messageWriters) implements BodyInserter.Context {

	private static final Map<String, Object> HINTS = Hints.from(Hints.SUPPRESS_LOGGING_HINT, true);

	@Override
	public Optional<ServerHttpRequest> serverRequest() {
		return Optional.empty();
	}

	@Override
	public Map<String, Object> hints() {
		return HINTS;
	}

}
