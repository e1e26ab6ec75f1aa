package com.inqud.spring.client.exchange;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import tools.jackson.core.io.JsonStringEncoder;

import org.springframework.web.util.UriUtils;

/**
 * Masking of secrets and card numbers in text from outside, which is shortened to one
 * line. Runs in linear time.
 */
final class Redaction {

	private static final int MAX_LENGTH = 300;

	private static final int MIN_CARD_DIGITS = 13;

	private static final int MAX_CARD_DIGITS = 19;

	/**
	 * Maximum number of characters between two digits of a card number.
	 */
	private static final int MAX_SEPARATORS = 3;

	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]++");

	/**
	 * Text that may be a secret, a signature or a salt. A UUID without dashes is shorter.
	 */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9+=]{33,}+");

	private static final int UUID_LENGTH = 36;

	private static final String MASK = "******";

	private Redaction() {
	}

	/**
	 * Text as a line of at most 300 characters.
	 * @param text the text
	 */
	static String line(String text) {
		String line = TOKEN.matcher(maskCards(UNPRINTABLE.matcher(text).replaceAll(" "))).replaceAll(MASK).strip();
		return (line.length() <= MAX_LENGTH) ? line : line.substring(0, MAX_LENGTH) + "…";
	}

	/**
	 * Text as a line of at most 300 characters.
	 * @param text the text
	 * @param secret the secret to mask, whether it is plain, URL-encoded or escaped in
	 * JSON
	 */
	static String line(String text, String secret) {
		String line = text.replace(secret, MASK)
			.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), MASK)
			.replace(UriUtils.encode(secret, StandardCharsets.UTF_8), MASK)
			.replace(String.valueOf(JsonStringEncoder.getInstance().quoteAsCharArray(secret)), MASK);
		return line(line);
	}

	static String maskCards(CharSequence text) {
		StringBuilder masked = new StringBuilder(text.length());
		int i = 0;
		while (i < text.length()) {
			boolean start = isDigit(text.charAt(i)) && (i == 0 || !isDigit(text.charAt(i - 1)));
			int end = start ? endOfCard(text, i) : -1;
			if (isUuid(text, i)) {
				masked.append(text, i, i + UUID_LENGTH);
				i += UUID_LENGTH;
			}
			else if (end != -1) {
				masked.append(MASK);
				i = end;
			}
			else {
				masked.append(text.charAt(i++));
			}
		}
		return masked.toString();
	}

	/**
	 * Whether a UUID starts at an index. Its digits can form a valid card number by
	 * chance.
	 */
	private static boolean isUuid(CharSequence text, int start) {
		int end = start + UUID_LENGTH;
		if (end > text.length() || start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))
				|| end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
			return false;
		}
		for (int i = 0; i < UUID_LENGTH; i++) {
			char c = text.charAt(start + i);
			boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
			if (dash ? c != '-' : c >= 128 || Character.digit(c, 16) == -1) {
				return false;
			}
		}
		return true;
	}

	/**
	 * End of the longest card number that starts at an index.
	 * @return the index after its last digit, or -1 if there is none
	 */
	private static int endOfCard(CharSequence text, int start) {
		int[] digits = new int[MAX_CARD_DIGITS];
		int count = 0;
		int separators = 0;
		int end = -1;
		for (int i = start; i < text.length() && separators <= MAX_SEPARATORS; i++) {
			char c = text.charAt(i);
			if (!isDigit(c)) {
				if (Character.isLetter(c)) {
					break;
				}
				separators++;
				continue;
			}
			if (count == MAX_CARD_DIGITS) {
				break;
			}
			digits[count++] = Character.digit(c, 10);
			separators = 0;
			boolean last = i + 1 == text.length() || !isDigit(text.charAt(i + 1));
			if (last && count >= MIN_CARD_DIGITS && isCard(digits, count)) {
				end = i + 1;
			}
		}
		return end;
	}

	/**
	 * Whether digits have the prefix of a card network and a valid check digit. Numbers
	 * that start with 2 must have 16 digits, so that timestamps with 14 or 17 digits are
	 * not masked.
	 */
	private static boolean isCard(int[] digits, int count) {
		int prefix = 10 * digits[0] + digits[1];
		boolean network = prefix >= 22 && prefix <= 27 && count == 16 || prefix >= 30 && prefix <= 69;
		int sum = 0;
		for (int i = 0; i < count; i++) {
			int digit = digits[count - 1 - i];
			int doubled = (i % 2 == 1) ? 2 * digit : digit;
			sum += (doubled > 9) ? doubled - 9 : doubled;
		}
		return network && sum % 10 == 0;
	}

	private static boolean isDigit(char c) {
		return Character.isDigit(c);
	}

}
