package com.inqud.spring.test.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link InqudSimulator} leaves behind, which is nothing, and for how long
 * it takes to start.
 */
class CleanUpTests {

	private static final String REQUEST = "GET /v1/user/wallet/balances HTTP/1.1\r\nHost: x\r\nX-Token-API-Id: "
			+ InqudSimulator.DEFAULT_TOKEN_ID + "\r\nX-Token-API-Secret: " + InqudSimulator.DEFAULT_SECRET + "\r\n\r\n";

	private static final int RESETS = 1_000;

	@Test
	void thousandResetsLeaveNothing() throws Exception {
		use(InqudSimulator.start(), 10);
		Set<Thread> threads = threads();
		long files = openFiles();
		InqudSimulator simulator = InqudSimulator.start();
		int port = simulator.baseUrl().getPort();
		int backendPort = simulator.wireMock().port();
		use(simulator, RESETS);
		assertThat(threads()).as("threads").isSubsetOf(threads);
		assertThat(openFiles()).as("open files").isLessThanOrEqualTo(files);
		for (int each : new int[] { port, backendPort }) {
			assertThatExceptionOfType(ConnectException.class)
				.isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), each).close());
		}
	}

	@Test
	void startsQuickly() {
		Duration best = Duration.ofDays(1);
		for (int i = 0; i < 5; i++) {
			long start = System.nanoTime();
			InqudSimulator simulator = InqudSimulator.start();
			Duration duration = Duration.ofNanos(System.nanoTime() - start);
			simulator.close();
			best = (duration.compareTo(best) < 0) ? duration : best;
		}
		System.out.println("Start of the simulator in a warm JVM: " + best.toMillis() + " ms");
	}

	/**
	 * Calls, with a fault in each way of ending a connection, and resets.
	 */
	private static void use(InqudSimulator simulator, int resets) throws IOException {
		try (simulator) {
			for (int i = 0; i < resets; i++) {
				switch (i % 5) {
					case 0 -> simulator.nextCall().hang();
					case 1 -> simulator.nextCall().loseResponse();
					case 2 -> simulator.nextCall().resetBeforeReading();
					case 3 -> simulator.nextCall().slowResponse(Duration.ofHours(1));
					default -> simulator.nextCall().serverError();
				}
				try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
					socket.setSoTimeout(20_000);
					socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
					if (i % 5 == 0 || i % 5 == 3) {
						while (simulator.requests().isEmpty()) {
							Thread.onSpinWait();
						}
					}
					else if (i % 5 == 4) {
						socket.getInputStream().read();
					}
					else {
						assertThatExceptionOfType(IOException.class)
							.isThrownBy(() -> socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
					}
				}
				simulator.reset();
			}
		}
	}

	private static Set<Thread> threads() {
		Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> !thread.isAlive());
		return threads;
	}

	private static long openFiles() throws IOException {
		Path directory = Path.of("/proc/self/fd");
		if (!Files.exists(directory)) {
			return 0;
		}
		try (Stream<Path> files = Files.list(directory)) {
			return files.count();
		}
	}

}
