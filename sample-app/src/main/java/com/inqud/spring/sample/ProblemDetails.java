package com.inqud.spring.sample;

import com.inqud.spring.InqudException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.ValueInstantiationException;

import org.springframework.core.codec.EncodingException;
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
@RestControllerAdvice(assignableTypes = PaymentController.class)
class ProblemDetails extends ResponseEntityExceptionHandler {

	@ExceptionHandler
	ProblemDetail handle(InqudException ex) {
		this.logger.warn(ex.getMessage());
		boolean invalid = ex.getCause() instanceof EncodingException;
		return ProblemDetail.forStatusAndDetail(invalid ? HttpStatus.BAD_REQUEST : HttpStatus.BAD_GATEWAY,
				ex.getMessage());
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
