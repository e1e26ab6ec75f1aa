package com.inqud.spring.sample.payout;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

/**
 * Repository of webhooks.
 */
interface WebhookRepository extends CrudRepository<Webhook, Long> {

	List<Webhook> findTop100ByHandledAtIsNullOrderById();

	@Modifying
	@Query("update webhook set handled_at = :now, payout_id = :payoutId where id = :id and handled_at is null")
	boolean handle(long id, @Nullable Long payoutId, Instant now);

}
