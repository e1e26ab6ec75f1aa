package com.inqud.spring.test.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Connections to the WireMock server, one for each request. They carry neither secrets
 * nor signatures.
 */
final class Backend {

	private final int port;

	private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

	Backend(int port) {
		this.port = port;
	}

	HttpMessage.Response call(HttpMessage.Request request) throws Front.BrokenResponseException {
		ByteArrayOutputStream received = new ByteArrayOutputStream();
		IOException failure = null;
		try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), this.port)) {
			this.sockets.add(socket);
			try {
				socket.setTcpNoDelay(true);
				socket.getOutputStream().write(toBytes(request));
				socket.getInputStream().transferTo(received);
			}
			finally {
				this.sockets.remove(socket);
			}
		}
		catch (IOException ex) {
			failure = ex;
		}
		return parse(request, received.toByteArray(), failure);
	}

	private static HttpMessage.Response parse(HttpMessage.Request request, byte[] received,
			@Nullable IOException failure) throws Front.BrokenResponseException {
		if (failure == null) {
			InputStream in = new BufferedInputStream(new ByteArrayInputStream(received));
			try {
				HttpMessage.Head head = HttpMessage.Head.read(in);
				if (head != null && head.startLine().startsWith("HTTP/1.1 ")) {
					boolean framed = head.contains("Transfer-Encoding", "chunked")
							|| !head.values("Content-Length").isEmpty();
					boolean bodiless = request.method().equals("HEAD");
					byte[] body = (framed && !bodiless) ? head.readBody(in) : in.readAllBytes();
					return new HttpMessage.Response(head.startLine(), head.headers(), body);
				}
			}
			catch (IOException ex) {
				failure = ex;
			}
		}
		throw new Front.BrokenResponseException(received, failure);
	}

	private static byte[] toBytes(HttpMessage.Request request) {
		StringBuilder head = new StringBuilder(request.method()).append(' ')
			.append(request.target())
			.append(" HTTP/1.1\r\n");
		for (HttpMessage.Header header : request.head().headers()) {
			if (header.isOneOf(Authentication.TOKEN_SECRET, Authentication.SIGNATURE, Authentication.SALT)) {
				append(head, header.name(), Masking.MASK);
			}
			else if (!header.isOneOf("Connection", "Keep-Alive", "Content-Length", "Transfer-Encoding", "Expect", "TE",
					"Trailer", "Upgrade", "HTTP2-Settings")) {
				append(head, header.name(), header.value());
			}
		}
		append(head, "Connection", "close");
		append(head, "Content-Length", String.valueOf(request.body().length));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		bytes.writeBytes(request.body());
		return bytes.toByteArray();
	}

	private static void append(StringBuilder head, String name, String value) {
		head.append(name).append(": ").append(value).append("\r\n");
	}

	/**
	 * Closes the connections of requests that a custom stub is still delaying.
	 */
	void abort() {
		for (Socket socket : this.sockets) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// it is closed already
			}
		}
	}

}
