package com.inqud.spring.sample;

import java.net.URI;

import com.inqud.spring.InqudException;
import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudServerException;
import jakarta.validation.Valid;

import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Controller that offers the {@link PaymentService} as a page, whose parts are also
 * served alone.
 */
@Controller
class PageController {

	private final PaymentService payments;

	private final CallLog calls;

	private final URI baseUrl;

	private final boolean live;

	PageController(PaymentService payments, CallLog calls, InqudConnectionDetails inqud, Environment environment) {
		this.payments = payments;
		this.calls = calls;
		this.baseUrl = inqud.getBaseUrl();
		this.live = environment.acceptsProfiles(Profiles.of("live"));
	}

	@GetMapping("/")
	String page(Model model) {
		return page(PayoutForm.EMPTY, model);
	}

	@GetMapping("/parts/balances")
	String balances(Model model) {
		try {
			model.addAttribute("balances", this.payments.balances().collectList().block());
		}
		catch (InqudException ex) {
			model.addAttribute("unavailable", describe(ex));
		}
		return "page :: balances";
	}

	@GetMapping("/parts/payments")
	String payments(Model model) {
		model.addAttribute("payments", this.payments.payments());
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
				this.payments.payout(form.toRequest()).block();
				model.addAttribute("form", PayoutForm.EMPTY).addAttribute("accepted", form);
				return part ? "page :: payout" : "redirect:/";
			}
			catch (InqudException ex) {
				model.addAttribute("refused", describe(ex));
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

	private static String describe(InqudException ex) {
		if (ex instanceof InqudNotSentException) {
			return "Nothing was sent to Inqud, so no money has moved. Please try again later.";
		}
		if (ex instanceof InqudOutcomeUnknownException unknown) {
			return "Nobody knows yet whether this payout was made. Do not send it again: look for "
					+ unknown.getClientOrderId() + " among the payments at Inqud.";
		}
		if (ex instanceof InqudServerException) {
			return "Inqud has failed. Look whether the payout was made before you send it again.";
		}
		if (ex instanceof InqudApiException refusal && refusal.getErrorMessage() != null) {
			return "Inqud says: " + refusal.getErrorMessage() + ".";
		}
		return "Inqud did not do it: " + ex.getMessage();
	}

}
