package com.inqud.spring.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Body of a request, which is held until the connector takes it. One that is disposed of
 * before is released, and cannot be read or taken any more.
 */
final class RequestBody implements Disposable {

	private final List<DataBuffer> buffers = new ArrayList<>(1);

	private final long maxLength;

	private @Nullable Subscription source;

	private long length;

	private boolean gone;

	RequestBody(long maxLength) {
		this.maxLength = maxLength;
	}

	/**
	 * Keeps the subscription that buffers are added from, to cancel it on disposal.
	 */
	void collectFrom(Subscription source) {
		boolean gone;
		synchronized (this) {
			this.source = source;
			gone = this.gone;
		}
		if (gone) {
			source.cancel();
		}
	}

	/**
	 * Adds a buffer or releases it.
	 * @return whether it was added
	 */
	synchronized boolean add(DataBuffer buffer) {
		int count = buffer.readableByteCount();
		if (this.gone || count > this.maxLength - this.length) {
			DataBufferUtils.release(buffer);
			return false;
		}
		this.length += count;
		this.buffers.add(buffer);
		return true;
	}

	synchronized long length() {
		return this.length;
	}

	/**
	 * Lets the buffers be read.
	 * @throws CancellationException if they were handed over already, or disposed of
	 */
	synchronized void read(Consumer<List<DataBuffer>> reader) {
		if (this.gone) {
			throw tooLate();
		}
		reader.accept(this.buffers);
	}

	/**
	 * Hands the buffers over, which whoever takes them releases.
	 * @param beforehand what reads them before, and may throw to keep them here
	 * @throws CancellationException if they were handed over already, or disposed of
	 */
	synchronized List<DataBuffer> take(Consumer<List<DataBuffer>> beforehand) {
		read(beforehand);
		this.gone = true;
		return this.buffers;
	}

	static CancellationException tooLate() {
		return new CancellationException("The exchange has ended");
	}

	@Override
	public void dispose() {
		Subscription source;
		synchronized (this) {
			if (this.gone) {
				return;
			}
			this.gone = true;
			this.buffers.forEach(DataBufferUtils::release);
			source = this.source;
		}
		if (source != null) {
			source.cancel();
		}
	}

}
