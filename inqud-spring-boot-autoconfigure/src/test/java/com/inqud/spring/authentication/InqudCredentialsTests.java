package com.inqud.spring.authentication;

import com.inqud.spring.test.InqudToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link InqudCredentials}.
 */
class InqudCredentialsTests {

	@Test
	void toStringHidesTheSecret() {
		assertThat(new InqudCredentials(InqudToken.ID, InqudToken.SECRET)).asString()
			.contains(InqudToken.ID)
			.doesNotContain(InqudToken.SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\n" })
	void refusesBlank(String blank) {
		assertRefused(blank, "must not be blank");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hidden\n", "hidden\r\n", " hidden", "hidden\t", "hidden\u2003" })
	void refusesWhiteSpaceAround(String value) {
		assertRefused(value, "must not have white space around it");
	}

	@ParameterizedTest
	@ValueSource(strings = { "hid\nden", "hid\u0000den", "hid\u0085den", "hid\u007fden" })
	void refusesControlCharacters(String value) {
		assertRefused(value, "must not contain a control character");
	}

	private static void assertRefused(String value, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> new InqudCredentials(value, InqudToken.SECRET))
			.withMessageContaining("token id " + reason)
			.withMessageNotContaining("hid");
		assertThatIllegalArgumentException().isThrownBy(() -> new InqudCredentials(InqudToken.ID, value))
			.withMessageContaining("secret " + reason)
			.withMessageNotContaining("hid");
	}

}
