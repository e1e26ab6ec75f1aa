package com.inqud.spring.sample.console;

import java.net.URI;
import java.time.Duration;

import com.inqud.spring.test.simulator.InqudSimulator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Simulator of Inqud as the console knows it. In live mode there is none.
 */
@Component
class Simulator {

	static final Duration LATE = Duration.ofSeconds(20);

	private static final String PAYOUT = "/v1/user/payments/payout";

	private final ObjectProvider<InqudSimulator> simulator;

	Simulator(ObjectProvider<InqudSimulator> simulator) {
		this.simulator = simulator;
	}

	boolean isAt(URI baseUrl) {
		return this.simulator.stream().anyMatch((simulator) -> simulator.baseUrl().equals(baseUrl));
	}

	/**
	 * Lets a fault happen next.
	 */
	void next(Fault fault) {
		InqudSimulator inqud = this.simulator.getObject();
		switch (fault) {
			case LOSE_RESPONSE -> {
				inqud.nextCall(PAYOUT).loseResponse();
				// Otherwise it tells the outcome before anybody misses the response
				inqud.nextWebhook().late(LATE);
			}
			case REFUSE -> inqud.nextCall(PAYOUT).refuse(422, "LIMIT", "Refused on purpose, from the simulator panel");
			case HANG -> inqud.nextCall(PAYOUT).hang();
			case BAD_GATEWAY -> inqud.nextCall(PAYOUT).badGateway();
			case WEBHOOK_TWICE -> inqud.nextWebhook().twice();
			case WEBHOOK_LATE -> inqud.nextWebhook().late(LATE);
			case WEBHOOK_LOST -> inqud.nextWebhook().lost();
		}
	}

	/**
	 * Faults that a payments system has to survive.
	 */
	enum Fault {

		/**
		 * The payout is made, but its response never arrives.
		 */
		LOSE_RESPONSE("Lose the next response", "Inqud makes the next payout, but its response never arrives."),

		/**
		 * The payout is refused.
		 */
		REFUSE("Refuse the next payout", "Inqud refuses the next payout with status 422. No money moves."),

		/**
		 * The call of the payout never ends by itself.
		 */
		HANG("Let the next payout hang",
				"Inqud takes the next payout and never responds. The wait ends after 10 seconds."),

		/**
		 * A proxy responds in place of Inqud.
		 */
		BAD_GATEWAY("502 for the next payout",
				"A proxy responds to the next payout with an HTML page and status 502, and nobody knows what is behind it."),

		/**
		 * A webhook comes twice.
		 */
		WEBHOOK_TWICE("Send the next webhook twice", "The webhook of the next change arrives two times."),

		/**
		 * A webhook comes late.
		 */
		WEBHOOK_LATE("Send the next webhook late",
				"The webhook of the next change arrives 20 seconds late, after those of later changes."),

		/**
		 * A webhook does not come.
		 */
		WEBHOOK_LOST("Lose the next webhook", "The webhook of the next change never arrives.");

		private final String title;

		private final String description;

		Fault(String title, String description) {
			this.title = title;
			this.description = description;
		}

		public String getTitle() {
			return this.title;
		}

		public String getDescription() {
			return this.description;
		}

	}

}
