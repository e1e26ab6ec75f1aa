package com.inqud.spring.sample.console;

import java.net.URI;
import java.util.List;

import com.inqud.spring.InqudException;
import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutConflictException;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.sample.payout.PayoutState;
import jakarta.validation.Valid;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Controller that offers the {@link PayoutService} as a page, whose parts are also served
 * alone.
 */
@Controller
class PageController {

	private final PayoutService payouts;

	private final CallLog calls;

	private final URI baseUrl;

	private final boolean live;

	PageController(PayoutService payouts, CallLog calls, InqudConnectionDetails inqud, Environment environment) {
		this.payouts = payouts;
		this.calls = calls;
		this.baseUrl = inqud.getBaseUrl();
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@GetMapping("/")
	String page(Model model) {
		return page(PayoutForm.empty(), model);
	}

	@GetMapping("/parts/balances")
	String balances(Model model) {
		try {
			model.addAttribute("balances", this.payouts.balances());
		}
		catch (InqudException ex) {
			model.addAttribute("unavailable", "The balances are not available: " + ex.getMessage());
		}
		return "page :: balances";
	}

	@GetMapping("/parts/payments")
	String payments(Model model) {
		model.addAttribute("payments",
				this.payouts.page(List.of(), List.of(), PageRequest.of(0, 50, Sort.by("id").descending()))
					.getContent());
		return "page :: payments";
	}

	@GetMapping("/parts/calls")
	String calls(Model model) {
		model.addAttribute("calls", this.calls.latest());
		return "page :: calls";
	}

	@PostMapping("/")
	String payout(@Valid @ModelAttribute("form") PayoutForm form, BindingResult errors, Model model,
			@RequestHeader(name = "HX-Request", defaultValue = "false") boolean part) {
		if (!errors.hasErrors()) {
			try {
				Payout payout = this.payouts.pay(form.toRequest()).payout();
				if (payout.state() == PayoutState.ACCEPTED) {
					model.addAttribute("form", PayoutForm.empty()).addAttribute("accepted", form);
					return part ? "page :: payout" : "redirect:/";
				}
				if (payout.state() == PayoutState.REFUSED) {
					form = form.withNewReference();
				}
				model.addAttribute("form", form).addAttribute("refused", describe(payout));
			}
			catch (PayoutConflictException | IllegalArgumentException ex) {
				model.addAttribute("refused", ex.getMessage());
			}
		}
		return part ? "page :: payout" : page(form, model);
	}

	private String page(PayoutForm form, Model model) {
		model.addAttribute("form", form).addAttribute("baseUrl", this.baseUrl).addAttribute("live", this.live);
		balances(model);
		payments(model);
		calls(model);
		return "page";
	}

	private static String describe(Payout payout) {
		return switch (payout.state()) {
			case NOT_SENT -> "Nothing was sent to Inqud, so no money has moved. Please try again later.";
			case REFUSED -> "Inqud has refused it: " + payout.reason();
			default -> "Nobody knows yet whether this payout was made. Do not send it again: it is looked for.";
		};
	}

}
