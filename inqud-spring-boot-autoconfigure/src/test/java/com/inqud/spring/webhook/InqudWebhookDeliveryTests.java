package com.inqud.spring.webhook;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.inqud.spring.client.acquiring.Checkout;
import com.inqud.spring.client.acquiring.DepositRequest;
import com.inqud.spring.client.onramp.OnRampCheckout;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InqudWebhookDelivery}.
 */
class InqudWebhookDeliveryTests {

	@Test
	void cannotBeChanged() {
		byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
		HttpHeaders headers = headers(body);
		InqudWebhookDelivery delivery = new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET)).verify(body, headers);
		body[0] = 'x';
		delivery.body()[0] = 'x';
		headers.add("X-More", "more");
		assertThat(delivery.body()).asString().isEqualTo("{}");
		assertThat(delivery.headers().containsHeader("X-More")).isFalse();
		assertThatException().isThrownBy(() -> delivery.headers().add("X-More", "more"));
	}

	@Test
	void toStringShowsNeitherBodyNorDigest() {
		assertThat(delivery("{\"field\":\"value\"}")).hasToString("InqudWebhookDelivery[digest=7e36242a…, size=17]");
	}

	@Test
	void readsLikeTheClient() {
		InqudWebhookDelivery delivery = delivery(
				"{\"id\":\"PMT-1\",\"amount\":\"1.10\",\"status\":\"UNHEARD_OF\",\"more\":1.10000000000000000001}");
		assertThat(delivery.read(Payment.class).amount()).isEqualTo(new BigDecimal("1.10"));
		assertThat(delivery.read(JsonNode.class).get("more").decimalValue())
			.isEqualTo(new BigDecimal("1.10000000000000000001"));
	}

	@Test
	void saysWhereABodyCannotBeRead() {
		assertThatException().isThrownBy(() -> delivery("{\"id\":").read(Payment.class))
			.isInstanceOf(InqudWebhookUnreadableException.class)
			.withMessageEndingWith("UnexpectedEndOfInputException at byte 6");
		assertThatException().isThrownBy(() -> delivery("").read(Payment.class))
			.isInstanceOf(InqudWebhookUnreadableException.class)
			.withMessageEndingWith("MismatchedInputException");
	}

	@Test
	void readsItselfAndItsRawBody() {
		InqudWebhookDelivery delivery = delivery("no JSON: ü");
		assertThat(delivery.read(String.class)).isEqualTo("no JSON: ü");
		assertThat(delivery.read(byte[].class)).isEqualTo("no JSON: ü".getBytes(StandardCharsets.UTF_8));
		assertThat(delivery.read(InqudWebhookDelivery.class)).isSameAs(delivery);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"id":"PMT-1"}              | PMT-1  | PAYMENT
			{"id":"CCO-1"}              | CCO-1  | CHECKOUT
			{"id":"CAPD-1"}             | CAPD-1 | DEPOSIT_REQUEST
			{"id":"ORCO-1"}             | ORCO-1 | ON_RAMP_CHECKOUT
			{"id":"AGR-1"}              | AGR-1  | AUTHORIZATION
			{"id":"SUB-1"}              | SUB-1  | SUBSCRIPTION
			{"id":"pmt-1"}              | pmt-1  | UNKNOWN
			{"id":"PMT"}                | PMT    | UNKNOWN
			{"nested":{"id":"PMT-1"}}   |        | UNKNOWN
			{"id":["PMT-1"]}            |        | UNKNOWN
			{"id":1}                    |        | UNKNOWN
			{"id":null}                 |        | UNKNOWN
			[{"id":"PMT-1"}]            |        | UNKNOWN
			"PMT-1"                     |        | UNKNOWN
			{"id":"PMT-1"               |        | UNKNOWN
			{"id":"PMT-1","n":1e999999} |        | UNKNOWN
			""")
	void saysWhatItIsAbout(String body, String id, InqudWebhookKind kind) {
		assertThat(delivery(body).id()).isEqualTo(id);
		assertThat(delivery(body).kind()).isEqualTo(kind);
	}

	@Test
	void readsEachKindAsItsModelAlone() {
		List<Class<?>> models = List.of(Payment.class, Checkout.class, DepositRequest.class, OnRampCheckout.class);
		List<String> prefixes = List.of("PMT-", "CCO-", "CAPD-", "ORCO-");
		for (Class<?> model : models) {
			for (String prefix : prefixes) {
				InqudWebhookDelivery delivery = delivery("{\"id\":\"" + prefix + "1\"}");
				if (models.indexOf(model) == prefixes.indexOf(prefix)) {
					assertThat((Object) delivery.read(model)).isInstanceOf(model);
				}
				else {
					assertThatExceptionOfType(InqudWebhookUnreadableException.class)
						.isThrownBy(() -> delivery.read(model))
						.withMessageContaining("of kind " + delivery.kind() + " and cannot be read as "
								+ model.getName() + ", which is of kind ");
				}
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "null", "[]", "{", "{}{}", "hidden", "{\"amount\":\"hidden\"}", "1" })
	void refusesWhatIsNotOfTheType(String body) {
		assertThatExceptionOfType(InqudWebhookUnreadableException.class)
			.isThrownBy(() -> delivery(body).read(Payment.class))
			.withMessageStartingWith("The body of the webhook cannot be read as " + Payment.class.getName() + ": ")
			.withMessageNotContaining("hidden");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "{}{}" })
	void refusesWhatIsNoJson(String body) {
		assertThatExceptionOfType(InqudWebhookUnreadableException.class)
			.isThrownBy(() -> delivery(body).read(JsonNode.class));
	}

	private static InqudWebhookDelivery delivery(String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		return new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET)).verify(bytes, headers(bytes));
	}

	private static HttpHeaders headers(byte[] body) {
		HttpHeaders headers = new HttpHeaders();
		headers.add(InqudWebhookVerifier.DIGEST_HEADER, InqudWebhooks.digest(body, InqudWebhooks.SECRET));
		return headers;
	}

}
