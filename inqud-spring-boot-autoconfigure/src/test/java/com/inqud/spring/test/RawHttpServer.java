package com.inqud.spring.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP server on a plain socket that keeps every byte of a request as it came.
 */
public final class RawHttpServer implements AutoCloseable {

	private final ServerSocket serverSocket;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());

	private final AtomicInteger connections = new AtomicInteger();

	private final Responder responder;

	private final boolean forgetful;

	public RawHttpServer(Responder responder) {
		this(createServerSocket(), responder);
	}

	public RawHttpServer(ServerSocket serverSocket, Responder responder) {
		this(serverSocket, responder, false);
	}

	private RawHttpServer(ServerSocket serverSocket, Responder responder, boolean forgetful) {
		this.responder = responder;
		this.forgetful = forgetful;
		this.serverSocket = serverSocket;
		this.executor.execute(this::acceptAll);
	}

	/**
	 * Server for very many requests, of which it keeps none.
	 */
	public static RawHttpServer forgetful(Responder responder) {
		return new RawHttpServer(createServerSocket(), responder, true);
	}

	private static ServerSocket createServerSocket() {
		try {
			return new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.serverSocket.getLocalPort();
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + port());
	}

	/**
	 * Every request that was read whole.
	 */
	public List<Request> requests() {
		synchronized (this.requests) {
			return List.copyOf(this.requests);
		}
	}

	public Request onlyRequest() {
		List<Request> all = requests();
		if (all.size() != 1) {
			throw new AssertionError("Expected one request but got " + all);
		}
		return all.get(0);
	}

	public int connections() {
		return this.connections.get();
	}

	/**
	 * Number of the connections that nobody has closed yet.
	 */
	public int openConnections() {
		return this.sockets.size();
	}

	private void acceptAll() {
		while (!this.serverSocket.isClosed()) {
			try {
				Socket socket = this.serverSocket.accept();
				this.connections.incrementAndGet();
				this.sockets.add(socket);
				if (this.serverSocket.isClosed()) {
					socket.close();
				}
				this.executor.execute(() -> serve(socket));
			}
			catch (IOException | RejectedExecutionException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			while (!socket.isClosed()) {
				Request request = Request.read(in);
				if (!this.forgetful) {
					this.requests.add(request);
				}
				this.responder.respond(request, socket);
			}
		}
		catch (IOException ex) {
			// the connection is over
		}
		finally {
			this.sockets.remove(socket);
		}
	}

	@Override
	public void close() throws IOException {
		this.serverSocket.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(10, TimeUnit.SECONDS)) {
				throw new IllegalStateException("A connection is still served");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Responder that answers with a status and a JSON document.
	 */
	public static Responder json(int status, String body) {
		return response(status, "Content-Type: application/json\r\n", body);
	}

	/**
	 * Responder that answers with a status, header lines and a body.
	 */
	public static Responder response(int status, String headerLines, String body) {
		byte[] content = body.getBytes(StandardCharsets.UTF_8);
		String head = "HTTP/1.1 " + status + " Status\r\n" + headerLines + "Content-Length: " + content.length
				+ "\r\n\r\n";
		return (request, socket) -> raw(request.method().equals("HEAD") ? head : head + body).respond(request, socket);
	}

	/**
	 * Responder that writes bytes as they are.
	 */
	public static Responder raw(String bytes) {
		return (request, socket) -> {
			socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
			socket.getOutputStream().flush();
		};
	}

	/**
	 * Responder that resets the connection.
	 */
	public static Responder reset() {
		return (request, socket) -> {
			socket.setSoLinger(true, 0);
			socket.close();
		};
	}

	/**
	 * Responder that says nothing.
	 */
	public static Responder silence() {
		return (request, socket) -> {
		};
	}

	/**
	 * What a server does with a request.
	 */
	@FunctionalInterface
	public interface Responder {

		void respond(Request request, Socket socket) throws IOException;

		default Responder andClose() {
			return (request, socket) -> {
				respond(request, socket);
				socket.close();
			};
		}

	}

	/**
	 * Request as it came over the wire.
	 */
	public record Request(String method, String target, Map<String, List<String>> headers, byte[] body) {

		private static Request read(InputStream in) throws IOException {
			String[] requestLine = readLine(in).split(" ");
			Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
				int colon = line.indexOf(':');
				headers.computeIfAbsent(line.substring(0, colon), (name) -> new ArrayList<>())
					.add(line.substring(colon + 1).trim());
			}
			return new Request(requestLine[0], requestLine[1], headers, readBody(in, headers));
		}

		private static byte[] readBody(InputStream in, Map<String, List<String>> headers) throws IOException {
			if (headers.containsKey("Transfer-Encoding")) {
				ByteArrayOutputStream body = new ByteArrayOutputStream();
				for (int size = readChunkSize(in); size > 0; size = readChunkSize(in)) {
					body.write(readFully(in, size));
					readLine(in);
				}
				readLine(in);
				return body.toByteArray();
			}
			List<String> length = headers.getOrDefault("Content-Length", List.of("0"));
			return readFully(in, Integer.parseInt(length.get(0)));
		}

		private static int readChunkSize(InputStream in) throws IOException {
			return Integer.parseInt(readLine(in), 16);
		}

		private static byte[] readFully(InputStream in, int length) throws IOException {
			byte[] bytes = in.readNBytes(length);
			if (bytes.length < length) {
				throw new EOFException();
			}
			return bytes;
		}

		private static String readLine(InputStream in) throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			for (int b = in.read(); b != '\n'; b = in.read()) {
				if (b == -1) {
					throw new EOFException();
				}
				line.write(b);
			}
			return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
		}

		/**
		 * The value of a header that must be there once.
		 */
		public String header(String name) {
			List<String> values = this.headers.getOrDefault(name, List.of());
			if (values.size() != 1) {
				throw new AssertionError("Expected one header " + name + " but got " + values);
			}
			return values.get(0);
		}

		public String text() {
			return new String(this.body, StandardCharsets.UTF_8);
		}

		@Override
		public String toString() {
			return this.method + " " + this.target + " " + this.headers;
		}

	}

}
