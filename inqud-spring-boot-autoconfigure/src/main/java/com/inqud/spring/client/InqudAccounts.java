package com.inqud.spring.client;

import java.util.Set;

/**
 * Registry of the accounts, for applications that choose an account at run time.
 *
 * @since 0.1.0
 */
public interface InqudAccounts {

	/**
	 * Names of the accounts.
	 * @return the names as in {@code inqud.accounts.<name>}, and
	 * {@value InqudAccount#DEFAULT} if there is a default account
	 */
	Set<String> names();

	/**
	 * Operations of an account.
	 * @param name the name of the account
	 * @return the operations
	 * @throws IllegalArgumentException if there is no such account
	 */
	InqudOperations get(String name);

}
