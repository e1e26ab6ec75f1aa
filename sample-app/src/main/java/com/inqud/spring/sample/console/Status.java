package com.inqud.spring.sample.console;

import com.inqud.spring.sample.payout.Payout;

import org.springframework.util.StringUtils;

/**
 * Status of a payout in words.
 *
 * @param label the status in one or two words
 * @param tone the class of style sheets for it: {@code good}, {@code bad}, {@code unsure}
 * or {@code busy}
 * @param advice what to do now
 */
record Status(String label, String tone, String advice) {

	private static final int MAX_LENGTH = 40;

	private static final String NO_MONEY = " No money has moved.";

	static Status of(Payout payout) {
		return switch (payout.state()) {
			case SENDING -> new Status("Sending", "busy", "The payout is on its way to Inqud. Wait for the response.");
			case UNKNOWN -> new Status("Unknown", "unsure", unknown(payout));
			case NOT_SENT ->
				new Status("Not sent", "bad", "The payout did not reach Inqud." + NO_MONEY + " You may make it again.");
			case REFUSED -> new Status("Refused", "bad", refused(payout));
			case ACCEPTED -> accepted(String.valueOf(payout.status()));
		};
	}

	private static String unknown(Payout payout) {
		return (payout.nextCheckAt() != null)
				? "Inqud may have made this payout. Do not make it again: the application keeps asking Inqud about it."
				: "Inqud may have made this payout. Ask Inqud about its reference before you make it again.";
	}

	private static String refused(Payout payout) {
		return switch ((payout.httpStatus() != null) ? payout.httpStatus() : 0) {
			case 401, 403 -> "Inqud has refused the credentials of this application." + NO_MONEY
					+ " Check its token, then make the payout again.";
			case 429 -> "Inqud has had too many requests." + NO_MONEY + " Make the payout again later.";
			default -> "Inqud has refused this payout." + NO_MONEY + " Correct it, then make it again.";
		};
	}

	private static Status accepted(String status) {
		return switch (status) {
			case "NEW" -> new Status("Accepted", "busy", "Inqud has accepted the payout. There is nothing to do.");
			case "PENDING" -> new Status("Processing", "busy", "Inqud is paying it out. There is nothing to do.");
			case "FROZEN" -> new Status("On hold", "unsure", "Inqud holds the payout back. If that lasts, ask Inqud.");
			case "SUCCESS" -> new Status("Paid", "good", "The money was paid out. There is nothing to do.");
			case "PARTIAL_SUCCESS" -> new Status("Partly paid", "unsure",
					"Only a part of the amount was paid out. Compare the amounts before you pay the rest.");
			case "FAILED" -> ended("Failed", "The payout has failed.");
			case "CANCELLED" -> ended("Cancelled", "The payout was cancelled.");
			case "EXPIRED" -> ended("Expired", "The payout was not made in time.");
			default -> new Status(StringUtils.truncate(status, MAX_LENGTH), "unsure",
					"This application does not know this status. Ask Inqud about it.");
		};
	}

	private static Status ended(String label, String what) {
		return new Status(label, "bad", what + " Check that its amount is back in the balance, then make it again.");
	}

}
