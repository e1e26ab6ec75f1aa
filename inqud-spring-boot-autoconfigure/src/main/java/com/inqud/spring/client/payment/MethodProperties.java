package com.inqud.spring.client.payment;

import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Properties that a payment method asks for and that the request has no component for.
 */
final class MethodProperties {

	private MethodProperties() {
	}

	static Map<String, Object> copyOf(@Nullable Map<String, Object> properties, Class<? extends Record> request) {
		Map<String, Object> copy = (properties != null) ? new LinkedHashMap<>(properties) : new LinkedHashMap<>();
		for (RecordComponent own : request.getRecordComponents()) {
			Assert.isTrue(!copy.containsKey(own.getName()),
					() -> "property '" + own.getName() + "' must be set by the method of its name");
		}
		copy.forEach((name, value) -> {
			Assert.hasText(name, "the name of a property must not be blank");
			Assert.notNull(value, () -> "property '" + name + "' must not be null");
		});
		return Collections.unmodifiableMap(copy);
	}

}
