package com.inqud.spring.authentication;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import reactor.core.Disposable;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Body of a request, which is held until the connector takes it. One that is disposed of
 * before is released, and cannot be taken any more.
 */
final class RequestBody implements Disposable {

	private final List<DataBuffer> buffers = new ArrayList<>(1);

	private final long maxLength;

	private long length;

	private boolean gone;

	RequestBody(long maxLength) {
		this.maxLength = maxLength;
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

	List<DataBuffer> buffers() {
		return this.buffers;
	}

	long length() {
		return this.length;
	}

	/**
	 * Hands the buffers over, which whoever takes them releases.
	 * @param beforehand what is told of them before, and may throw to keep them here
	 * @throws CancellationException if they were handed over already, or disposed of
	 */
	synchronized List<DataBuffer> take(Consumer<List<DataBuffer>> beforehand) {
		if (this.gone) {
			throw new CancellationException("The exchange has ended");
		}
		beforehand.accept(this.buffers);
		this.gone = true;
		return this.buffers;
	}

	@Override
	public synchronized void dispose() {
		if (!this.gone) {
			this.gone = true;
			this.buffers.forEach(DataBufferUtils::release);
		}
	}

}
