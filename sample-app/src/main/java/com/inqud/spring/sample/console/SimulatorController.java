package com.inqud.spring.sample.console;

import com.inqud.spring.sample.console.Simulator.Fault;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Controller of the panel with which people let the simulator fail.
 */
@Controller
@Profile("!live")
class SimulatorController {

	private final Simulator simulator;

	SimulatorController(Simulator simulator) {
		this.simulator = simulator;
	}

	@GetMapping("/simulator")
	String panel(Model model) {
		model.addAttribute("faults", Fault.values());
		return "simulator";
	}

	/**
	 * Lets a fault happen to the payout that the next page is for.
	 */
	@PostMapping("/simulator")
	String next(@RequestParam Fault fault, RedirectAttributes redirect) {
		this.simulator.next(fault);
		redirect.addAttribute("fault", fault);
		return "redirect:/new";
	}

}
