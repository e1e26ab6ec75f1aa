package com.inqud.spring.client.acquiring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.NullNode;

/**
 * Unmodifiable copies of lists and maps in a response, without {@code null} elements.
 */
final class Immutable {

	private Immutable() {
	}

	static <T> List<T> copyOf(List<T> list) {
		return list.stream().filter(Objects::nonNull).toList();
	}

	static <T> Map<String, T> copyOf(Map<String, T> map) {
		return copyOf(map, (value) -> value);
	}

	static <T> Map<String, T> copyOf(Map<String, T> map, UnaryOperator<T> copyValue) {
		Map<String, T> copy = new LinkedHashMap<>();
		map.forEach((key, value) -> {
			if (value != null && !(value instanceof NullNode)) {
				copy.put(key, copyValue.apply(value));
			}
		});
		return Collections.unmodifiableMap(copy);
	}

	static <T> @Nullable List<T> list(@Nullable List<T> list) {
		return (list != null) ? copyOf(list) : null;
	}

	static <T> @Nullable Map<String, T> map(@Nullable Map<String, T> map) {
		return (map != null) ? copyOf(map) : null;
	}

	static <T> @Nullable Map<String, T> map(@Nullable Map<String, T> map, UnaryOperator<T> copyValue) {
		return (map != null) ? copyOf(map, copyValue) : null;
	}

}
