package com.inqud.spring.sample.console;

import java.time.Duration;

import com.inqud.spring.sample.console.CallLog.Call;
import com.inqud.spring.sample.payout.PayoutChanged;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller that tells each open page what has changed.
 */
@RestController
class Updates {

	private static final Duration HEARTBEAT = Duration.ofSeconds(15);

	private final Sinks.Many<String> changes = Sinks.many().multicast().directBestEffort();

	@EventListener(Call.class)
	synchronized void announceCall() {
		this.changes.tryEmitNext("call");
	}

	@TransactionalEventListener(PayoutChanged.class)
	synchronized void announcePayout() {
		this.changes.tryEmitNext("payment");
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
