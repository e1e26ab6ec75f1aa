package com.inqud.spring.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configuration of the database: the one of {@code spring.datasource.url}, or else H2 in
 * a file. Each base URL and token has a file of its own, and so has the simulator.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	/**
	 * Without a write delay a commit is in the file before the next call is sent.
	 * Compacting the file at the end sometimes fails with H2 2.4.
	 */
	private static final String SETTINGS = ";WRITE_DELAY=0;MAX_COMPACT_TIME=0;DB_CLOSE_ON_EXIT=FALSE";

	private static final int DATABASE_ALREADY_OPEN = 90020;

	/**
	 * Details of the connection. What the properties say is read when the application
	 * runs, also after processing ahead of time.
	 */
	@Bean
	JdbcConnectionDetails database(DataSourceProperties properties, InqudConnectionDetails inqud,
			ObjectProvider<InqudSimulator> simulator, @Value("${sample.data-dir}") Path directory) throws IOException {
		Files.createDirectories(directory);
		if (properties.getUrl() != null) {
			return new Database(properties.getUrl(), properties.getUsername(), properties.getPassword());
		}
		String name = (simulator.getIfAvailable() != null) ? "simulator"
				: "inqud-" + hash(inqud.getBaseUrl() + " " + inqud.getTokenId());
		// With "file:" an interrupted thread closes the file for all threads
		String url = "jdbc:h2:async:" + directory.resolve(name).toAbsolutePath() + SETTINGS;
		checkIsFree(url, directory);
		return new Database(url, "sa", "");
	}

	private static String hash(String text) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash, 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void checkIsFree(String url, Path directory) {
		try {
			DriverManager.getConnection(url, "sa", "").close();
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() == DATABASE_ALREADY_OPEN) {
				throw new DataDirectoryInUseException(directory, ex);
			}
			throw new IllegalStateException("The database in " + directory + " cannot be opened", ex);
		}
	}

	/**
	 * Details of the connection to a database.
	 */
	private record Database(String getJdbcUrl, @Nullable String getUsername,
			@Nullable String getPassword) implements JdbcConnectionDetails {

	}

}
