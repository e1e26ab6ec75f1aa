package com.inqud.spring.sample.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;

import org.springframework.stereotype.Component;

/**
 * Latest calls and webhooks, in memory. Questions about balances do not push the others
 * out.
 */
@Component
class Activity {

	private static final int SIZE = 50;

	private static final String BALANCES = "/v1/user/wallet/balances";

	private final Deque<ActivityItem> items = new ArrayDeque<>();

	private final Deque<ActivityItem> polls = new ArrayDeque<>();

	private long number;

	/**
	 * Adds an item, which is given its number.
	 */
	synchronized void add(LongFunction<ActivityItem> item) {
		ActivityItem added = item.apply(++this.number);
		Deque<ActivityItem> latest = (added.successful() && added.path().equals(BALANCES)) ? this.polls : this.items;
		latest.addFirst(added);
		if (latest.size() > SIZE) {
			latest.removeLast();
		}
	}

	/**
	 * Items after a number, without questions about balances, the latest first.
	 */
	synchronized List<ActivityItem> after(long number) {
		return this.items.stream().filter((item) -> item.number() > number).toList();
	}

	/**
	 * Questions about balances that Inqud has responded to, the latest first.
	 */
	synchronized List<ActivityItem> polls() {
		return List.copyOf(this.polls);
	}

}
