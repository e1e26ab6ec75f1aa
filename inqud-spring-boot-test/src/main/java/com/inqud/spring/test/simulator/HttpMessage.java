package com.inqud.spring.test.simulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Requests and responses of HTTP/1.1 as bytes on a connection. Header values are read as
 * ISO 8859-1, so that their bytes are kept.
 */
final class HttpMessage {

	static final int MAX_BODY = 32 * 1024 * 1024;

	private static final int MAX_HEAD = 64 * 1024;

	private HttpMessage() {
	}

	/**
	 * Start line and headers of a message.
	 */
	record Head(String startLine, List<Header> headers) {

		/**
		 * Reads a head.
		 * @return the head, or {@code null} at the end of the connection
		 */
		static @Nullable Head read(InputStream in) throws IOException {
			int[] remaining = { MAX_HEAD };
			String startLine = readLine(in, remaining);
			while (startLine != null && startLine.isEmpty()) {
				startLine = readLine(in, remaining);
			}
			if (startLine == null) {
				return null;
			}
			List<Header> headers = new ArrayList<>();
			for (String line = requireLine(in, remaining); !line.isEmpty(); line = requireLine(in, remaining)) {
				int colon = line.indexOf(':');
				if (colon < 1 || !line.substring(0, colon).equals(line.substring(0, colon).strip())) {
					throw new ProtocolException("A header line has no name");
				}
				headers.add(new Header(line.substring(0, colon), line.substring(colon + 1).strip()));
			}
			return new Head(startLine, headers);
		}

		List<String> values(String name) {
			return this.headers.stream()
				.filter((header) -> header.name().equalsIgnoreCase(name))
				.map(Header::value)
				.toList();
		}

		boolean contains(String name, String value) {
			return values(name).stream().anyMatch((each) -> each.toLowerCase(Locale.ROOT).contains(value));
		}

		/**
		 * Reads the body of a request, which has a length or is chunked.
		 */
		byte[] readBody(InputStream in) throws IOException {
			List<String> lengths = values("Content-Length");
			if (!values("Transfer-Encoding").isEmpty()) {
				if (!lengths.isEmpty() || !contains("Transfer-Encoding", "chunked")) {
					throw new ProtocolException("The length of the body is ambiguous");
				}
				return readChunks(in);
			}
			if (lengths.isEmpty()) {
				return new byte[0];
			}
			return readFully(in, (lengths.size() == 1) ? length(lengths.get(0), 10) : -1);
		}

		private static byte[] readChunks(InputStream in) throws IOException {
			int[] remaining = { MAX_HEAD + MAX_BODY };
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			while (true) {
				String size = requireLine(in, remaining);
				int end = size.indexOf(';');
				int length = length(((end >= 0) ? size.substring(0, end) : size).strip(), 16);
				if (length == 0) {
					break;
				}
				if (body.size() + length > MAX_BODY) {
					throw new ProtocolException("The body is too large");
				}
				body.write(readFully(in, length));
				requireLine(in, remaining);
			}
			while (!requireLine(in, remaining).isEmpty()) {
				// trailers are ignored
			}
			return body.toByteArray();
		}

		private static int length(String text, int radix) throws ProtocolException {
			boolean digits = !text.isEmpty() && text.chars().allMatch((c) -> c < 128 && Character.digit(c, radix) >= 0);
			try {
				return digits ? Integer.parseInt(text, radix) : -1;
			}
			catch (NumberFormatException ex) {
				return -1;
			}
		}

		private static byte[] readFully(InputStream in, int length) throws IOException {
			if (length < 0 || length > MAX_BODY) {
				throw new ProtocolException("The length of the body is not a number or too large");
			}
			byte[] body = in.readNBytes(length);
			if (body.length < length) {
				throw new EOFException();
			}
			return body;
		}

		private static String requireLine(InputStream in, int[] remaining) throws IOException {
			String line = readLine(in, remaining);
			if (line == null) {
				throw new EOFException();
			}
			return line;
		}

		private static @Nullable String readLine(InputStream in, int[] remaining) throws IOException {
			ByteArrayOutputStream line = new ByteArrayOutputStream();
			for (int b = in.read(); b != '\n'; b = in.read()) {
				if (b == -1) {
					if (line.size() > 0) {
						throw new EOFException();
					}
					return null;
				}
				if (--remaining[0] < 0) {
					throw new ProtocolException("The headers are too large");
				}
				line.write(b);
			}
			String text = line.toString(StandardCharsets.ISO_8859_1);
			return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
		}

	}

	/**
	 * Header line.
	 */
	record Header(String name, String value) {

		boolean isOneOf(String... names) {
			for (String each : names) {
				if (this.name.equalsIgnoreCase(each)) {
					return true;
				}
			}
			return false;
		}

	}

	/**
	 * Completely read request.
	 */
	record Request(String method, String target, Head head, byte[] body) {

		String path() {
			int query = this.target.indexOf('?');
			return (query >= 0) ? this.target.substring(0, query) : this.target;
		}

	}

	/**
	 * Response, with a length.
	 */
	record Response(String statusLine, List<Header> headers, byte[] body) {

		static Response of(int status, String contentType, byte[] body) {
			return new Response("HTTP/1.1 " + status + " " + reason(status),
					List.of(new Header("Content-Type", contentType)), body);
		}

		static Response json(int status, byte[] body) {
			return of(status, "application/json", body);
		}

		static Response error(int status, String code, String message) {
			ObjectNode error = Json.object().put("code", code).put("message", message);
			return json(status, Json.bytes(error));
		}

		Response withHeader(String name, String value) {
			List<Header> headers = new ArrayList<>(this.headers);
			headers.add(new Header(name, value));
			return new Response(this.statusLine, headers, this.body);
		}

		/**
		 * Bytes of the response.
		 * @param method the method of the request
		 */
		byte[] toBytes(String method) {
			StringBuilder head = new StringBuilder(this.statusLine).append("\r\n");
			this.headers.stream()
				.filter((header) -> !header.isOneOf("Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length"))
				.forEach((header) -> append(head, header));
			boolean bodiless = this.statusLine.startsWith("HTTP/1.1 204") || this.statusLine.startsWith("HTTP/1.1 304");
			if (!bodiless) {
				append(head, new Header("Content-Length", String.valueOf(this.body.length)));
			}
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
			if (!bodiless && !method.equals("HEAD")) {
				bytes.writeBytes(this.body);
			}
			return bytes.toByteArray();
		}

		private static void append(StringBuilder head, Header header) {
			head.append(header.name()).append(": ").append(header.value()).append("\r\n");
		}

		private static String reason(int status) {
			return switch (status) {
				case 200 -> "OK";
				case 400 -> "Bad Request";
				case 401 -> "Unauthorized";
				case 404 -> "Not Found";
				case 429 -> "Too Many Requests";
				case 500 -> "Internal Server Error";
				case 502 -> "Bad Gateway";
				default -> "Status";
			};
		}

	}

	static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

}
