package com.inqud.spring.sample.payout;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PayoutReconciliation} with PostgreSQL.
 */
class PayoutReconciliationPostgresTests extends PayoutReconciliationTests {

	@DynamicPropertySource
	static void usePostgres(DynamicPropertyRegistry registry) {
		Postgres.use(registry);
	}

	@Test
	void databaseIsPostgres(@Autowired JdbcClient database) {
		assertThat(database.sql("select version()").query(String.class).single()).startsWith("PostgreSQL");
	}

}
