package com.inqud.spring.client;

import java.util.Arrays;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Start of the body of an answer, up to a limit.
 */
final class ResponseBody {

	private final int maxLength;

	private byte[] bytes = {};

	private int length;

	ResponseBody(int maxLength) {
		this.maxLength = maxLength;
	}

	/**
	 * Adds what a buffer holds, and releases it.
	 * @return whether all of it was added
	 */
	boolean add(DataBuffer buffer) {
		try {
			int count = Math.min(buffer.readableByteCount(), this.maxLength - this.length);
			int newLength = this.length + count;
			if (newLength > this.bytes.length) {
				int capacity = (this.length > this.maxLength / 2) ? this.maxLength : 2 * this.length;
				this.bytes = Arrays.copyOf(this.bytes, Math.max(newLength, capacity));
			}
			buffer.read(this.bytes, this.length, count);
			this.length = newLength;
			return buffer.readableByteCount() == 0;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	byte[] toByteArray() {
		return (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
	}

}
