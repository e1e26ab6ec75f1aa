package com.inqud.spring.client;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonValue;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import reactor.core.publisher.Flux;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Comparison of {@link HttpExchange} interfaces and their models with an OpenAPI document
 * in YAML.
 */
final class OpenApiComparison {

	private static final int MAX_CODE_POINTS = 64 * 1024 * 1024;

	private final Map<String, ?> document;

	private final Map<String, Map<String, ?>> paths = new TreeMap<>();

	private final Set<Class<?>> compared = new HashSet<>();

	private final Set<String> deviations = new TreeSet<>();

	private OpenApiComparison(Map<String, ?> document) {
		this.document = document;
		String prefix = list(document.get("servers")).stream()
			.findFirst()
			.map((server) -> URI.create(text(map(server).get("url"))).getPath())
			.orElse("");
		map(document.get("paths"))
			.forEach((path, item) -> this.paths.put(normalized(prefix.replaceAll("/$", "") + path), map(item)));
	}

	/**
	 * Every deviation, as a line of text.
	 */
	static Collection<String> compare(String yaml, Class<?>... interfaces) {
		OpenApiComparison comparison = new OpenApiComparison(map(load(yaml)));
		for (Class<?> type : interfaces) {
			for (Method method : type.getMethods()) {
				HttpExchange exchange = AnnotatedElementUtils.getMergedAnnotation(method, HttpExchange.class);
				if (exchange != null) {
					comparison.compareEndpoint(method, exchange.method(), exchange.url());
				}
			}
		}
		return comparison.deviations;
	}

	/**
	 * Reads every scalar as text, so that the values {@code NO} and {@code 1} stay what
	 * they are.
	 */
	private static Object load(String yaml) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(MAX_CODE_POINTS);
		DumperOptions dumperOptions = new DumperOptions();
		Yaml parser = new Yaml(new SafeConstructor(options), new Representer(dumperOptions), dumperOptions, options,
				new Resolver() {

					@Override
					protected void addImplicitResolvers() {
						addImplicitResolver(Tag.MERGE, MERGE, "<");
					}

				});
		return parser.load(yaml);
	}

	private void compareEndpoint(Method method, String httpMethod, String url) {
		String endpoint = httpMethod + " " + url;
		Map<String, ?> item = this.paths.get(normalized(url));
		if (item == null) {
			this.deviations.add(endpoint + ": the document has no such path");
			return;
		}
		Map<String, ?> operation = map(item.get(httpMethod.toLowerCase(Locale.ROOT)));
		if (operation.isEmpty()) {
			this.deviations.add(endpoint + ": the document has no such method, but " + item.keySet());
			return;
		}
		for (Parameter parameter : method.getParameters()) {
			if (parameter.isAnnotationPresent(RequestParam.class)
					&& !queryParameters(item, operation).contains(parameter.getName())) {
				this.deviations.add(endpoint + ": the document has no query parameter '" + parameter.getName() + "'");
			}
			if (parameter.isAnnotationPresent(RequestBody.class)) {
				compareContent(endpoint + " request", ResolvableType.forType(parameter.getParameterizedType()),
						operation.get("requestBody"), false);
			}
		}
		Object response = map(operation.get("responses")).entrySet()
			.stream()
			.filter((entry) -> entry.getKey().startsWith("2"))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
		ResolvableType type = ResolvableType.forMethodReturnType(method);
		compareContent(endpoint + " response", type.getGeneric(0), response, type.toClass() == Flux.class);
	}

	private Set<String> queryParameters(Map<String, ?> item, Map<String, ?> operation) {
		Set<String> names = new HashSet<>();
		Stream.of(item, operation)
			.flatMap((holder) -> list(holder.get("parameters")).stream())
			.map(this::resolve)
			.filter((parameter) -> "query".equals(parameter.get("in")))
			.forEach((parameter) -> names.add(text(parameter.get("name"))));
		return names;
	}

	private void compareContent(String where, ResolvableType type, Object holder, boolean isList) {
		Object schema = map(resolve(holder).get("content")).entrySet()
			.stream()
			.filter((entry) -> entry.getKey().contains("json"))
			.map((entry) -> map(entry.getValue()).get("schema"))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (schema == null) {
			this.deviations.add(where + ": the document describes no JSON");
			return;
		}
		Schema described = schema(schema);
		if (isList != (described.items != null)) {
			this.deviations
				.add(where + ": the document describes " + ((described.items != null) ? "a list" : "no list"));
			return;
		}
		compareType(type, isList ? schema(described.items) : described);
	}

	private void compareType(ResolvableType type, Schema schema) {
		Class<?> raw = type.toClass();
		if (List.class.isAssignableFrom(raw)) {
			compareType(type.asCollection().getGeneric(0), schema(schema.items));
		}
		else if (Map.class.isAssignableFrom(raw)) {
			compareType(type.asMap().getGeneric(1), schema(schema.additionalProperties));
		}
		else if (raw.isRecord() && this.compared.add(raw)) {
			if (isText(raw)) {
				compareConstants(raw, schema);
			}
			else {
				compareComponents(raw, schema);
			}
		}
	}

	private void compareComponents(Class<?> type, Schema schema) {
		Set<String> unknown = new TreeSet<>(schema.properties.keySet());
		for (RecordComponent component : type.getRecordComponents()) {
			if (component.getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
				continue;
			}
			Object property = schema.properties.get(component.getName());
			if (property == null) {
				this.deviations.add(type.getSimpleName() + "." + component.getName() + ": not in the document");
			}
			else {
				unknown.remove(component.getName());
				compareType(ResolvableType.forType(component.getGenericType()), schema(property));
			}
		}
		unknown.forEach((name) -> this.deviations
			.add(type.getSimpleName() + ": no component for '" + name + "' of the document"));
	}

	private void compareConstants(Class<?> type, Schema schema) {
		if (schema.values.isEmpty()) {
			this.deviations.add(type.getSimpleName() + ": the document lists no values");
			return;
		}
		Set<String> unknown = new TreeSet<>(schema.values);
		for (Field field : type.getFields()) {
			if (Modifier.isStatic(field.getModifiers()) && field.getType() == type) {
				String value = String.valueOf(ReflectionUtils.getField(field, null));
				if (!unknown.remove(value)) {
					this.deviations.add(type.getSimpleName() + "." + value + ": not in the document");
				}
			}
		}
		unknown.forEach((value) -> this.deviations
			.add(type.getSimpleName() + ": no constant for '" + value + "' of the document"));
	}

	private static boolean isText(Class<?> type) {
		return type.getRecordComponents().length == 1
				&& type.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
	}

	private Schema schema(Object node) {
		Schema schema = new Schema();
		collect(node, schema, new HashSet<>());
		return schema;
	}

	private void collect(Object node, Schema schema, Set<Object> references) {
		Map<String, ?> map = map(node);
		if (map.get("$ref") instanceof String reference && references.add(reference)) {
			collect(resolve(map), schema, references);
		}
		schema.properties.putAll(map(map.get("properties")));
		list(map.get("enum")).forEach((value) -> schema.values.add(text(value)));
		if (map.get("const") != null) {
			schema.values.add(text(map.get("const")));
		}
		if (map.get("items") != null) {
			schema.items = map.get("items");
		}
		if (map.get("additionalProperties") instanceof Map<?, ?> additionalProperties) {
			schema.additionalProperties = additionalProperties;
		}
		for (String composition : List.of("allOf", "oneOf", "anyOf")) {
			list(map.get(composition)).forEach((part) -> collect(part, schema, references));
		}
	}

	private Map<String, ?> resolve(Object node) {
		Map<String, ?> map = map(node);
		for (int i = 0; map.get("$ref") instanceof String reference; i++) {
			if (!reference.startsWith("#/") || i == 32) {
				throw new IllegalArgumentException("Cannot follow the reference " + reference);
			}
			Object target = this.document;
			for (String step : reference.substring(2).split("/")) {
				target = map(target).get(step.replace("~1", "/").replace("~0", "~"));
			}
			if (target == null) {
				throw new IllegalArgumentException("Nothing at the reference " + reference);
			}
			map = map(target);
		}
		return map;
	}

	private static String normalized(String path) {
		return path.replaceAll("\\{[^}]*}", "{}");
	}

	private static Map<String, ?> map(Object node) {
		Map<String, Object> map = new LinkedHashMap<>();
		if (node instanceof Map<?, ?> entries) {
			entries.forEach((key, value) -> map.put(text(key), value));
		}
		return map;
	}

	private static List<?> list(Object node) {
		return (node instanceof List<?> elements) ? elements : new ArrayList<>();
	}

	private static String text(Object node) {
		return String.valueOf(node);
	}

	/**
	 * Schema with everything that it is composed of.
	 */
	private static final class Schema {

		private final Map<String, Object> properties = new LinkedHashMap<>();

		private final Set<String> values = new TreeSet<>();

		private Object items;

		private Object additionalProperties;

	}

}
