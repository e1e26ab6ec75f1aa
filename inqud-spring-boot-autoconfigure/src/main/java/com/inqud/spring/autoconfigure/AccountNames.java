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
 * Account names, which differ between files and environment variables: the variables of
 * {@code eu-west} start with {@code INQUD_ACCOUNTS_EUWEST_}.
 */
final class AccountNames {

	private static final Log logger = LogFactory.getLog(AccountNames.class);

	private static final Pattern NAME = Pattern.compile("[\\w.-]+");

	private static final Pattern NUMBER = Pattern.compile("\\d+");

	private AccountNames() {
	}

	/**
	 * Accounts by name. Accounts of a file and of the environment are merged if only the
	 * spelling of their names differs.
	 * @param accounts the bound accounts
	 * @param fromEnvironment whether a name, in the spelling of the environment, comes
	 * from the environment
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
						"Use names in 'inqud.accounts.<name>' that differ in more than case, '-' and '_', because"
								+ " environment variables ignore these.");
			}
			InqudProperties.Account first = Objects.requireNonNull(merged.remove(other));
			String fileName = otherOfEnvironment ? name : other;
			merged.put(fileName, otherOfEnvironment ? account.overriddenBy(first) : first.overriddenBy(account));
			names.put(inEnvironment, fileName);
		});
		return Map.copyOf(merged);
	}

	/**
	 * Checks a name, and logs a warning if YAML may have changed it.
	 * @throws InqudConfigurationException if the name is invalid
	 */
	static void check(String name) {
		if (name.equals("true") || name.equals("false")) {
			throw new InqudConfigurationException("an account cannot have the name '" + name + "'.",
					"YAML reads the names yes, no, on and off as true and false. Write such a name in quotes, such as"
							+ " \"no\".");
		}
		if (name.equals(InqudAccount.DEFAULT) || !NAME.matcher(name).matches()) {
			throw new InqudConfigurationException("an account cannot have the name '" + name + "'.",
					"Use only letters, digits, '.', '-' and '_' for the name in 'inqud.accounts.<name>'. The account '"
							+ InqudAccount.DEFAULT + "' is the one of 'inqud.token-id' and 'inqud.secret'.");
		}
		if (NUMBER.matcher(name).matches()) {
			logger.warn("An Inqud account has the name '" + name + "'. YAML changes numbers, such as 007 to 7:"
					+ " write such a name in quotes");
		}
	}

	/**
	 * Environment variable for a property of an account.
	 * @return the variable, or {@code null} if no variable can name the account
	 */
	static @Nullable String variable(String name, String property) {
		return name.contains(".") ? null : "INQUD_ACCOUNTS_" + inEnvironment(name).toUpperCase(Locale.ROOT) + "_"
				+ inEnvironment(property).toUpperCase(Locale.ROOT);
	}

	/**
	 * Whether an environment variable contains the name of an account.
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
