package com.inqud.spring.sample.console;

import java.time.Duration;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.autoconfigure.error.BasicErrorController;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Advice that adds what each page needs to its model.
 */
@ControllerAdvice(basePackageClasses = { ConsoleAdvice.class, BasicErrorController.class })
class ConsoleAdvice {

	private final Target target;

	private final Duration refresh;

	ConsoleAdvice(InqudConnectionDetails inqud, Simulator simulator,
			@Value("${sample.console.refresh}") Duration refresh) {
		this.target = new Target(inqud.getBaseUrl(), !simulator.isAt(inqud.getBaseUrl()));
		this.refresh = refresh;
	}

	@ModelAttribute("target")
	Target target() {
		return this.target;
	}

	/**
	 * Trigger of the requests with which a visible page asks what has changed.
	 */
	@ModelAttribute("refresh")
	String refresh() {
		return "every " + this.refresh.toMillis() + "ms, refresh";
	}

}
