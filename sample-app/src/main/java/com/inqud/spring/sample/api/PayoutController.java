package com.inqud.spring.sample.api;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.client.wallet.WalletBalance;
import com.inqud.spring.sample.payout.Payout;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.sample.payout.PayoutState;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Controller that offers the {@link PayoutService} as JSON.
 */
@RestController
class PayoutController {

	private static final int PAGE_SIZE = 20;

	private final PayoutService payouts;

	private final Clock clock;

	PayoutController(PayoutService payouts, Clock clock) {
		this.payouts = payouts;
		this.clock = clock;
	}

	@GetMapping("/balances")
	List<WalletBalance> balances() {
		return this.payouts.balances();
	}

	@GetMapping("/payouts")
	PayoutPage payouts(@RequestParam(required = false) @Nullable PayoutState state,
			@RequestParam(defaultValue = "0") int page) {
		List<PayoutState> states = (state != null) ? List.of(state) : List.of();
		return PayoutPage
			.of(this.payouts.page(states, List.of(), PageRequest.of(page, PAGE_SIZE, Sort.by("id").descending())));
	}

	@GetMapping("/payouts/{reference}")
	ResponseEntity<PayoutView> payout(@PathVariable String reference) {
		return ResponseEntity.of(this.payouts.payout(reference).map(PayoutView::of));
	}

	@PostMapping("/payouts")
	ResponseEntity<?> pay(@RequestBody PayoutRequest request,
			@RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
		PayoutService.Result result = this.payouts.pay(withReference(request, key));
		Payout payout = result.payout();
		return switch (payout.state()) {
			case ACCEPTED -> respond(result.sent() ? HttpStatus.CREATED : HttpStatus.OK, payout);
			case SENDING, UNKNOWN -> respond(HttpStatus.ACCEPTED, payout);
			case NOT_SENT -> refuse(Problem.NOT_SENT, payout);
			case REFUSED -> refuse(Problem.ofRefusal(payout.httpStatus()), payout);
		};
	}

	private static PayoutRequest withReference(PayoutRequest request, @Nullable String key) {
		String reference = request.clientOrderId();
		Assert.isTrue(key != null || reference != null,
				"The header Idempotency-Key or the property clientOrderId is missing");
		Assert.isTrue(key == null || reference == null || key.equals(reference),
				"The header Idempotency-Key and the property clientOrderId differ");
		return new PayoutRequest(request.amount(), request.currency(), request.method(), request.cardNumber(),
				request.firstName(), request.lastName(), request.phoneNumber(), request.cryptoAddress(),
				request.bankAccount(), request.bankCode(), (key != null) ? key : reference, request.comment(),
				request.asset(), request.crossPayoutAsset(), request.properties());
	}

	private static ResponseEntity<PayoutView> respond(HttpStatus status, Payout payout) {
		return ResponseEntity.status(status).location(location(payout)).body(PayoutView.of(payout));
	}

	private ResponseEntity<ProblemDetail> refuse(Problem problem, Payout payout) {
		ProblemDetail detail = problem.detail(StringUtils.hasText(payout.reason()) ? payout.reason() : problem.title());
		detail.setInstance(location(payout));
		ResponseEntity.BodyBuilder response = ResponseEntity.status(detail.getStatus()).location(location(payout));
		Instant retryAt = payout.retryAt();
		if (problem == Problem.RATE_LIMIT && retryAt != null) {
			long seconds = (Math.max(0, Duration.between(this.clock.instant(), retryAt).toMillis()) + 999) / 1000;
			response.header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
		}
		return response.body(detail);
	}

	private static URI location(Payout payout) {
		return ServletUriComponentsBuilder.fromCurrentContextPath()
			.path("/payouts/{reference}")
			.build(payout.reference());
	}

}
