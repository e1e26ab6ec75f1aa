package com.inqud.spring.webhook;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Receiver that verifies and reads webhooks and reports their outcome, independent of the
 * web framework.
 */
final class WebhookReceiver {

	/**
	 * Time after which Inqud gives up.
	 */
	static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final Function<String, @Nullable InqudWebhookVerifier> verifiers;

	private final int maxSize;

	private final Consumer<String> outcomes;

	private final RefusalLog log = new RefusalLog(System::nanoTime);

	/**
	 * Creates a receiver.
	 * @param verifiers the verifiers by name of the secrets
	 * @param maxSize the maximum size of the body
	 * @param outcomes the consumer of the outcome of each webhook
	 */
	WebhookReceiver(Function<String, @Nullable InqudWebhookVerifier> verifiers, DataSize maxSize,
			Consumer<String> outcomes) {
		Assert.isTrue(maxSize.toBytes() > 0 && maxSize.toBytes() < Integer.MAX_VALUE,
				"the maximum size of a webhook must be positive and less than 2 GB");
		this.verifiers = verifiers;
		this.maxSize = (int) maxSize.toBytes();
		this.outcomes = outcomes;
	}

	/**
	 * Returns the name of the secrets for the handler method of the parameter, empty for
	 * the default.
	 */
	static String secret(MethodParameter parameter) {
		Assert.state(parameter.getMethod() != null, "A webhook is a parameter of a method");
		return Arrays.stream(new AnnotatedMethod(parameter.getMethod()).getMethodParameters())
			.map((each) -> each.getParameterAnnotation(InqudWebhook.class))
			.filter((annotation) -> annotation != null && !annotation.secret().isEmpty())
			.map(InqudWebhook::secret)
			.findFirst()
			.orElse("");
	}

	int maxSize() {
		return this.maxSize;
	}

	/**
	 * Refuses a webhook, if possible, before its body is read.
	 */
	void checkBeforeReading(Request request, long contentLength) {
		verifier(request);
		checkSize(request, contentLength);
	}

	/**
	 * Verifies a webhook.
	 * @return the delivery, and whether its outcome has been reported
	 */
	Received receive(Request request, byte[] body, HttpHeaders headers) {
		checkSize(request, body.length);
		InqudWebhookVerifier verifier = verifier(request);
		return new Received(request, refusing(request, () -> verifier.verify(body, headers)), new AtomicBoolean());
	}

	Object read(Received received, Type type) {
		Object value = refusing(received.request(), () -> received.delivery().read(type));
		if (received.reported().compareAndSet(false, true)) {
			this.outcomes.accept("accepted");
		}
		return value;
	}

	InqudWebhookTooLargeException tooLarge(Request request) {
		return refuse(request, new InqudWebhookTooLargeException(this.maxSize));
	}

	InqudWebhookTimeoutException timeout(Request request, Duration timeout) {
		return refuse(request, new InqudWebhookTimeoutException(timeout));
	}

	private void checkSize(Request request, long size) {
		if (size > this.maxSize) {
			throw tooLarge(request);
		}
	}

	private InqudWebhookVerifier verifier(Request request) {
		InqudWebhookVerifier verifier = this.verifiers.apply(request.secret());
		if (verifier == null) {
			throw refuse(request, new InqudWebhookNotConfiguredException());
		}
		return verifier;
	}

	private <T> T refusing(Request request, Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (InqudWebhookException ex) {
			throw refuse(request, ex);
		}
	}

	private <E extends InqudWebhookException> E refuse(Request request, E ex) {
		String property = "inqud.webhook."
				+ (request.secret().isEmpty() ? "secrets" : "named-secrets." + request.secret());
		this.log.write(ex.refusal(), ex.refusal().explain(property, String.valueOf(ex.getMessage())), request.path(),
				request.remoteAddress());
		this.outcomes.accept(ex.refusal().outcome());
		return ex;
	}

	/**
	 * Request with a webhook.
	 *
	 * @param secret the name of the secrets that may have signed it, empty for the
	 * default
	 * @param path the path, as it was received
	 * @param remoteAddress the address of the sender, {@code null} if unknown
	 */
	record Request(String secret, @Nullable String path, @Nullable String remoteAddress) {

	}

	/**
	 * Verified webhook.
	 *
	 * @param request the request
	 * @param delivery the delivery
	 * @param reported whether it has been reported that the webhook was accepted
	 */
	record Received(Request request, InqudWebhookDelivery delivery, AtomicBoolean reported) {

	}

}
