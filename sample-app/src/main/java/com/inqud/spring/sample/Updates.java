package com.inqud.spring.sample;

import java.time.Duration;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.sample.CallLog.Call;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller that tells each open page what has changed.
 */
@RestController
class Updates {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final Sinks.Many<String> changes = Sinks.many().multicast().directBestEffort();

	@EventListener({ Payment.class, Call.class })
	synchronized void announce(Record changed) {
		this.changes.tryEmitNext((changed instanceof Payment) ? "payment" : "call");
	}

	@EventListener(ContextClosedEvent.class)
	synchronized void close() {
		this.changes.tryEmitComplete();
	}

	@GetMapping(path = "/updates", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<ServerSentEvent<String>> updates() {
		Flux<ServerSentEvent<String>> heartbeats = Flux.interval(Duration.ZERO, HEARTBEAT)
			.map((tick) -> ServerSentEvent.<String>builder().comment("").build())
			.takeUntilOther(this.changes.asFlux().ignoreElements());
		return this.changes.asFlux()
			.onBackpressureBuffer()
			.map((change) -> ServerSentEvent.builder(change).event(change).build())
			.mergeWith(heartbeats);
	}

}
