package com.inqud.spring.test.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Metadata of configuration properties, of all modules on the class path.
 */
record Metadata(List<JsonNode> properties, List<JsonNode> groups) {

	static Metadata read() {
		List<JsonNode> properties = new ArrayList<>();
		List<JsonNode> groups = new ArrayList<>();
		try {
			for (URL url : Collections
				.list(Metadata.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
				JsonNode metadata = JsonMapper.shared().readTree(url.openStream().readAllBytes());
				metadata.path("properties").forEach(properties::add);
				metadata.path("groups").forEach(groups::add);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return new Metadata(properties, groups);
	}

	/**
	 * Whether a property exists and is not deprecated, as itself, as an element of a list
	 * or as an entry of a map.
	 */
	boolean knows(String name) {
		return this.properties.stream().filter((property) -> !property.has("deprecation")).anyMatch((property) -> {
			String known = property.get("name").asString();
			boolean map = property.path("type").asString("").startsWith("java.util.Map<");
			return known.equals(name.replaceAll("\\[\\d+]$", "")) || map && name.startsWith(known + ".");
		});
	}

	/**
	 * Properties of ours.
	 */
	List<JsonNode> own() {
		return own(this.properties);
	}

	/**
	 * Groups of ours.
	 */
	List<JsonNode> ownGroups() {
		return own(this.groups);
	}

	private static List<JsonNode> own(List<JsonNode> items) {
		return items.stream()
			.filter((item) -> List.of(item.get("name").asString().split("\\.")).contains("inqud"))
			.toList();
	}

}
