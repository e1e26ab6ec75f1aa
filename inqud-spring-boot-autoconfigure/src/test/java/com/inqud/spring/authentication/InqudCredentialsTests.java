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
		assertThatIllegalArgumentException().isThrownBy(() -> new InqudCredentials(blank, InqudToken.SECRET))
			.withMessageContaining("tokenId");
		assertThatIllegalArgumentException().isThrownBy(() -> new InqudCredentials(InqudToken.ID, blank))
			.withMessageContaining("secret");
	}

}
