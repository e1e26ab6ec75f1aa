package com.inqud.spring.test.simulator;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Kind of document that has a status.
 */
enum Kind {

	PAYMENT("PMT-", List.of("NEW", "PENDING", "SUCCESS"), "FAILED"),

	CHECKOUT("CCO-", List.of("NEW", "REQUEST_CREATED", "PAYMENT_DETECTED", "SUCCESS"), "CONFLICT"),

	DEPOSIT_REQUEST("CAPD-", List.of("WAITING_PAYMENT", "PENDING_PAYMENT", "SUCCESS"), "CONFLICT"),

	ON_RAMP_CHECKOUT("ORCO-", List.of("NEW", "PENDING", "SUCCESS"), "FAILED");

	static final String SUCCESS = "SUCCESS";

	static final String EXPIRED = "EXPIRED";

	private static final Set<String> SUCCESSFUL = Set.of(SUCCESS, "PARTIAL_SUCCESS");

	private static final Set<String> UNSUCCESSFUL = Set.of("FAILED", "CANCELLED", EXPIRED, "CONFLICT");

	private final String prefix;

	private final List<String> steps;

	private final String failure;

	Kind(String prefix, List<String> steps, String failure) {
		this.prefix = prefix;
		this.steps = steps;
		this.failure = failure;
	}

	/**
	 * Kind of the document with an identifier.
	 * @return the kind, or {@code null} if such a document has no status
	 */
	static @Nullable Kind of(String id) {
		for (Kind kind : values()) {
			if (id.startsWith(kind.prefix)) {
				return kind;
			}
		}
		return null;
	}

	String prefix() {
		return this.prefix;
	}

	String first() {
		return this.steps.get(0);
	}

	String failure() {
		return this.failure;
	}

	/**
	 * Status that usually follows another one.
	 * @return the status, or {@code null} if none does
	 */
	@Nullable String next(String status) {
		int index = this.steps.indexOf(status);
		return (index >= 0 && index + 1 < this.steps.size()) ? this.steps.get(index + 1) : null;
	}

	static boolean isSuccessful(String status) {
		return SUCCESSFUL.contains(status);
	}

	static boolean isUnsuccessful(String status) {
		return UNSUCCESSFUL.contains(status);
	}

	static boolean isFinal(String status) {
		return isSuccessful(status) || isUnsuccessful(status);
	}

}
