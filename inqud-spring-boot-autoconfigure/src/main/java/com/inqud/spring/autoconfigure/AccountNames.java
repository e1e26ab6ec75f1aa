package com.inqud.spring.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.inqud.spring.client.InqudAccount;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Names of accounts, which a file and the environment spell differently: the variables of
 * {@code eu-west} start with {@code INQUD_ACCOUNTS_EUWEST_}.
 */
final class AccountNames {

	private static final Log logger = LogFactory.getLog(AccountNames.class);

	private static final Pattern NAME = Pattern.compile("[\\w.-]+");

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private AccountNames() {
	}

	/**
	 * Accounts by name. Two that a file and the environment spell differently are one.
	 * @param accounts the accounts as they are bound
	 * @param fromEnvironment whether a name, as the environment spells it, comes from
	 * there
	 * @throws InqudConfigurationException if two names cannot be told apart
	 */
	static Map<String, InqudProperties.Account> merge(Map<String, InqudProperties.Account> accounts,
			Predicate<String> fromEnvironment) {
		Map<String, String> names = new LinkedHashMap<>();
		Map<String, InqudProperties.Account> merged = new LinkedHashMap<>();
		accounts.forEach((name, account) -> {
			String inEnvironment = inEnvironment(name);
			String other = names.putIfAbsent(inEnvironment, name);
			if (other == null) {
				merged.put(name, account);
				return;
			}
			boolean otherOfEnvironment = other.equals(inEnvironment);
			if (!otherOfEnvironment && !name.equals(inEnvironment) || !fromEnvironment.test(inEnvironment)) {
				throw new InqudConfigurationException(
						"the accounts '" + other + "' and '" + name + "' cannot be told apart.",
						"Let the names in 'inqud.accounts.<name>' differ in more than case, '-' and '_', which no"
								+ " environment variable distinguishes.");
			}
			InqudProperties.Account first = Objects.requireNonNull(merged.remove(other));
			String fileName = otherOfEnvironment ? name : other;
			merged.put(fileName, otherOfEnvironment ? account.overriddenBy(first) : first.overriddenBy(account));
			names.put(inEnvironment, fileName);
		});
		return Map.copyOf(merged);
	}

	/**
	 * Checks a name, and warns of one that YAML may have changed.
	 * @throws InqudConfigurationException if no account can have the name
	 */
	static void check(String name) {
		if (name.equals("true") || name.equals("false")) {
			throw new InqudConfigurationException("an account cannot have the name '" + name + "'.",
					"YAML reads the names yes, no, on and off as true and false. Write such a name in quotes, such as"
							+ " \"no\".");
		}
		if (name.equals(InqudAccount.DEFAULT) || !NAME.matcher(name).matches()) {
			throw new InqudConfigurationException("an account cannot have the name '" + name + "'.",
					"Let the name in 'inqud.accounts.<name>' consist of letters, digits, '.', '-' and '_'. The account '"
							+ InqudAccount.DEFAULT + "' is the one of 'inqud.token-id' and 'inqud.secret'.");
		}
		if (NUMBER.matcher(name).matches()) {
			logger.warn("An Inqud account has the name '" + name + "'. YAML changes numbers, such as 007 to 7:"
					+ " write such a name in quotes");
		}
	}

	/**
	 * Variable of the environment for a property of an account.
	 * @return the variable, or {@code null} if no variable can name the account
	 */
	static @Nullable String variable(String name, String property) {
		return name.contains(".") ? null : "INQUD_ACCOUNTS_" + inEnvironment(name).toUpperCase(Locale.ROOT) + "_"
				+ inEnvironment(property).toUpperCase(Locale.ROOT);
	}

	/**
	 * Whether a variable of the environment names an account.
	 */
	static boolean isFromEnvironment(Environment environment, String name) {
		String prefix = "INQUD_ACCOUNTS_" + name.toUpperCase(Locale.ROOT) + "_";
		return environment instanceof ConfigurableEnvironment configurable && configurable.getPropertySources()
			.stream()
			.filter(SystemEnvironmentPropertySource.class::isInstance)
			.flatMap((source) -> Stream.of(((SystemEnvironmentPropertySource) source).getPropertyNames()))
			.anyMatch((variable) -> variable.toUpperCase(Locale.ROOT).startsWith(prefix));
	}

	private static String inEnvironment(String name) {
		return name.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

}
