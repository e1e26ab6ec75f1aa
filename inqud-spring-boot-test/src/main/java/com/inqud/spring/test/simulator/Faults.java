package com.inqud.spring.test.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Queue of faults for later calls.
 */
final class Faults {

	private final List<Rule> rules = new ArrayList<>();

	synchronized void add(String pattern, Front.Outcome outcome, boolean unread, int times) {
		this.rules.add(new Rule(pattern, outcome, unread, times));
	}

	/**
	 * Whether the next fault for a call resets the connection before the body is read. If
	 * so, the fault is used up.
	 */
	synchronized boolean takeUnread(HttpMessage.Request request) {
		Rule rule = find(request);
		if (rule == null || !rule.unread) {
			return false;
		}
		use(rule);
		return true;
	}

	synchronized Front.@Nullable Outcome take(HttpMessage.Request request) {
		Rule rule = find(request);
		if (rule == null) {
			return null;
		}
		use(rule);
		return rule.outcome;
	}

	synchronized void clear() {
		this.rules.clear();
	}

	private @Nullable Rule find(HttpMessage.Request request) {
		Iterator<Rule> iterator = this.rules.iterator();
		while (iterator.hasNext()) {
			Rule rule = iterator.next();
			if (rule.matches(request)) {
				return rule;
			}
		}
		return null;
	}

	private void use(Rule rule) {
		if (--rule.remaining == 0) {
			this.rules.remove(rule);
		}
	}

	private static final class Rule {

		private final String method;

		private final String[] segments;

		private final Front.Outcome outcome;

		private final boolean unread;

		private int remaining;

		private Rule(String pattern, Front.Outcome outcome, boolean unread, int times) {
			int space = pattern.indexOf(' ');
			this.method = (space >= 0) ? pattern.substring(0, space) : "";
			this.segments = pattern.substring(space + 1).split("/");
			this.outcome = outcome;
			this.unread = unread;
			this.remaining = times;
		}

		private boolean matches(HttpMessage.Request request) {
			if (!this.method.isEmpty() && !this.method.equals(request.method())) {
				return false;
			}
			if (this.segments.length == 1 && this.segments[0].equals("**")) {
				return true;
			}
			String[] actual = request.path().split("/");
			if (actual.length != this.segments.length) {
				return false;
			}
			for (int i = 0; i < actual.length; i++) {
				if (!this.segments[i].startsWith("{") && !this.segments[i].equals(actual[i])) {
					return false;
				}
			}
			return true;
		}

	}

}
