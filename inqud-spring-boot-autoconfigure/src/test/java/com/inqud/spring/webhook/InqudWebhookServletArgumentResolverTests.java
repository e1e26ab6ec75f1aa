package com.inqud.spring.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import jakarta.servlet.ServletInputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.MethodParameter;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.util.ContentCachingRequestWrapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link InqudWebhookServletArgumentResolver} that need no server.
 */
@ExtendWith(OutputCaptureExtension.class)
class InqudWebhookServletArgumentResolverTests {

	private final InqudWebhookVerifier verifier = new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET));

	private final List<String> outcomes = new ArrayList<>();

	private final InqudWebhookServletArgumentResolver resolver = new InqudWebhookServletArgumentResolver(
			(secret) -> this.verifier, DataSize.ofBytes(10), this.outcomes::add);

	@ParameterizedTest
	@CsvSource({ "0, true", "1, true", "2, false" })
	void supportsWebhooks(int parameter, boolean supported) throws Exception {
		assertThat(this.resolver.supportsParameter(parameter(parameter))).isEqualTo(supported);
	}

	@ParameterizedTest
	@MethodSource
	void aBodyThatDoesNotComeInTimeIsATimeout(IOException failure) {
		MockHttpServletRequest request = failing(failure);
		assertThatExceptionOfType(InqudWebhookTimeoutException.class).isThrownBy(() -> resolve(this.resolver, request));
		assertThat(this.outcomes).hasSize(1);
	}

	static Stream<IOException> aBodyThatDoesNotComeInTimeIsATimeout() {
		return Stream.of(new SocketTimeoutException(), new IOException(new SocketTimeoutException()),
				new IOException(new TimeoutException()));
	}

	@Test
	void anotherFailureToReadTheBodyIsNoOutcomeOfAWebhook() {
		IOException failure = new IOException("reset");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> resolve(this.resolver, failing(failure)))
			.isSameAs(failure);
		assertThat(this.outcomes).isEmpty();
	}

	@Test
	void aBodyMayHaveTheMaximumSize() throws Exception {
		assertThat(resolve(this.resolver, signed("x".repeat(10)))).hasToString("x".repeat(10));
		assertThatExceptionOfType(InqudWebhookTooLargeException.class)
			.isThrownBy(() -> resolve(this.resolver, signed("x".repeat(11))));
		assertThat(this.outcomes).containsExactly("accepted", "too-large");
	}

	@Test
	void aBodyThatIsTooLargeIsNotReadToItsEnd() throws Exception {
		ByteArrayInputStream body = new ByteArrayInputStream(new byte[30]);
		assertThatExceptionOfType(InqudWebhookTooLargeException.class)
			.isThrownBy(() -> resolve(this.resolver, request(body)));
		assertThat(body.available()).isEqualTo(30 - 11);
		MockHttpServletRequest announced = request(body);
		announced.setContent(new byte[11]);
		assertThatExceptionOfType(InqudWebhookTooLargeException.class)
			.isThrownBy(() -> resolve(this.resolver, announced));
		assertThat(body.available()).isEqualTo(30 - 11);
	}

	@Test
	void allParametersShareABody() throws Exception {
		MockHttpServletRequest request = signed("body");
		assertThat(resolve(this.resolver, request)).isEqualTo("body");
		ServletWebRequest webRequest = new ServletWebRequest(request);
		assertThat(this.resolver.resolveArgument(parameter(1), null, webRequest, null)).isInstanceOfSatisfying(
				InqudWebhookDelivery.class, (delivery) -> assertThat(delivery.read(String.class)).isEqualTo("body"));
		assertThat(this.outcomes).containsExactly("accepted");
	}

	@Test
	void aBodyThatAFilterHasCachedIsTheBody() throws Exception {
		ContentCachingRequestWrapper cached = new ContentCachingRequestWrapper(signed("body"), 10);
		cached.getInputStream().readAllBytes();
		assertThat(this.resolver.resolveArgument(parameter(0), null, new ServletWebRequest(cached), null))
			.isEqualTo("body");
	}

	@ParameterizedTest
	@CsvSource({ "0, false", "1, true", "2147483646, true", "2147483647, false" })
	void refusesASizeThatNoArrayHas(long bytes, boolean accepted) {
		ThrowingCallable create = () -> new InqudWebhookServletArgumentResolver(this.verifier, DataSize.ofBytes(bytes));
		if (accepted) {
			assertThatNoException().isThrownBy(create);
		}
		else {
			assertThatIllegalArgumentException().isThrownBy(create)
				.withMessage("the maximum size of a webhook must be positive and less than 2 GB");
		}
	}

	@Test
	void aParameterOfAConstructorIsNoWebhook() throws Exception {
		MethodParameter parameter = new MethodParameter(String.class.getConstructor(String.class), 0);
		assertThatIllegalStateException()
			.isThrownBy(
					() -> this.resolver.resolveArgument(parameter, null, new ServletWebRequest(signed("body")), null))
			.withMessage("A webhook is a parameter of a method");
	}

	@Test
	void theLogNamesThePropertyOfTheSecrets(CapturedOutput output) throws Exception {
		InqudWebhookServletArgumentResolver unconfigured = new InqudWebhookServletArgumentResolver((secret) -> null,
				DataSize.ofKilobytes(1), this.outcomes::add);
		assertThatExceptionOfType(InqudWebhookNotConfiguredException.class)
			.isThrownBy(() -> resolve(unconfigured, signed("body")));
		assertThat(output).contains("'inqud.webhook.secrets'");
		MethodParameter named = new MethodParameter(getClass().getDeclaredMethod("named", String.class), 0);
		assertThatExceptionOfType(InqudWebhookNotConfiguredException.class)
			.isThrownBy(() -> new InqudWebhookServletArgumentResolver((secret) -> null, DataSize.ofKilobytes(1),
					this.outcomes::add)
				.resolveArgument(named, null, new ServletWebRequest(signed("body")), null));
		assertThat(output).contains("'inqud.webhook.named-secrets.named'");
		assertThat(this.outcomes).hasSize(2);
	}

	@Test
	void aResolverForTestsKnowsTheDefaultSecretsOnly() throws Exception {
		InqudWebhookServletArgumentResolver tested = new InqudWebhookServletArgumentResolver(this.verifier,
				DataSize.ofKilobytes(1));
		assertThat(resolve(tested, signed("body"))).hasToString("body");
		assertThatExceptionOfType(InqudWebhookNotConfiguredException.class).isThrownBy(() -> tested.resolveArgument(
				new MethodParameter(getClass().getDeclaredMethod("named", String.class), 0), null,
				new ServletWebRequest(signed("body")), null));
	}

	private Object resolve(InqudWebhookServletArgumentResolver tested, MockHttpServletRequest request)
			throws Exception {
		return tested.resolveArgument(parameter(0), null, new ServletWebRequest(request), null);
	}

	private static MethodParameter parameter(int index) throws NoSuchMethodException {
		return new MethodParameter(InqudWebhookServletArgumentResolverTests.class.getDeclaredMethod("handle",
				String.class, InqudWebhookDelivery.class, Payment.class), index);
	}

	private static MockHttpServletRequest signed(String body) throws Exception {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setContent(bytes);
		request.addHeader("X-Payload-Digest", InqudWebhooks.digest(bytes, InqudWebhooks.SECRET));
		return request;
	}

	private static MockHttpServletRequest failing(IOException failure) {
		return request(new InputStream() {

			@Override
			public int read() throws IOException {
				throw failure;
			}

		});
	}

	private static MockHttpServletRequest request(InputStream body) {
		return new MockHttpServletRequest() {

			@Override
			public ServletInputStream getInputStream() {
				return new DelegatingServletInputStream(body);
			}

		};
	}

	void handle(@InqudWebhook String body, InqudWebhookDelivery delivery, Payment payment) {
	}

	void named(@InqudWebhook(secret = "named") String body) {
	}

}
