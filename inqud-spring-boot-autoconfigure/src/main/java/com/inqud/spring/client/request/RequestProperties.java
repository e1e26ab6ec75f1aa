package com.inqud.spring.client.request;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Support for request properties that are set by name, with or without a record
 * component. Messages contain no values, because they may be card numbers.
 *
 * @since 0.1.0
 */
public final class RequestProperties {

	/**
	 * JSON name of the component {@code properties} of a request. No JSON property has
	 * this name; with the name {@code properties}, a JSON property of that name would be
	 * lost.
	 */
	public static final String JSON_NAME = "\0";

	private static final String COMPONENT = "properties";

	private RequestProperties() {
	}

	/**
	 * Unmodifiable copy of the additional properties of a request.
	 * @param properties the properties, {@code null} for none
	 * @param request the type of the request
	 * @return the copy, in the same order
	 * @throws IllegalArgumentException if a name is blank or the name of another
	 * component, or if a value is {@code null}
	 */
	public static Map<String, Object> copyOf(@Nullable Map<String, Object> properties,
			Class<? extends Record> request) {
		if (properties == null) {
			return Map.of();
		}
		Map<String, Object> copy = new LinkedHashMap<>(properties);
		copy.forEach(RequestProperties::check);
		for (RecordComponent component : request.getRecordComponents()) {
			String name = component.getName();
			Assert.isTrue(name.equals(COMPONENT) || !copy.containsKey(name),
					() -> "property '" + name + "' must be set as a component of the request");
		}
		return Collections.unmodifiableMap(copy);
	}

	/**
	 * Checks the name and the value of a property.
	 * @param name the name of the property
	 * @param value the value of the property
	 * @throws IllegalArgumentException if the name is blank or the value {@code null}
	 */
	public static void check(@Nullable String name, @Nullable Object value) {
		Assert.hasText(name, "the name of a property must not be blank");
		Assert.notNull(value, () -> "property '" + name + "' must not be null");
	}

	/**
	 * Value of a component that is a text.
	 * @param name the name of the component
	 * @param value a text or a number
	 * @return the text
	 * @throws IllegalArgumentException if the value is neither
	 */
	public static String text(String name, Object value) {
		return convert(name, value, String.class, Function.identity());
	}

	/**
	 * Value of a component that is an amount.
	 * @param name the name of the component
	 * @param value a number, or the text of one
	 * @return the amount, with every decimal place that the value has
	 * @throws IllegalArgumentException if the value is neither
	 */
	public static BigDecimal amount(String name, Object value) {
		return convert(name, value, BigDecimal.class, BigDecimal::new);
	}

	/**
	 * Value of a component that is a list of texts.
	 * @param name the name of the component
	 * @param value a collection of texts
	 * @return the texts
	 * @throws IllegalArgumentException if the value is not a collection of texts
	 */
	public static List<String> texts(String name, Object value) {
		return ((Collection<?>) value(name, value, Collection.class)).stream()
			.map((element) -> value(name, element, String.class))
			.toList();
	}

	/**
	 * Value of a component that is a JSON object.
	 * @param name the name of the component
	 * @param value a map with texts as keys
	 * @return the map
	 * @throws IllegalArgumentException if the value is not a map with texts as keys
	 */
	public static Map<String, Object> map(String name, Object value) {
		Map<String, Object> map = new LinkedHashMap<>();
		((Map<?, ?>) value(name, value, Map.class))
			.forEach((key, element) -> map.put(value(name, key, String.class), element));
		return map;
	}

	/**
	 * Value of a component that has no text form.
	 * @param <T> the type of the component
	 * @param name the name of the component
	 * @param value a value of that type
	 * @param type the type of the component
	 * @return the value
	 * @throws IllegalArgumentException if the value is of another type
	 */
	public static <T> T value(String name, @Nullable Object value, Class<T> type) {
		Assert.isTrue(type.isInstance(value), () -> wrongType(name, value, type));
		return type.cast(value);
	}

	/**
	 * Value of a component that has a text form.
	 * @param <T> the type of the component
	 * @param name the name of the component
	 * @param value a value of that type, or its text
	 * @param type the type of the component
	 * @param parser the parser of the text
	 * @return the value
	 * @throws IllegalArgumentException if the value is neither
	 */
	public static <T> T convert(String name, Object value, Class<T> type, Function<String, T> parser) {
		if (!type.isInstance(value) && (value instanceof CharSequence || value instanceof Number)) {
			try {
				return parser.apply(value.toString());
			}
			catch (RuntimeException ex) {
				throw new IllegalArgumentException(wrongType(name, value, type));
			}
		}
		return value(name, value, type);
	}

	private static String wrongType(String name, @Nullable Object value, Class<?> type) {
		return "property '" + name + "' cannot be converted from " + ClassUtils.getDescriptiveType(value) + " to "
				+ type.getName();
	}

}
