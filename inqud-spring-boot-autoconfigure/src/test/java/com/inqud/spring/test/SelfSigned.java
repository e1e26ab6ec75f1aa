package com.inqud.spring.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;

import javax.net.ssl.SSLServerSocket;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;

/**
 * Certificate for {@code localhost} that nobody trusts but who has its store.
 */
public final class SelfSigned {

	public static final String PASSWORD = "changeit";

	private final Path store;

	public SelfSigned(Path directory) {
		this.store = directory.resolve("store.p12");
		try {
			Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
					"-genkeypair", "-alias", "both", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
					"san=dns:localhost", "-storetype", "PKCS12", "-keystore", this.store.toString(), "-storepass",
					PASSWORD)
				.start();
			if (keytool.waitFor() != 0) {
				throw new IllegalStateException("keytool failed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	public String location() {
		return this.store.toUri().toString();
	}

	/**
	 * Socket of a server that shows the certificate, and trusts it.
	 */
	public SSLServerSocket createServerSocket() throws IOException {
		JksSslStoreDetails details = JksSslStoreDetails.forLocation(location()).withPassword(PASSWORD);
		return (SSLServerSocket) SslBundle.of(new JksSslStoreBundle(details, details))
			.createSslContext()
			.getServerSocketFactory()
			.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
	}

}
