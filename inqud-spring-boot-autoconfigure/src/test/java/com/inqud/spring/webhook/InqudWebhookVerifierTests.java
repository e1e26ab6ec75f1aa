package com.inqud.spring.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.InqudException;
import com.inqud.spring.test.InqudWebhooks;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InqudWebhookVerifier}, also on digests that were computed elsewhere.
 */
class InqudWebhookVerifierTests {

	private static final byte[] BODY = "{\"field\":\"value\"}".getBytes(StandardCharsets.UTF_8);

	private static final String DIGEST = "7e36242a10fd65cbaacd7ff288df9fd3f9e75a46";

	private final InqudWebhookVerifier verifier = new InqudWebhookVerifier(List.of("old", InqudWebhooks.SECRET, "new"));

	@ParameterizedTest
	@MethodSource("vectors")
	void acceptsTheVector(JsonNode vector) {
		byte[] body = Base64.getDecoder().decode(vector.get("bodyBase64").asString());
		String digest = vector.get("digest").asString();
		HttpHeaders headers = headers(digest);
		InqudWebhookVerifier verifier = new InqudWebhookVerifier(List.of(vector.get("secret").asString()));
		InqudWebhookDelivery delivery = verifier.verify(body, headers);
		assertThat(delivery.body()).isEqualTo(body);
		assertThat(delivery.digest()).isEqualTo(digest);
		assertThat(delivery.headers()).isEqualTo(headers);
		assertRefused(verifier, Arrays.copyOf(body, body.length + 1), digest);
	}

	@Test
	void vectorsAreThere() throws IOException {
		assertThat(vectors()).hasSizeGreaterThanOrEqualTo(4);
	}

	static Stream<Named<JsonNode>> vectors() throws IOException {
		try (InputStream in = InqudWebhookVerifierTests.class.getResourceAsStream("/signatures.json")) {
			return JsonMapper.shared()
				.readTree(in)
				.get("webhooks")
				.valueStream()
				.map((vector) -> Named.of(vector.get("name").asString(), vector));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "old", InqudWebhooks.SECRET, "new" })
	void acceptsEachSecret(String secret) {
		String digest = InqudWebhooks.digest(BODY, secret);
		assertThat(this.verifier.verify(BODY, headers(digest)).digest()).isEqualTo(digest);
	}

	@Test
	void refusesAnotherSecret() {
		assertRefused(this.verifier, BODY, InqudWebhooks.digest(BODY, "other"));
	}

	@Test
	void refusesEveryChangedBit() {
		for (int bit = 0; bit < BODY.length * Byte.SIZE; bit++) {
			byte[] changed = BODY.clone();
			changed[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
			assertRefused(this.verifier, changed, DIGEST);
		}
	}

	@Test
	void refusesEveryChangedDigit() {
		for (int i = 0; i < DIGEST.length(); i++) {
			char digit = (DIGEST.charAt(i) == '0') ? '1' : '0';
			assertRefused(this.verifier, BODY, DIGEST.substring(0, i) + digit + DIGEST.substring(i + 1));
		}
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "0", "7E36242A10FD65CBAACD7FF288DF9FD3F9E75A46",
			"7e36242a10fd65cbaacd7ff288df9fd3f9e75a4", "7e36242a10fd65cbaacd7ff288df9fd3f9e75a466",
			" 7e36242a10fd65cbaacd7ff288df9fd3f9e75a46", "7e36242a10fd65cbaacd7ff288df9fd3f9e75a46\n",
			"sha1=7e36242a10fd65cbaacd7ff288df9fd3f9e75a46", "zz36242a10fd65cbaacd7ff288df9fd3f9e75a46",
			"\ud83d\ud83d36242a10fd65cbaacd7ff288df9fd3f9e75a46", "７e36242a10fd65cbaacd7ff288df9fd3f9e75a46",
			"7e36242a10fd65cbaacd7ff288df9fd3f9e75a46,7e36242a10fd65cbaacd7ff288df9fd3f9e75a46" })
	void refusesWhatIsNoDigest(String digest) {
		assertRefused(this.verifier, BODY, digest);
	}

	@Test
	void refusesAVeryLongDigest() {
		assertRefused(this.verifier, BODY, DIGEST.repeat(100_000));
	}

	@Test
	void refusesSeveralDigests() {
		HttpHeaders headers = headers(DIGEST);
		headers.add(InqudWebhookVerifier.DIGEST_HEADER, DIGEST);
		assertThatExceptionOfType(InqudWebhookSignatureException.class)
			.isThrownBy(() -> this.verifier.verify(BODY, headers));
	}

	@Test
	void refusesToWorkWithoutSecret() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InqudWebhookVerifier(List.of()))
			.withMessage("there must be a webhook secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n", " hidden", "hidden\n", "hidden\u2003", "hid\u0000den", "hid\u0085den" })
	void refusesASecretThatCannotBeOne(String secret) {
		assertThatIllegalArgumentException().isThrownBy(() -> new InqudWebhookVerifier(List.of("fine", secret)))
			.withMessageStartingWith("the webhook secret must not ")
			.withMessageNotContaining("hid");
	}

	@Test
	void toStringHidesTheSecrets() {
		assertThat(this.verifier).hasToString("InqudWebhookVerifier[secrets=3]");
	}

	private static void assertRefused(InqudWebhookVerifier verifier, byte[] body, String digest) {
		assertThatExceptionOfType(InqudWebhookSignatureException.class).isThrownBy(() -> verifier.verify(body, digest))
			.isInstanceOf(InqudException.class)
			.withNoCause()
			.withMessage("The webhook is not signed with a secret of this application");
		assertThatExceptionOfType(InqudWebhookSignatureException.class)
			.isThrownBy(() -> verifier.verify(body, headers(digest)));
	}

	private static HttpHeaders headers(String digest) {
		HttpHeaders headers = new HttpHeaders();
		if (digest != null) {
			headers.add(InqudWebhookVerifier.DIGEST_HEADER, digest);
		}
		return headers;
	}

}
