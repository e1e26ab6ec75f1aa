package com.inqud.spring.sample.console;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.inqud.spring.sample.payout.PayoutService;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of the list of payments, which changes row by row.
 */
@Controller
class PaymentsController {

	private static final int PAGE_SIZE = 50;

	private static final Pattern TOKEN = Pattern.compile("\\d{1,18}-[0-9a-f]{1,8}");

	private final PayoutService payouts;

	private final Wallet wallet;

	private final Clock clock;

	PaymentsController(PayoutService payouts, Wallet wallet, Clock clock) {
		this.payouts = payouts;
		this.wallet = wallet;
		this.clock = clock;
	}

	@GetMapping("/")
	String payments(@RequestParam(defaultValue = "ALL") Filter show, @RequestParam(defaultValue = "1") int page,
			Model model) {
		add(page(show, page), show, model);
		model.addAttribute("filters", Filter.values());
		balances(model);
		return "payments";
	}

	/**
	 * Rows that differ from those that a page shows.
	 * @param seen the {@linkplain Payment#token() tokens} of the rows that it shows
	 */
	@GetMapping("/changes")
	String changes(@RequestParam(defaultValue = "ALL") Filter show, @RequestParam(defaultValue = "1") int page,
			@RequestParam(defaultValue = "") Set<String> seen, Model model) {
		Set<String> tokens = seen.stream().filter(TOKEN.asMatchPredicate()).collect(Collectors.toSet());
		Set<Long> ids = tokens.stream().map(PaymentsController::id).collect(Collectors.toSet());
		List<Payment> payments = add(page(show, page), show, model);
		List<Payment> changed = payments.stream().filter((payment) -> !tokens.contains(payment.token())).toList();
		ids.removeAll(payments.stream().map((payment) -> payment.payout().id()).toList());
		model.addAttribute("gone", ids)
			.addAttribute("added", changed.stream().filter((payment) -> !isIn(tokens, payment)).toList())
			.addAttribute("changed", changed.stream().filter((payment) -> isIn(tokens, payment)).toList())
			.addAttribute("announcement",
					changed.stream().limit(3).map(Payment::announcement).collect(Collectors.joining(". ")));
		return "payments :: changes";
	}

	@GetMapping("/parts/balances")
	String balances(Model model) {
		Recent.Result<List<Balance>> balances = this.wallet.balances();
		model.addAttribute("balances", balances.value()).addAttribute("balancesProblem", balances.problem());
		return "payments :: balances";
	}

	private Page<Payment> page(Filter show, int page) {
		return this.payouts
			.page(show.states(), show.statuses(),
					PageRequest.of(Math.max(1, page) - 1, PAGE_SIZE, Sort.by("id").descending()))
			.map(Payment::of);
	}

	private List<Payment> add(Page<Payment> page, Filter show, Model model) {
		model.addAttribute("show", show)
			.addAttribute("page", page)
			.addAttribute("now", this.clock.instant())
			.addAttribute("seen", page.stream().map(Payment::token).collect(Collectors.joining(",")));
		return page.getContent();
	}

	private static boolean isIn(Set<String> tokens, Payment payment) {
		return tokens.stream().anyMatch((token) -> id(token) == payment.payout().id());
	}

	private static long id(String token) {
		return Long.parseLong(token.substring(0, token.indexOf('-')));
	}

}
