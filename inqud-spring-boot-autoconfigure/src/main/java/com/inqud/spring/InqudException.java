package com.inqud.spring;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

import org.jspecify.annotations.Nullable;

/**
 * Base class of the exceptions of this library.
 * <p>
 * The exceptions are serializable. A cause that is not serializable is replaced by its
 * description.
 *
 * @since 0.1.0
 */
public abstract class InqudException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private transient @Nullable Throwable cause;

	/**
	 * Creates an exception.
	 * @param message what happened, in one line and without secrets
	 * @param cause the cause, {@code null} for none
	 */
	protected InqudException(String message, @Nullable Throwable cause) {
		super(message, null);
		this.cause = cause;
	}

	/**
	 * Cause of this exception.
	 * @return the cause, or {@code null} if there is none
	 */
	@Override
	public final synchronized @Nullable Throwable getCause() {
		return this.cause;
	}

	private void writeObject(ObjectOutputStream out) throws IOException {
		out.defaultWriteObject();
		Throwable cause = this.cause;
		out.writeObject((cause != null && !isSerializable(cause)) ? new DescribedCause(cause) : cause);
	}

	private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
		in.defaultReadObject();
		this.cause = (Throwable) in.readObject();
	}

	private static boolean isSerializable(Throwable cause) {
		try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
			out.writeObject(cause);
			return true;
		}
		catch (IOException | RuntimeException ex) {
			return false;
		}
	}

	/**
	 * Description of a cause that cannot be serialized.
	 */
	private static final class DescribedCause extends Exception {

		private static final long serialVersionUID = 1L;

		private DescribedCause(Throwable cause) {
			super(cause.toString(), null, false, true);
			setStackTrace(cause.getStackTrace());
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

	}

}
