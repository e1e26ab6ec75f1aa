package com.inqud.spring.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.inqud.spring.Turn;
import com.inqud.spring.test.InqudToken;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;

/**
 * A salt and a signature, beside the least that they can cost and beside what is found in
 * tutorials. They take turns within an iteration.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 30)
@Measurement(iterations = 20)
public class SigningBenchmark {

	private static final String ALGORITHM = "HmacSHA256";

	private static final SecretKeySpec KEY = new SecretKeySpec(InqudToken.SECRET.getBytes(StandardCharsets.UTF_8),
			ALGORITHM);

	private static final int BYTES_PER_TURN = 16 * 1024 * 1024;

	private static final int MAX_SIGNATURES_PER_TURN = 10_000;

	@Benchmark
	public void turns(Body body, InitializedMac mac, StartLine startLine, Turns turns, Blackhole blackhole) {
		int signatures = Math.min(MAX_SIGNATURES_PER_TURN, BYTES_PER_TURN / Math.max(1, body.size));
		startLine.await();
		turns.limit = Turn.of(signatures, () -> blackhole.consume(limit(body, mac.mac))).nanos();
		startLine.await();
		Turn inqud = Turn.of(signatures, () -> blackhole.consume(body.signer.sign(body.bytes)));
		turns.inqud = inqud.nanos();
		turns.inqudBytes = inqud.bytes();
		startLine.await();
		turns.tutorial = Turn.of((signatures + 9) / 10, () -> blackhole.consume(tutorial(body))).nanos();
	}

	/**
	 * Nothing but the random bytes and the digest, of as many bytes as with a salt in
	 * hex.
	 */
	private static byte[] limit(Body body, Mac mac) {
		byte[] salt = new byte[32];
		body.random.nextBytes(salt);
		mac.update(body.bytes);
		mac.update(salt);
		mac.update(salt);
		return mac.doFinal();
	}

	private static String tutorial(Body body) {
		try {
			return TutorialSigner.sign(new String(body.bytes, StandardCharsets.UTF_8),
					TutorialSigner.createSalt(body.random));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The same by two threads at once.
	 */
	@Threads(2)
	public static class TwoThreads extends SigningBenchmark {

	}

	/**
	 * Nanoseconds and bytes of one signature.
	 */
	@AuxCounters(AuxCounters.Type.EVENTS)
	@State(Scope.Thread)
	public static class Turns {

		public long limit;

		public long inqud;

		public long inqudBytes;

		public long tutorial;

	}

	/**
	 * Lets all threads begin a turn at once.
	 */
	@State(Scope.Benchmark)
	public static class StartLine {

		private CyclicBarrier barrier;

		@Setup
		public void create(BenchmarkParams params) {
			this.barrier = new CyclicBarrier(params.getThreads());
		}

		private void await() {
			try {
				this.barrier.await();
			}
			catch (InterruptedException | BrokenBarrierException ex) {
				throw new IllegalStateException(ex);
			}
		}

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
	public static class Body {

		@Param({ "0", "200", "1024", "1048576" })
		private int size;

		private final SecureRandom random = new SecureRandom();

		private final HmacSigner signer = new HmacSigner(InqudToken.SECRET);

		private byte[] bytes;

		@Setup
		public void create() {
			this.bytes = createBody(this.size);
		}

	}

	private static byte[] createBody(int size) {
		byte[] body = new byte[size];
		for (int i = 0; i < size; i++) {
			body[i] = (byte) ('a' + i % 26);
		}
		return body;
	}

}
