package com.inqud.spring.sample.payout;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.PagingAndSortingRepository;

/**
 * Repository of payouts. To save one fails if another version was written meanwhile.
 */
interface PayoutRepository extends CrudRepository<Payout, Long>, PagingAndSortingRepository<Payout, Long> {

	Optional<Payout> findByReference(@Nullable String reference);

	Optional<Payout> findFirstByPaymentId(String paymentId);

	List<Payout> findTop100ByNextCheckAtLessThanEqualOrderByNextCheckAt(Instant now);

	Page<Payout> findByStateIn(Collection<PayoutState> states, Pageable pageable);

	Page<Payout> findByStatusIn(Collection<String> statuses, Pageable pageable);

	@Modifying
	@Query("update payout set payment_id = coalesce(payment_id, :paymentId), next_check_at = :now, version = version + 1 where id = :id")
	void makeDue(long id, String paymentId, Instant now);

	@Modifying
	@Query("update payout set claimed_until = :until where id = :id and (claimed_until is null or claimed_until < :now)")
	boolean claim(long id, Instant now, Instant until);

	@Modifying
	@Query("update payout set claimed_until = null where id = :id and claimed_until = :until")
	void release(long id, Instant until);

}
