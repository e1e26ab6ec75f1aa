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
 * Exception resolver that responds to a refused webhook with a status and no body. It
 * avoids the error dispatch, which would change the status if Inqud has no access to
 * {@code /error}. After a timeout it closes the connection.
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
