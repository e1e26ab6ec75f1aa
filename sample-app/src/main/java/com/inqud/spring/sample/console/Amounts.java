package com.inqud.spring.sample.console;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts as people type and read them.
 */
final class Amounts {

	private static final int MAX_LENGTH = 40;

	private static final Pattern SPACE = Pattern.compile("[\\u00a0\\u2009\\u202f'\\u2019]");

	private static final Pattern PLAIN = Pattern.compile("(\\d+)(?:[.,](\\d+))?");

	/**
	 * Groups of three digits with the same character between them, and decimals after
	 * another one.
	 */
	private static final Pattern GROUPED = Pattern
		.compile("([1-9]\\d{0,2}(?:([ .,])\\d{3})(?:\\2\\d{3})*)(?:(?!\\2)[.,](\\d+))?");

	private Amounts() {
	}

	/**
	 * Reads an amount, with a point or a comma and with groups of thousands or without.
	 * What could mean two amounts is refused.
	 * @param text the text
	 * @return the amount, which is positive
	 * @throws IllegalArgumentException if the text is none, with a message for people
	 */
	static BigDecimal parse(String text) {
		String amount = SPACE.matcher(text).replaceAll(" ").strip();
		if (amount.isEmpty()) {
			throw new IllegalArgumentException("Enter an amount, such as 12.50");
		}
		if (amount.length() > MAX_LENGTH) {
			throw new IllegalArgumentException("This amount is too long");
		}
		Matcher plain = PLAIN.matcher(amount);
		Matcher grouped = GROUPED.matcher(amount);
		boolean isGrouped = grouped.matches();
		if (plain.matches()) {
			if (isGrouped) {
				throw new IllegalArgumentException("This could mean two amounts. Enter " + plain.group(1)
						+ plain.group(2) + " or " + withoutThreeDecimals(positive(plain.group(1), plain.group(2))));
			}
			return positive(plain.group(1), plain.group(2));
		}
		if (isGrouped) {
			return positive(grouped.group(1).replaceAll("\\D", ""), grouped.group(3));
		}
		throw new IllegalArgumentException("This is not an amount. Enter digits, such as 12.50 or 1 000");
	}

	private static String withoutThreeDecimals(BigDecimal amount) {
		int scale = amount.stripTrailingZeros().scale();
		return amount.setScale((scale == 3) ? 4 : 2).toPlainString();
	}

	private static BigDecimal positive(String units, String decimals) {
		BigDecimal amount = new BigDecimal((decimals != null) ? units + "." + decimals : units);
		if (amount.signum() == 0) {
			throw new IllegalArgumentException("Enter an amount above zero");
		}
		return amount;
	}

	/**
	 * Formats an amount with groups of thousands and at least two decimals.
	 */
	static String format(BigDecimal amount) {
		DecimalFormat format = new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
		format.setMaximumFractionDigits(Math.max(2, amount.scale()));
		return format.format(amount);
	}

}
