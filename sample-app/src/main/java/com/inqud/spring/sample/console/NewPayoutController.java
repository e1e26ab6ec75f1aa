package com.inqud.spring.sample.console;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import com.inqud.spring.client.payment.PaymentMethod;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.console.Simulator.Fault;
import com.inqud.spring.sample.masking.Masking;
import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutConflictException;
import com.inqud.spring.sample.payout.PayoutService;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Controller of the form for a new payout. The address of the form has the reference of
 * its payout, so that a reload shows what has become of the payout.
 */
@Controller
class NewPayoutController {

	private final PayoutService payouts;

	private final Wallet wallet;

	NewPayoutController(PayoutService payouts, Wallet wallet) {
		this.payouts = payouts;
		this.wallet = wallet;
	}

	@GetMapping(path = "/new", params = "!reference")
	String start(@RequestParam Map<String, String> parameters, RedirectAttributes redirect) {
		redirect.addAllAttributes(parameters).addAttribute("reference", PayoutForm.newReference());
		return "redirect:/new";
	}

	@GetMapping(path = "/new", params = "reference")
	String form(@RequestParam String reference, @RequestParam(required = false) @Nullable String like,
			@RequestParam(required = false) @Nullable Fault fault, Model model, RedirectAttributes redirect) {
		if (this.payouts.payout(reference).isPresent()) {
			return redirect(reference, redirect);
		}
		model.addAttribute("fault", fault);
		return show(Optional.ofNullable(like)
			.flatMap(this.payouts::payout)
			.map((payout) -> PayoutForm.like(payout, reference))
			.orElseGet(() -> PayoutForm.empty(reference)), Map.of(), model);
	}

	/**
	 * Shows the form again, with the methods of another currency or the fields of another
	 * method. Nothing is paid.
	 */
	@PostMapping(path = "/new", params = "action=edit")
	String edit(PayoutForm form, Model model) {
		return show(form, Map.of(), model);
	}

	/**
	 * Makes the payout, in live mode after a review.
	 */
	@PostMapping(path = "/new", params = "action!=edit")
	String pay(PayoutForm form, @RequestParam(defaultValue = "false") boolean reviewed,
			@ModelAttribute("target") Target target, Model model, RedirectAttributes redirect) {
		List<PaymentMethod> available = this.wallet.methods().value();
		if (available == null) {
			return show(form, Map.of(), model);
		}
		Methods methods = new Methods(available);
		Map<String, String> problems = form.problems(methods);
		if (!problems.isEmpty()) {
			return show(form, problems, model);
		}
		PayoutRequest request = form.toRequest(methods);
		if (target.live() && !reviewed) {
			model.addAttribute("form", form)
				.addAttribute("amount", Amounts.format(request.amount()) + " " + request.currency())
				.addAttribute("recipient", Masking.recipient(request))
				.addAttribute("method", methods.find(form));
			return "review";
		}
		try {
			return redirect(this.payouts.pay(request).payout(), redirect);
		}
		catch (PayoutConflictException ex) {
			model.addAttribute("conflict", form.reference());
		}
		catch (IllegalArgumentException ex) {
			model.addAttribute("refused", ex.getMessage());
		}
		return show(form, Map.of(), model);
	}

	private static String redirect(Payout payout, RedirectAttributes redirect) {
		return redirect(payout.reference(), redirect);
	}

	private static String redirect(String reference, RedirectAttributes redirect) {
		redirect.addAttribute("reference", reference);
		return "redirect:/payments/{reference}";
	}

	private String show(PayoutForm form, Map<String, String> problems, Model model) {
		Recent.Result<List<PaymentMethod>> available = this.wallet.methods();
		Methods methods = new Methods(Objects.requireNonNullElse(available.value(), List.of()));
		PayoutForm complete = methods.complete(form);
		PaymentMethod method = methods.find(complete);
		Recent.Result<List<Balance>> balances = this.wallet.balances();
		model.addAttribute("form", complete)
			.addAttribute("problems", problems)
			.addAttribute("methodsProblem", available.problem())
			.addAttribute("balancesProblem", balances.problem())
			.addAttribute("currencies", methods.currencies())
			.addAttribute("balances",
					((balances.value() != null) ? balances.value() : List.<Balance>of()).stream()
						.collect(Collectors.toMap(Balance::currency, Balance::amount, (first, second) -> first)))
			.addAttribute("methods", methods.of(complete.currency()))
			.addAttribute("limits", (method != null) ? limits(method) : "")
			.addAttribute("fields", (method != null) ? Field.of(method) : List.of());
		return "new-payout";
	}

	private static String limits(PaymentMethod method) {
		String from = (method.minLimit() != null) ? "from " + Amounts.format(method.minLimit()) : "";
		String to = (method.maxLimit() != null) ? " up to " + Amounts.format(method.maxLimit()) : "";
		return (from + to).strip();
	}

}
