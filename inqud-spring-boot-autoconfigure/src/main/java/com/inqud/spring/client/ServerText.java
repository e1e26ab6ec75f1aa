package com.inqud.spring.client;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Text from elsewhere, made fit for the message of an exception: one line, not too long,
 * and without anything that looks like a card number, a secret or a signature.
 */
final class ServerText {

	private static final int MAX_LENGTH = 300;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+");

	private static final Pattern CARD_NUMBER = Pattern.compile("\\d(?:[ -]?\\d){11,}");

	private static final String IDENTIFIER = "[A-Z]{2,6}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\\w+/=-])";

	private static final Pattern SECRET = Pattern.compile("(?<![\\w+/=-])(?!" + IDENTIFIER + ")[\\w+/=-]{32,}");

	private static final String MASK = "******";

	private ServerText() {
	}

	static @Nullable String toPrintable(@Nullable String text) {
		if (!StringUtils.hasText(text)) {
			return null;
		}
		String line = SECRET.matcher(toPrintablePath(text).strip()).replaceAll(MASK);
		return (line.length() <= MAX_LENGTH) ? line : line.substring(0, MAX_LENGTH) + "…";
	}

	/**
	 * Returns a path as one line and without card numbers. Its segments may be as long as
	 * secrets.
	 */
	static String toPrintablePath(String path) {
		return CARD_NUMBER.matcher(UNPRINTABLE.matcher(path).replaceAll(" ")).replaceAll(MASK);
	}

}
