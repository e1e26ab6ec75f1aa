package com.inqud.spring.sample.console;

import java.time.Clock;
import java.util.List;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Controller of the list of calls and webhooks.
 */
@Controller
class ActivityController {

	private final Activity activity;

	private final Clock clock;

	ActivityController(Activity activity, Clock clock) {
		this.activity = activity;
		this.clock = clock;
	}

	@GetMapping("/activity")
	String activity(Model model) {
		add(0, model);
		model.addAttribute("polls", this.activity.polls());
		return "activity";
	}

	/**
	 * What has ended since a page was shown.
	 * @param last the number of the last item that the page shows
	 */
	@GetMapping("/activity/changes")
	String changes(@RequestParam long last, Model model) {
		add(last, model);
		return "activity :: changes";
	}

	private void add(long last, Model model) {
		List<ActivityItem> items = this.activity.after(last);
		model.addAttribute("items", items)
			.addAttribute("last", items.isEmpty() ? last : items.get(0).number())
			.addAttribute("now", this.clock.instant());
	}

}
