package com.inqud.spring.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * Gives each application context of the tests a folder of its own unless the test has
 * named one. They are deleted when the JVM ends.
 */
class TemporaryDataDirectory implements EnvironmentPostProcessor, Ordered {

	private static final Path ROOT = Path.of("target", "data-" + UUID.randomUUID());

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(() -> {
			try {
				FileSystemUtils.deleteRecursively(ROOT);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}));
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (!environment.containsProperty("sample.data-dir")) {
			Path directory = ROOT.resolve(UUID.randomUUID().toString());
			environment.getPropertySources()
				.addFirst(new MapPropertySource("temporaryDataDirectory",
						Map.of("sample.data-dir", directory.toString())));
		}
	}

	/**
	 * Ahead of the files of the application.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
