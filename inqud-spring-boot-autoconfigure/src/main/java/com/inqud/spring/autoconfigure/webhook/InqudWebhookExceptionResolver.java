package com.inqud.spring.autoconfigure.webhook;

import com.inqud.spring.webhook.InqudWebhookException;
import com.inqud.spring.webhook.InqudWebhookTimeoutException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.annotation.ResponseStatusExceptionResolver;

/**
 * Response to a refused webhook in a servlet application: a status without a body. There
 * is no error dispatch, which could change the status, because Inqud may have no access
 * to {@code /error}. The connection of a body that does not end is closed.
 */
final class InqudWebhookExceptionResolver extends ResponseStatusExceptionResolver {

	@Override
	protected @Nullable ModelAndView doResolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		if (ex instanceof InqudWebhookTimeoutException) {
			response.setHeader(HttpHeaders.CONNECTION, "close");
		}
		return (ex instanceof InqudWebhookException) ? super.doResolveException(request, response, handler, ex) : null;
	}

	@Override
	protected ModelAndView applyStatusAndReason(int statusCode, @Nullable String reason, HttpServletResponse response) {
		response.setStatus(statusCode);
		return new ModelAndView();
	}

}
