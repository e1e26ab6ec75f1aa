package com.inqud.spring.client.exchange;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Operator that applies the call timeout. A call ends with its response, failure,
 * cancellation or timeout, whichever comes first. Later signals are dropped.
 */
final class CallDeadline extends MonoOperator<ClientResponse, ClientResponse> {

	private final Call call;

	private final CallTimer timer;

	private final Duration timeout;

	CallDeadline(Mono<ClientResponse> source, Call call, CallTimer timer, Duration timeout) {
		super(source);
		this.call = call;
		this.timer = timer;
		this.timeout = timeout;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ClientResponse> actual) {
		actual.onSubscribe(new Exchange(actual));
	}

	/**
	 * Subscription to the response. The first {@link #request(long)} sends the request.
	 */
	private final class Exchange extends AtomicBoolean
			implements CoreSubscriber<ClientResponse>, Subscription, CallTimer.Entry {

		private static final long serialVersionUID = 1L;

		private final transient CoreSubscriber<? super ClientResponse> actual;

		private final transient Context context;

		private final transient AtomicBoolean requested = new AtomicBoolean();

		private final long deadline = CallTimer.deadline(CallDeadline.this.timeout);

		private transient volatile @Nullable Subscription source;

		private transient volatile boolean cancelled;

		private Exchange(CoreSubscriber<? super ClientResponse> actual) {
			this.actual = actual;
			this.context = actual.currentContext().put(Call.KEY, CallDeadline.this.call);
		}

		@Override
		public Context currentContext() {
			return this.context;
		}

		@Override
		public void request(long n) {
			if (this.requested.compareAndSet(false, true)) {
				CallDeadline.this.timer.add(this);
				CallDeadline.this.source.subscribe(this);
			}
		}

		@Override
		public void onSubscribe(Subscription source) {
			this.source = source;
			if (get()) {
				source.cancel();
			}
			else {
				source.request(Long.MAX_VALUE);
			}
		}

		@Override
		public void onNext(ClientResponse response) {
			if (end()) {
				this.actual.onNext(response);
				this.actual.onComplete();
			}
		}

		@Override
		public void onError(Throwable failure) {
			if (end()) {
				this.actual.onError(failure);
			}
		}

		@Override
		public void onComplete() {
			if (end()) {
				this.actual.onComplete();
			}
		}

		@Override
		public void cancel() {
			this.cancelled = true;
			if (end()) {
				cancelSource();
			}
		}

		@Override
		public long getDeadline() {
			return this.deadline;
		}

		@Override
		public void expire() {
			if (!end()) {
				return;
			}
			try {
				// Application code must not run on the thread of the timer
				Schedulers.parallel().schedule(this::fail);
			}
			catch (RejectedExecutionException ex) {
				fail();
			}
		}

		private void fail() {
			cancelSource();
			if (!this.cancelled) {
				this.actual.onError(new CallTimeoutException(CallDeadline.this.timeout));
			}
		}

		private void cancelSource() {
			Subscription source = this.source;
			if (source != null) {
				source.cancel();
			}
		}

		private boolean end() {
			boolean first = compareAndSet(false, true);
			if (first) {
				CallDeadline.this.timer.remove(this);
				CallDeadline.this.call.end();
			}
			return first;
		}

	}

	/**
	 * Expiry of the call timeout.
	 */
	static final class CallTimeoutException extends TimeoutException {

		private static final long serialVersionUID = 1L;

		private CallTimeoutException(Duration timeout) {
			super("the response was not complete within " + timeout.toMillis() + " ms");
		}

	}

}
