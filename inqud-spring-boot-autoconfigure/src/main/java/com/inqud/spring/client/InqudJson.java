package com.inqud.spring.client;

import java.lang.reflect.Type;
import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * JSON as Inqud reads and writes it, whatever the application's own JSON looks like.
 *
 * @since 0.1.0
 */
public final class InqudJson {

	static final JsonMapper MAPPER = JsonMapper.builder()
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)
			.withContentInclusion(JsonInclude.Include.NON_NULL))
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.addModule(new SimpleModule().addDeserializer(BigDecimal.class, new BoundedDecimalDeserializer()))
		.build();

	private static final int MAX_EXPONENT = 999;

	private static final int MAX_EXPONENT_DIGITS = 4;

	private InqudJson() {
	}

	/**
	 * Mapper that the client reads and writes with.
	 * @return the mapper, which cannot be changed
	 */
	public static JsonMapper mapper() {
		return MAPPER;
	}

	/**
	 * Reads JSON in UTF-8, in time and memory that grow with its length and not with its
	 * numbers.
	 * @param json the JSON
	 * @param type the type to read
	 * @return the value, {@code null} for a JSON null
	 * @throws JacksonException if the text is no JSON of that type, is followed by more
	 * text, or has a number with an exponent beyond 999
	 */
	public static @Nullable Object read(byte[] json, Type type) {
		checkExponents(json);
		return MAPPER.readValue(json, MAPPER.constructType(type));
	}

	private static void checkExponents(byte[] json) {
		boolean string = false;
		for (int i = 0; i < json.length; i++) {
			switch (json[i]) {
				case '"' -> string = !string;
				case '\\' -> i += string ? 1 : 0;
				case 'e', 'E' -> {
					if (!string && i > 0 && (json[i - 1] == '.' || isDigit(json[i - 1]))) {
						checkExponent(json, i + 1);
					}
				}
				// Jackson takes other encodings for JSON as well, and those have zeros
				case 0 -> throw new StreamConstraintsException("The text is not in UTF-8");
				default -> {
				}
			}
		}
	}

	private static void checkExponent(byte[] json, int from) {
		int start = (from < json.length && (json[from] == '+' || json[from] == '-')) ? from + 1 : from;
		int exponent = 0;
		for (int i = start; i < json.length && isDigit(json[i]); i++) {
			exponent = exponent * 10 + json[i] - '0';
			if (i - start >= MAX_EXPONENT_DIGITS || exponent > MAX_EXPONENT) {
				throw new StreamConstraintsException("The exponent of a number is beyond " + MAX_EXPONENT);
			}
		}
	}

	private static boolean isDigit(byte character) {
		return character >= '0' && character <= '9';
	}

	/**
	 * Deserializer that also refuses the exponents of numbers in strings.
	 */
	private static final class BoundedDecimalDeserializer extends StdDeserializer<BigDecimal> {

		private BoundedDecimalDeserializer() {
			super(BigDecimal.class);
		}

		@Override
		public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
			BigDecimal value = NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
			if (value != null && Math.abs((long) value.scale()) > MAX_EXPONENT) {
				throw context.weirdStringException("", BigDecimal.class, "the exponent is beyond " + MAX_EXPONENT);
			}
			return value;
		}

	}

}
