package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the configuration metadata that an editor shows.
 */
class ConfigurationMetadataTests {

	@ParameterizedTest
	@MethodSource("groups")
	void everyGroupHasADescription(JsonNode group) {
		assertThat(group.path("description").asString("")).isNotBlank().endsWith(".");
	}

	@ParameterizedTest
	@MethodSource("properties")
	void everyPropertyHasADescription(JsonNode property) {
		String description = property.path("description").asString("");
		assertThat(description).isNotBlank().endsWith(".").doesNotStartWith("The ");
		if (property.get("type").asString().equals(Boolean.class.getName())) {
			assertThat(description).startsWith("Whether ");
		}
	}

	@Test
	void namesThePropertiesOfTheClient() throws IOException {
		assertThat(properties().map((property) -> property.get("name").asString())).contains("inqud.enabled",
				"inqud.token-id", "inqud.secret", "inqud.auth-mode", "inqud.base-url");
	}

	static Stream<JsonNode> groups() throws IOException {
		return metadata("groups");
	}

	static Stream<JsonNode> properties() throws IOException {
		return metadata("properties");
	}

	private static Stream<JsonNode> metadata(String items) throws IOException {
		try (InputStream in = ConfigurationMetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			return JsonMapper.shared().readTree(in).get(items).valueStream();
		}
	}

}
