package com.inqud.spring.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.http.server.ServletServerHttpRequest;
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

	private static final String DELIVERY = InqudWebhookServletArgumentResolver.class.getName() + ".delivery";

	private static final int BUFFER_SIZE = 8192;

	private final WebhookReceiver receiver;

	/**
	 * Creates a resolver.
	 * @param verifier the verifier, {@code null} if no webhook can be verified and so
	 * every one must be refused
	 * @param maxSize the size of the largest body
	 * @throws IllegalArgumentException if the size is not positive and less than 2 GB
	 */
	public InqudWebhookServletArgumentResolver(@Nullable InqudWebhookVerifier verifier, DataSize maxSize) {
		this.receiver = new WebhookReceiver(verifier, maxSize);
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
		InqudWebhookDelivery delivery = (InqudWebhookDelivery) request.getAttribute(DELIVERY);
		if (delivery == null) {
			this.receiver.checkBeforeReading(request.getContentLengthLong());
			delivery = this.receiver.receive(readBody(request), new ServletServerHttpRequest(request).getHeaders());
			request.setAttribute(DELIVERY, delivery);
		}
		return this.receiver.read(delivery,
				GenericTypeResolver.resolveType(parameter.getGenericParameterType(), parameter.getContainingClass()));
	}

	/**
	 * Returns the body, or what is left of it if someone else has read it before. Then
	 * the signature decides.
	 */
	private byte[] readBody(HttpServletRequest request) throws IOException {
		byte[] rest = readStream(request);
		ContentCachingRequestWrapper cache = WebUtils.getNativeRequest(request, ContentCachingRequestWrapper.class);
		byte[] cached = (cache != null) ? cache.getContentAsByteArray() : rest;
		return (cached.length > rest.length) ? cached : rest;
	}

	/**
	 * Returns at most one byte more than is allowed, and does not ask for any after that:
	 * asking would wait for it.
	 */
	private byte[] readStream(HttpServletRequest request) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		try {
			InputStream in = request.getInputStream();
			byte[] buffer = new byte[BUFFER_SIZE];
			int left = this.receiver.maxSize() + 1;
			int count = 0;
			while (left > 0 && count != -1) {
				count = in.read(buffer, 0, Math.min(buffer.length, left));
				body.write(buffer, 0, Math.max(count, 0));
				left -= count;
			}
		}
		catch (IllegalStateException ex) {
			// Someone else has called getReader()
		}
		return body.toByteArray();
	}

}
