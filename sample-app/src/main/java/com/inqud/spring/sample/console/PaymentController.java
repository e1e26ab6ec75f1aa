package com.inqud.spring.sample.console;

import java.time.Clock;
import java.util.List;

import com.inqud.spring.sample.payout.PayoutService;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Controller of the page about one payment.
 */
@Controller
class PaymentController {

	private final PayoutService payouts;

	private final JsonMapper json;

	private final Clock clock;

	PaymentController(PayoutService payouts, JsonMapper json, Clock clock) {
		this.payouts = payouts;
		this.json = json;
		this.clock = clock;
	}

	@GetMapping("/payments/{reference}")
	String payment(@PathVariable String reference, Model model) {
		add(find(reference), model);
		return "payment";
	}

	/**
	 * What has changed since a page was shown.
	 * @param seen the version and the status that the page shows
	 * @param entry the last entry in the timeline that the page shows
	 */
	@GetMapping("/payments/{reference}/changes")
	String changes(@PathVariable String reference, @RequestParam String seen, @RequestParam long entry, Model model) {
		Payment payment = find(reference);
		List<Entry> added = add(payment, model).stream().filter((each) -> each.id() > entry).toList();
		String token = seen(payment);
		model.addAttribute("added", added)
			.addAttribute("changed", !token.equals(seen))
			.addAttribute("announcement", seen.endsWith(payment.token()) ? "" : payment.announcement());
		return "payment :: changes";
	}

	@PostMapping("/payments/{reference}/check")
	String check(@PathVariable String reference, RedirectAttributes redirect) {
		this.payouts.checkNow(find(reference).payout().reference());
		redirect.addAttribute("reference", reference);
		return "redirect:/payments/{reference}";
	}

	private Payment find(String reference) {
		return this.payouts.payout(reference)
			.map(Payment::of)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	private List<Entry> add(Payment payment, Model model) {
		List<Entry> timeline = this.payouts.timeline(payment.payout().id())
			.stream()
			.map((event) -> Entry.of(event, this.json))
			.toList();
		model.addAttribute("payment", payment)
			.addAttribute("timeline", timeline)
			.addAttribute("now", this.clock.instant())
			.addAttribute("seen", seen(payment))
			.addAttribute("last", timeline.isEmpty() ? 0 : timeline.get(timeline.size() - 1).id());
		return timeline;
	}

	private static String seen(Payment payment) {
		return payment.payout().version() + "." + payment.token();
	}

}
