package com.inqud.spring.test;

import java.nio.charset.StandardCharsets;

import com.inqud.spring.client.exchange.InqudJson;

/**
 * JSON as the client reads and writes it.
 */
public final class Json {

	private Json() {
	}

	public static <T> T read(String json, Class<T> type) {
		return InqudJson.read(json.getBytes(StandardCharsets.UTF_8), type);
	}

	public static String write(Object value) {
		return new String(InqudJson.write(value), StandardCharsets.UTF_8);
	}

}
