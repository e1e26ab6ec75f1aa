package com.inqud.spring.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.WebUtils;

/**
 * Resolver of {@link InqudWebhook @InqudWebhook} and {@link InqudWebhookDelivery}
 * parameters in a servlet application.
 *
 * @since 0.1.0
 */
public final class InqudWebhookServletArgumentResolver implements HandlerMethodArgumentResolver {

	private static final String RECEIVED = InqudWebhookServletArgumentResolver.class.getName() + ".received.";

	private static final int BUFFER_SIZE = 8192;

	private final WebhookReceiver receiver;

	private final Duration timeout;

	/**
	 * Creates a resolver for the default secrets only, for example for a test.
	 * @param verifier the verifier, {@code null} to refuse every webhook
	 * @param maxSize the maximum size of the body
	 * @throws IllegalArgumentException if the size is not positive and less than 2 GB
	 */
	public InqudWebhookServletArgumentResolver(@Nullable InqudWebhookVerifier verifier, DataSize maxSize) {
		this((secret) -> secret.isEmpty() ? verifier : null, maxSize, (outcome) -> {
		});
	}

	/**
	 * Creates a resolver.
	 * @param verifiers the function that returns the verifier for a
	 * {@linkplain InqudWebhook#secret() name of secrets}, empty for the default ones, or
	 * {@code null} to refuse webhooks
	 * @param maxSize the maximum size of the body
	 * @param outcomes the consumer of the outcome of each webhook, such as
	 * {@code accepted} or {@code wrong-signature}
	 * @throws IllegalArgumentException if the size is not positive and less than 2 GB
	 */
	public InqudWebhookServletArgumentResolver(Function<String, @Nullable InqudWebhookVerifier> verifiers,
			DataSize maxSize, Consumer<String> outcomes) {
		this(verifiers, maxSize, outcomes, WebhookReceiver.TIMEOUT);
	}

	InqudWebhookServletArgumentResolver(Function<String, @Nullable InqudWebhookVerifier> verifiers, DataSize maxSize,
			Consumer<String> outcomes, Duration timeout) {
		this.receiver = new WebhookReceiver(verifiers, maxSize, outcomes);
		this.timeout = timeout;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(InqudWebhook.class)
				|| parameter.getParameterType() == InqudWebhookDelivery.class;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, @Nullable ModelAndViewContainer mavContainer,
			NativeWebRequest webRequest, @Nullable WebDataBinderFactory binderFactory) throws IOException {
		HttpServletRequest request = webRequest.getNativeRequest(HttpServletRequest.class);
		Assert.state(request != null, "There is no HTTP request");
		WebhookReceiver.Request source = new WebhookReceiver.Request(WebhookReceiver.secret(parameter),
				request.getRequestURI(), request.getRemoteAddr());
		String attribute = RECEIVED + source.secret();
		WebhookReceiver.Received received = (WebhookReceiver.Received) request.getAttribute(attribute);
		if (received == null) {
			this.receiver.checkBeforeReading(source, request.getContentLengthLong());
			received = this.receiver.receive(source, readBody(source, request), headers(request));
			request.setAttribute(attribute, received);
		}
		return this.receiver.read(received,
				GenericTypeResolver.resolveType(parameter.getGenericParameterType(), parameter.getContainingClass()));
	}

	/**
	 * Returns the headers as they were received. Spring's
	 * {@code ServletServerHttpRequest} would fail for an invalid content type.
	 */
	private static HttpHeaders headers(HttpServletRequest request) {
		HttpHeaders headers = new HttpHeaders();
		Collections.list(request.getHeaderNames())
			.forEach((name) -> headers.addAll(name, Collections.list(request.getHeaders(name))));
		return headers;
	}

	/**
	 * Returns the body, or its rest if a part was read before. Verification of the rest
	 * fails.
	 */
	private byte[] readBody(WebhookReceiver.Request source, HttpServletRequest request) throws IOException {
		byte[] rest = readStream(source, request);
		ContentCachingRequestWrapper cache = WebUtils.getNativeRequest(request, ContentCachingRequestWrapper.class);
		byte[] cached = (cache != null) ? cache.getContentAsByteArray() : rest;
		return (cached.length > rest.length) ? cached : rest;
	}

	/**
	 * Reads at most one byte more than is allowed, because another read could block. The
	 * server's timeout limits each read, and the timeout of this resolver all reads
	 * together.
	 */
	private byte[] readStream(WebhookReceiver.Request source, HttpServletRequest request) throws IOException {
		long start = System.nanoTime();
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try {
			InputStream in = request.getInputStream();
			byte[] buffer = new byte[BUFFER_SIZE];
			int left = this.receiver.maxSize() + 1;
			int count = 0;
			while (left > 0 && count != -1) {
				if (System.nanoTime() - start > this.timeout.toNanos()) {
					throw this.receiver.timeout(source, this.timeout);
				}
				count = in.read(buffer, 0, Math.min(buffer.length, left));
				body.write(buffer, 0, Math.max(count, 0));
				left -= count;
			}
		}
		catch (IllegalStateException ex) {
			// getReader() has been called, which makes the stream unavailable
		}
		catch (IOException ex) {
			if (isTimeout(ex)) {
				throw this.receiver.timeout(source, this.timeout);
			}
			throw ex;
		}
		return body.toByteArray();
	}

	private static boolean isTimeout(IOException ex) {
		return ex instanceof SocketTimeoutException || ex.getCause() instanceof SocketTimeoutException
				|| ex.getCause() instanceof TimeoutException;
	}

}
