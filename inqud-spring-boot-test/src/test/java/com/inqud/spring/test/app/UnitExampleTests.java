package com.inqud.spring.test.app;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudAuthenticationException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PaymentOperations;
import com.inqud.spring.client.payment.PaymentStatus;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.fixture.InqudFailures;
import com.inqud.spring.test.fixture.InqudFixtures;
import com.inqud.spring.test.webhook.InqudWebhookDeliveries;
import com.inqud.spring.test.webhook.InqudWebhookSigner;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for fixtures and webhooks without Spring. {@code docs/testing.md} shows three of
 * them as they stand here.
 */
class UnitExampleTests {

	@Test
	void modelFromJson() {
		Payment payment = InqudFixtures.read("{\"id\":\"PMT-1\",\"status\":\"SUCCESS\"}", Payment.class);
		assertThat(payment.status()).isEqualTo(PaymentStatus.SUCCESS);
	}

	@Test
	void mockThatFailsAsTheClientDoes() {
		PaymentOperations inqud = mock();
		given(inqud.payout(any())).willReturn(Mono.error(InqudFailures.outcomeUnknown("order-1")));
		PayoutRequest request = InqudFixtures.read("{\"amount\":1,\"currency\":\"USD\",\"method\":\"CC_VISAMC\"}",
				PayoutRequest.class);
		assertThatExceptionOfType(InqudOutcomeUnknownException.class).isThrownBy(() -> inqud.payout(request).block())
			.satisfies((ex) -> assertThat(ex.getClientOrderId()).isEqualTo("order-1"));
	}

	@Test
	void deliveryForAHandler() {
		InqudWebhookDelivery delivery = InqudWebhookDeliveries.of("{\"id\":\"PMT-1\",\"status\":\"NEW\"}");
		assertThat(delivery.read(Payment.class).id()).isEqualTo("PMT-1");
	}

	@Test
	void readsAndWritesAsTheClientDoes() {
		Payment payment = InqudFixtures.read("{\"id\":\"PMT-1\",\"amount\":\"1E+3\",\"unknown\":1}", Payment.class);
		assertThat(payment.amount()).isEqualTo(new BigDecimal("1E+3"));
		assertThat(new String(InqudFixtures.toJson(payment), StandardCharsets.UTF_8))
			.isEqualTo("{\"id\":\"PMT-1\",\"amount\":1000}");
		assertThatIllegalArgumentException().isThrownBy(() -> InqudFixtures.read("[]", Payment.class))
			.withMessageContaining("Payment");
		assertThatIllegalArgumentException().isThrownBy(() -> InqudFixtures.read("null", Payment.class));
	}

	@Test
	void failuresHaveMessagesAndDetails() {
		InqudApiException refused = InqudFailures.refused(422, "LIMIT", "Too much");
		assertThat(refused).hasMessage("POST /v1/user/payments/payout: 422 LIMIT \"Too much\"");
		assertThat(refused.getErrorCode()).isEqualTo("LIMIT");
		assertThat(refused.getResponseBody()).contains("Too much");
		assertThat(InqudFailures.refused(401, "UNAUTHORIZED", "No")).isInstanceOf(InqudAuthenticationException.class);
		assertThat(InqudFailures.rateLimited(Duration.ofSeconds(7)).getRetryAfter()).hasSeconds(7);
		assertThat(InqudFailures.outcomeUnknown(null)).hasCauseInstanceOf(InqudException.class);
		assertThat(List.of(InqudFailures.notSent(), InqudFailures.noResponse(), InqudFailures.unreadableResponse()))
			.allSatisfy((ex) -> assertThat(ex).hasMessageContaining("/v1/user/payments/"));
	}

	/**
	 * Digest computed with Python: {@code hmac.new(b"secret_value", b'{"id":"PMT-1"}',
	 * hashlib.sha1).hexdigest()}.
	 */
	@Test
	void signerSignsAsDocumented() {
		InqudWebhookSigner signer = new InqudWebhookSigner("secret_value");
		String body = "{\"id\":\"PMT-1\"}";
		assertThat(signer.digest(body)).isEqualTo("da885cdfdb55ae314c6e51ea7e1b027181f98d60");
		assertThat(signer.digest(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(signer.digest(body));
		assertThat(signer.digest(InqudFixtures.read(body, Payment.class))).isEqualTo(signer.digest(body));
		assertThat(signer.headers(body).getFirst("X-Payload-Digest")).isEqualTo(signer.digest(body));
		assertThat(signer).asString().doesNotContain("secret_value");
	}

}
