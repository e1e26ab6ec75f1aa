package com.inqud.spring.test.simulator;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 server on the loopback interface that can inject connection faults.
 */
final class Front implements AutoCloseable {

	private static final int BACKLOG = 256;

	private static final long CLOSE_SECONDS = 10;

	private final ServerSocket serverSocket = new ServerSocket();

	private final ExecutorService executor = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "inqud-simulator-connection");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final Set<Exchange> exchanges = ConcurrentHashMap.newKeySet();

	private final Handler handler;

	/**
	 * Creates a server and starts to listen.
	 * @param port the port, 0 for a free one
	 * @param handler the handler of the requests
	 */
	Front(int port, Handler handler) throws IOException {
		this.handler = handler;
		try {
			this.serverSocket.setReuseAddress(true);
			this.serverSocket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), port),
					BACKLOG);
		}
		catch (IOException ex) {
			this.serverSocket.close();
			throw new IOException("The simulator of Inqud cannot listen on port " + port, ex);
		}
		this.executor.execute(this::acceptAll);
	}

	int port() {
		return this.serverSocket.getLocalPort();
	}

	private void acceptAll() {
		while (!this.serverSocket.isClosed()) {
			try {
				Socket socket = this.serverSocket.accept();
				this.sockets.add(socket);
				socket.setTcpNoDelay(true);
				this.executor.execute(() -> serve(socket));
			}
			catch (RejectedExecutionException ex) {
				return;
			}
			catch (IOException ex) {
				// the connection is gone, or the server is closed
			}
		}
		resetAll(this.sockets);
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			boolean open = true;
			while (open && !this.serverSocket.isClosed()) {
				open = serve(socket, in);
			}
		}
		catch (IOException ex) {
			// the connection is gone
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	/**
	 * Serves one request.
	 * @return whether another request may follow
	 */
	private boolean serve(Socket socket, InputStream in) throws IOException, InterruptedException {
		HttpMessage.Request request;
		try {
			HttpMessage.Head head = HttpMessage.Head.read(in);
			if (head == null) {
				return false;
			}
			String[] startLine = head.startLine().split(" ");
			if (startLine.length != 3 || !startLine[2].startsWith("HTTP/1.") || !startLine[1].startsWith("/")) {
				throw new ProtocolException("This is not an HTTP/1.1 request");
			}
			HttpMessage.Request unread = new HttpMessage.Request(startLine[0], startLine[1], head, new byte[0]);
			if (this.handler.resetsUnread(unread)) {
				reset(socket);
				return false;
			}
			if (head.contains("Expect", "100-continue")) {
				HttpMessage.write(socket.getOutputStream(), "HTTP/1.1 100 Continue\r\n\r\n");
			}
			request = new HttpMessage.Request(startLine[0], startLine[1], head, head.readBody(in));
		}
		catch (ProtocolException ex) {
			HttpMessage.Response response = HttpMessage.Response.error(400, "BAD_REQUEST",
					String.valueOf(ex.getMessage()));
			write(socket, response.toBytes("GET"));
			return false;
		}
		Exchange exchange = new Exchange(socket, in, request);
		this.exchanges.add(exchange);
		try {
			this.handler.handle(request).apply(exchange);
		}
		finally {
			this.exchanges.remove(exchange);
		}
		return exchange.open && !request.head().contains("Connection", "close")
				&& !request.head().startLine().endsWith("HTTP/1.0");
	}

	private static void write(Socket socket, byte[] bytes) throws IOException {
		OutputStream out = socket.getOutputStream();
		out.write(bytes);
		out.flush();
	}

	private static void reset(Socket socket) throws IOException {
		socket.setSoLinger(true, 0);
		socket.close();
	}

	/**
	 * Resets the connections with a request that has no response yet.
	 */
	void resetExchanges() {
		this.exchanges.forEach((exchange) -> {
			exchange.over.countDown();
			resetAll(Set.of(exchange.socket));
		});
	}

	private static void resetAll(Set<Socket> sockets) {
		for (Socket socket : sockets) {
			try {
				reset(socket);
			}
			catch (IOException ex) {
				// it is closed already
			}
		}
	}

	@Override
	public void close() {
		try {
			this.serverSocket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		resetAll(this.sockets);
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				throw new IllegalStateException("A connection to the simulator of Inqud is still in use");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Handler of requests.
	 */
	interface Handler {

		/**
		 * Whether to reset the connection before the body is read.
		 * @param request the request without its body
		 * @return {@code true} to reset it
		 */
		boolean resetsUnread(HttpMessage.Request request);

		/**
		 * Selects the outcome of a request.
		 * @param request the request
		 * @return the outcome
		 */
		Outcome handle(HttpMessage.Request request);

		/**
		 * Response to a request.
		 * @param request the request
		 * @return the response
		 * @throws BrokenResponseException if the response is incomplete
		 */
		HttpMessage.Response call(HttpMessage.Request request) throws BrokenResponseException;

	}

	/**
	 * Action on a connection after a request was read.
	 */
	@FunctionalInterface
	interface Outcome {

		void apply(Exchange exchange) throws IOException, InterruptedException;

	}

	/**
	 * Start of a response that a custom stub cut off on purpose.
	 */
	static final class BrokenResponseException extends IOException {

		private static final long serialVersionUID = 1L;

		private final byte[] start;

		BrokenResponseException(byte[] start, @Nullable IOException cause) {
			super(cause);
			this.start = start;
		}

	}

	/**
	 * Request and its connection.
	 */
	final class Exchange {

		private final Socket socket;

		private final InputStream in;

		private final HttpMessage.Request request;

		private final CountDownLatch over = new CountDownLatch(1);

		private boolean open = true;

		private Exchange(Socket socket, InputStream in, HttpMessage.Request request) {
			this.socket = socket;
			this.in = in;
			this.request = request;
		}

		/**
		 * Executes the request.
		 * @return the bytes of the response
		 */
		byte[] call() throws IOException {
			try {
				return Front.this.handler.call(this.request).toBytes(this.request.method());
			}
			catch (BrokenResponseException ex) {
				write(ex.start);
				reset();
				throw ex;
			}
		}

		void write(HttpMessage.Response response) throws IOException {
			write(response.toBytes(this.request.method()));
		}

		void write(byte[] bytes) throws IOException {
			Front.write(this.socket, bytes);
		}

		void writeSlowly(byte[] bytes, Duration interval) throws IOException, InterruptedException {
			for (byte b : bytes) {
				if (this.over.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
					throw new EOFException();
				}
				write(new byte[] { b });
			}
		}

		/**
		 * Waits until the client gives up.
		 */
		void hang() throws IOException {
			while (this.in.read() != -1) {
				// discard everything that the client sends
			}
			close();
		}

		void reset() throws IOException {
			this.open = false;
			Front.reset(this.socket);
		}

		void close() {
			this.open = false;
		}

	}

}
