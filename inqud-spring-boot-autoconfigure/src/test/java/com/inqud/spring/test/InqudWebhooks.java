package com.inqud.spring.test;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * What Inqud does to deliver a webhook, and what nobody should do.
 */
public final class InqudWebhooks {

	public static final String SECRET = "secret_value";

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private InqudWebhooks() {
	}

	public static String digest(byte[] body, String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA1");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
			return HexFormat.of().formatHex(mac.doFinal(body));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Delivers a webhook as Inqud does.
	 */
	public static HttpResponse<String> deliver(ConfigurableApplicationContext to, String path, String body)
			throws Exception {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return send(to, path, bytes, "X-Payload-Digest", digest(bytes, SECRET), "Content-Type", "application/json");
	}

	public static HttpResponse<String> send(ConfigurableApplicationContext to, String path, byte[] body,
			String... headers) throws Exception {
		return send(to, path, HttpRequest.BodyPublishers.ofByteArray(body), headers);
	}

	public static HttpResponse<String> send(ConfigurableApplicationContext to, String path,
			HttpRequest.BodyPublisher body, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WebStack.port(to) + path))
			.timeout(TIMEOUT)
			.POST(body);
		if (headers.length > 0) {
			request.headers(headers);
		}
		return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	public static String get(ConfigurableApplicationContext from, String path) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + WebStack.port(from) + path))
			.timeout(TIMEOUT)
			.build();
		return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
	}

	/**
	 * Sends bytes, does not end the request, and returns the status that is answered all
	 * the same.
	 */
	public static int statusBeforeEnd(ConfigurableApplicationContext to, String head, byte[] start) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), WebStack.port(to))) {
			socket.setSoTimeout((int) TIMEOUT.toMillis());
			socket.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(start);
			socket.getOutputStream().flush();
			InputStream in = socket.getInputStream();
			String statusLine = new String(in.readNBytes("HTTP/1.1 000".length()), StandardCharsets.US_ASCII);
			return Integer.parseInt(statusLine.substring(statusLine.length() - 3));
		}
	}

}
