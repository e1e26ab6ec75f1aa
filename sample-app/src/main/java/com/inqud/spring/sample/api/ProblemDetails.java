package com.inqud.spring.sample.api;

import com.inqud.spring.InqudApiException;
import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.sample.payout.PayoutConflictException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.ValueInstantiationException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers to requests that cannot be served, as {@link ProblemDetail}.
 */
@RestControllerAdvice(assignableTypes = PayoutController.class)
class ProblemDetails extends ResponseEntityExceptionHandler {

	/**
	 * Failure to read something at Inqud. What becomes of a payout is no exception.
	 */
	@ExceptionHandler
	ResponseEntity<ProblemDetail> handle(InqudException ex) {
		this.logger.warn(ex.getMessage());
		ProblemDetail detail = problem(ex).detail(ex.getMessage());
		ResponseEntity.BodyBuilder response = ResponseEntity.status(detail.getStatus());
		if (ex instanceof InqudApiException refusal && refusal.getRetryAfter() != null) {
			response.header(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.getRetryAfter().toSeconds()));
		}
		return response.body(detail);
	}

	private static Problem problem(InqudException ex) {
		if (ex instanceof InqudNotSentException) {
			return Problem.NOT_SENT;
		}
		Problem refusal = Problem.ofRefusal((ex instanceof InqudApiException api) ? api.getStatusCode().value() : null);
		return (refusal != Problem.REFUSED) ? refusal : Problem.INQUD_FAILED;
	}

	@ExceptionHandler
	ProblemDetail handle(PayoutConflictException ex) {
		return Problem.KEY_IN_USE.detail(ex.getMessage());
	}

	@ExceptionHandler
	ProblemDetail handle(IllegalArgumentException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, ex.getMessage());
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, describe(ex.getCause()));
		return handleExceptionInternal(ex, problem, headers, status, request);
	}

	private static @Nullable String describe(@Nullable Throwable cause) {
		if (cause instanceof ValueInstantiationException && cause.getCause() != null) {
			return cause.getCause().getMessage();
		}
		if (cause instanceof DatabindException databind && !databind.getPath().isEmpty()) {
			return databind.getPath().get(0).getPropertyName() + " has a value of the wrong type";
		}
		return "The body must be a JSON object";
	}

}
