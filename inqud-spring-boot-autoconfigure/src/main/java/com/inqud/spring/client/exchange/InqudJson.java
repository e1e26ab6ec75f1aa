package com.inqud.spring.client.exchange;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON of the Inqud API, independent of the application's own JSON settings. Reading is
 * strict: it requires exactly one value, no {@code null} elements in a list, and
 * exponents of at most 999.
 *
 * @since 0.1.0
 */
public final class InqudJson {

	private static final int MAX_EXPONENT = 999;

	/**
	 * Mapper for the types of this library, without any modules.
	 */
	static final JsonMapper MAPPER = builder().build();

	private static final String OWN_PACKAGE = "com.inqud.spring.client.";

	private InqudJson() {
	}

	private static JsonMapper.Builder builder() {
		return JsonMapper.builder()
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)
				.withContentInclusion(JsonInclude.Include.NON_NULL))
			.addModule(new SimpleModule().addDeserializer(BigDecimal.class, new BoundedBigDecimalDeserializer()))
			.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
			.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
			.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
	}

	/**
	 * Mapper for a type: {@link #MAPPER} for the types of this library, and the
	 * {@link #applicationMapper()} for any other.
	 */
	private static JsonMapper mapper(JavaType type) {
		return isOwn(type) ? MAPPER : applicationMapper();
	}

	/**
	 * Mapper with the Jackson modules of the class path.
	 */
	static JsonMapper applicationMapper() {
		return ApplicationMapper.INSTANCE;
	}

	/**
	 * Whether a type, or the type of its elements, belongs to this library.
	 */
	static boolean isOwn(Type type) {
		JavaType element = (type instanceof JavaType javaType) ? javaType : MAPPER.constructType(type);
		while (element.isContainerType() && element.getContentType() != null) {
			element = element.getContentType();
		}
		return element.getRawClass().getName().startsWith(OWN_PACKAGE);
	}

	/**
	 * JSON of a value.
	 * @param value the value to write
	 * @return the JSON
	 */
	public static byte[] write(Object value) {
		return mapper(MAPPER.constructType(value.getClass())).writeValueAsBytes(value);
	}

	/**
	 * Value read from JSON.
	 * @param <T> the type of the value
	 * @param json the JSON as UTF-8
	 * @param type the type of the value
	 * @return the value
	 * @throws JacksonException if the text is not JSON or does not describe such a value
	 */
	public static <T> T read(byte[] json, Class<T> type) {
		return type.cast(read(json, (Type) type));
	}

	/**
	 * Value read from JSON.
	 * @param json the JSON as UTF-8
	 * @param type the type of the value
	 * @return the value
	 * @throws JacksonException if the text is not JSON or does not describe such a value
	 */
	public static Object read(byte[] json, Type type) {
		JavaType javaType = MAPPER.constructType(type);
		checkBytes(json, javaType);
		Object value = !isBlank(json) ? mapper(javaType).readValue(json, javaType) : null;
		if (value == null || value instanceof JsonNode node && (node.isNull() || node.isMissingNode())) {
			throw failure(javaType, "it is empty");
		}
		if (value instanceof Collection<?> elements && elements.contains(null)
				|| value instanceof Object[] array && Arrays.asList(array).contains(null)) {
			throw failure(javaType, "an element of the list is null");
		}
		return value;
	}

	private static boolean isBlank(byte[] json) {
		for (byte c : json) {
			if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Whether values of a type can be read at all.
	 */
	static boolean canRead(Type type) {
		JavaType javaType = MAPPER.constructType(type);
		String probe = javaType.isMapLikeType() ? "{\"key\":{}}" : javaType.isContainerType() ? "[{}]" : "{}";
		try {
			mapper(javaType).readValue(probe, javaType);
		}
		catch (InvalidDefinitionException ex) {
			return false;
		}
		catch (JacksonException ex) {
			// The type can be read, but not from the probe
		}
		return true;
	}

	private static MismatchedInputException failure(JavaType type, String message) {
		return MismatchedInputException.from(null, type, message);
	}

	/**
	 * Text of a top-level property, without reading anything else.
	 * @return the text, or {@code null} if the JSON is not an object, or the property is
	 * missing or not a scalar
	 */
	static @Nullable String text(byte[] json, String name) {
		if (!contains(json, name.getBytes(StandardCharsets.UTF_8))) {
			return null;
		}
		try (JsonParser parser = MAPPER.createParser(json)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				return null;
			}
			while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
				boolean found = parser.currentName().equals(name);
				JsonToken value = parser.nextToken();
				if (found) {
					return value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getString() : null;
				}
				parser.skipChildren();
			}
			return null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static boolean contains(byte[] text, byte[] part) {
		for (int i = 0; i <= text.length - part.length; i++) {
			if (text[i] == part[0] && Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Refuses, before parsing, encodings other than UTF-8, which contain zeros, and
	 * exponents so large that the plain number would exhaust the memory.
	 */
	private static void checkBytes(byte[] json, JavaType type) {
		boolean inText = false;
		for (int i = 0; i < json.length; i++) {
			byte c = json[i];
			if (c == 0) {
				throw failure(type, "it is not UTF-8");
			}
			if (inText) {
				if (c == '\\') {
					i++;
				}
				inText = c != '"';
			}
			else if (c == '"') {
				inText = true;
			}
			else if ((c == 'e' || c == 'E') && i > 0 && json[i - 1] >= '0' && json[i - 1] <= '9') {
				int exponent = 0;
				int next = i + 1;
				if (next < json.length && (json[next] == '+' || json[next] == '-')) {
					next++;
				}
				for (; next < json.length && json[next] >= '0' && json[next] <= '9'; next++) {
					exponent = Math.min(10 * exponent + json[next] - '0', MAX_EXPONENT + 1);
				}
				if (exponent > MAX_EXPONENT) {
					throw failure(type, "the exponent of a number is too large");
				}
			}
		}
	}

	/**
	 * Lazily created mapper for the application's own types.
	 */
	private static final class ApplicationMapper {

		private static final JsonMapper INSTANCE = builder().findAndAddModules(InqudJson.class.getClassLoader())
			.build();

	}

	/**
	 * Deserializer that also limits exponents in texts.
	 */
	private static final class BoundedBigDecimalDeserializer extends StdScalarDeserializer<BigDecimal> {

		private BoundedBigDecimalDeserializer() {
			super(BigDecimal.class);
		}

		@Override
		public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
			BigDecimal value = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
			if (value != null && Math.abs((long) value.scale()) > MAX_EXPONENT) {
				throw MismatchedInputException.from(parser, BigDecimal.class, "the exponent of a number is too large");
			}
			return value;
		}

	}

}
