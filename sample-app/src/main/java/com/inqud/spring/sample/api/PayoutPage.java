package com.inqud.spring.sample.api;

import java.util.List;

import com.inqud.spring.sample.payout.Payout;

import org.springframework.data.domain.Page;

/**
 * Page of payouts, the latest first. The first page has the number 0.
 */
record PayoutPage(List<PayoutView> payouts, int page, int pages, long total) {

	static PayoutPage of(Page<Payout> page) {
		return new PayoutPage(page.map(PayoutView::of).getContent(), page.getNumber(), page.getTotalPages(),
				page.getTotalElements());
	}

}
