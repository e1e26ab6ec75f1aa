package com.inqud.spring.authentication;

import java.util.concurrent.CancellationException;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * End of an exchange without an answer. What has not been handed to the connector by then
 * must not be sent any more.
 */
final class Abortion {

	private final Sinks.Empty<Void> sink = Sinks.empty();

	private volatile boolean happened;

	void happen() {
		this.happened = true;
		this.sink.tryEmitError(new CancellationException("The exchange has ended"));
	}

	boolean hasHappened() {
		return this.happened;
	}

	/**
	 * Ends in an error when it happens.
	 */
	Mono<Void> asMono() {
		return this.sink.asMono();
	}

}
