package com.inqud.spring.sample.payout;

import java.util.List;

import org.springframework.data.repository.CrudRepository;

/**
 * Repository of the timelines of payouts.
 */
interface PayoutEventRepository extends CrudRepository<PayoutEvent, Long> {

	List<PayoutEvent> findByPayoutIdOrderById(long payoutId);

}
