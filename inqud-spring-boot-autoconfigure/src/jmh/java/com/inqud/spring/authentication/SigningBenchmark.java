package com.inqud.spring.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.inqud.spring.test.InqudToken;
import io.netty.buffer.PooledByteBufAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * A salt and a signature, beside the least that they can cost and beside what is found in
 * tutorials.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class SigningBenchmark {

	private static final String ALGORITHM = "HmacSHA256";

	private static final SecretKeySpec KEY = new SecretKeySpec(InqudToken.SECRET.getBytes(StandardCharsets.UTF_8),
			ALGORITHM);

	@Benchmark
	public Object inqud(Buffers buffers) {
		return buffers.signer.sign(buffers.body);
	}

	/**
	 * Nothing but the random bytes and the digest, of as many bytes as with a salt in
	 * hex.
	 */
	@Benchmark
	public byte[] limit(Bytes bytes, Randomness randomness, InitializedMac mac) {
		byte[] salt = new byte[32];
		randomness.random.nextBytes(salt);
		mac.mac.update(bytes.body);
		mac.mac.update(salt);
		mac.mac.update(salt);
		return mac.mac.doFinal();
	}

	@Benchmark
	public String tutorial(Bytes bytes, Randomness randomness) throws GeneralSecurityException {
		return TutorialSigner.sign(new String(bytes.body, StandardCharsets.UTF_8),
				TutorialSigner.createSalt(randomness.random));
	}

	/**
	 * The same by two threads at once.
	 */
	@Threads(2)
	public static class TwoThreads extends SigningBenchmark {

	}

	@State(Scope.Benchmark)
	public static class Randomness {

		private final SecureRandom random = new SecureRandom();

	}

	@State(Scope.Thread)
	public static class InitializedMac {

		private Mac mac;

		@Setup
		public void initialize() throws GeneralSecurityException {
			this.mac = Mac.getInstance(ALGORITHM);
			this.mac.init(KEY);
		}

	}

	@State(Scope.Benchmark)
	public static class Bytes {

		@Param({ "0", "200", "1024", "1048576" })
		private int size;

		private byte[] body;

		@Setup
		public void create() {
			this.body = createBody(this.size);
		}

	}

	@State(Scope.Benchmark)
	public static class Buffers {

		@Param({ "0", "200", "1024", "1048576" })
		private int size;

		@Param
		private Memory memory;

		private final HmacSigner signer = new HmacSigner(InqudToken.SECRET);

		private List<DataBuffer> body;

		@Setup
		public void create() {
			DataBufferFactory factory = switch (this.memory) {
				case HEAP -> DefaultDataBufferFactory.sharedInstance;
				case DIRECT -> new NettyDataBufferFactory(new PooledByteBufAllocator(true));
			};
			this.body = (this.size > 0) ? List.of(factory.allocateBuffer(this.size).write(createBody(this.size)))
					: List.of();
		}

	}

	public enum Memory {

		HEAP, DIRECT

	}

	private static byte[] createBody(int size) {
		byte[] body = new byte[size];
		for (int i = 0; i < size; i++) {
			body[i] = (byte) ('a' + i % 26);
		}
		return body;
	}

}
