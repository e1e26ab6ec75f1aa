package com.inqud.spring.sample;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is published besides the code itself.
 */
class PublishedArtifactsIT {

	private static final String AUTOCONFIGURE = "inqud-spring-boot-autoconfigure";

	private static final String STARTER = "inqud-spring-boot-starter";

	private static final String TEST = "inqud-spring-boot-test";

	private static final int JAVA_17_CLASS_FILE = 61;

	@ParameterizedTest
	@ValueSource(strings = { AUTOCONFIGURE, TEST })
	void byteCodeIsThatOfJava17(String artifact) throws IOException {
		Set<Integer> versions = new TreeSet<>();
		try (JarFile jar = new JarFile(jar(artifact, "").toFile())) {
			Enumeration<JarEntry> entries = jar.entries();
			while (entries.hasMoreElements()) {
				JarEntry entry = entries.nextElement();
				if (entry.getName().endsWith(".class")) {
					try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
						in.skipNBytes(6);
						versions.add(in.readUnsignedShort());
					}
				}
			}
		}
		assertThat(versions).containsExactly(JAVA_17_CLASS_FILE);
	}

	@ParameterizedTest
	@CsvSource({ AUTOCONFIGURE + ", com.inqud.spring", STARTER + ", com.inqud.spring.starter",
			TEST + ", com.inqud.spring.test" })
	void jarNamesItsModule(String artifact, String module) {
		assertThat(ModuleFinder.of(jar(artifact, "")).findAll()).singleElement().satisfies((reference) -> {
			ModuleDescriptor descriptor = reference.descriptor();
			assertThat(descriptor.isAutomatic()).isTrue();
			assertThat(descriptor.name()).isEqualTo(module);
		});
	}

	@ParameterizedTest
	@CsvSource({ AUTOCONFIGURE + ", -sources, com/inqud/spring/client/InqudOperations.java",
			AUTOCONFIGURE + ", -javadoc, com/inqud/spring/client/InqudOperations.html",
			TEST + ", -sources, com/inqud/spring/test/simulator/InqudSimulator.java",
			TEST + ", -javadoc, com/inqud/spring/test/simulator/InqudSimulator.html" })
	void codeComesWithSourcesAndJavadoc(String artifact, String classifier, String entry) throws IOException {
		try (JarFile jar = new JarFile(jar(artifact, classifier).toFile())) {
			assertThat(jar.getEntry(entry)).isNotNull();
		}
	}

	/**
	 * Maven has no bill of materials when it is offline.
	 */
	@ParameterizedTest
	@ValueSource(strings = { AUTOCONFIGURE, STARTER, TEST })
	void billOfMaterialsNamesLicenceAndDependencies(String artifact) {
		Path file = target(artifact).resolve("bom.json");
		Assumptions.assumeTrue(Files.exists(file));
		JsonNode bom = JsonMapper.shared().readTree(file);
		assertThat(bom.at("/bomFormat").asString()).isEqualTo("CycloneDX");
		assertThat(bom.at("/metadata/component/name").asString()).isEqualTo(artifact);
		assertThat(bom.at("/metadata/component/licenses/0/license/id").asString()).isEqualTo("Apache-2.0");
		assertThat(bom.at("/components").findValuesAsString("name")).contains("spring-boot-webclient")
			.doesNotContain("junit-jupiter");
	}

	private static Path jar(String artifact, String classifier) {
		return target(artifact).resolve(artifact + "-" + System.getProperty("published.version") + classifier + ".jar");
	}

	private static Path target(String artifact) {
		return Path.of("..", artifact, "target");
	}

}
