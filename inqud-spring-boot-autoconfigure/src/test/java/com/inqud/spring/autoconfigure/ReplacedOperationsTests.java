package com.inqud.spring.autoconfigure;

import java.util.Map;

import com.inqud.spring.client.InqudAccount;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.PaymentOperations;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests that an application whose operations are mocks needs no credentials.
 */
class ReplacedOperationsTests {

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class WithoutToken {

		@MockitoBean
		private InqudOperations operations;

		@Test
		void starts() {
			given(this.operations.balances()).willReturn(Flux.empty());
			assertThat(this.operations.balances().collectList().block()).isEmpty();
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = { "inqud.token-id=${INQUD_TOKEN_ID_OF_NOBODY}", "inqud.secret=${INQUD_SECRET_OF_NOBODY}" })
	class WithPlaceholders {

		@MockitoBean
		private InqudOperations operations;

		@Test
		void starts() {
			assertThat(this.operations).isNotNull();
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
	class PartOfTheOperations {

		@MockitoBean
		private PaymentOperations operations;

		@Test
		void starts(@Autowired Map<String, PaymentOperations> beans) {
			assertThat(beans).containsOnlyKeys("inqudOperations").containsValue(this.operations);
		}

	}

	@Nested
	@SpringBootTest(classes = Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE,
			properties = "inqud.accounts.eu.token-id=${INQUD_EU_TOKEN_ID_OF_NOBODY}")
	class OfAnAccount {

		@MockitoBean
		@InqudAccount("eu")
		private InqudOperations operations;

		@Test
		void starts(@Autowired @InqudAccount("eu") InqudOperations injected) {
			assertThat(injected).isSameAs(this.operations);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
