package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a {@link Call} has a failure even if an error prevents its description.
 */
class UndescribedFailureTests {

	@Test
	void failureThatCannotBeDescribedTellsWhatBecameOfTheCall() {
		Throwable undescribable = new UndescribableException();
		Call unsent = Call.unsent(HttpMethod.POST, "/path");
		assertThat(unsent.translate(undescribable)).isInstanceOf(InqudNotSentException.class)
			.hasMessage("POST: not sent")
			.hasCause(undescribable);
		Call sent = Call.unsent(HttpMethod.POST, "/path");
		sent.send(new byte[0]);
		HttpHeaders headers = new UndescribableHeaders();
		List<InqudException> failures = List.of(sent.translate(undescribable), sent.cutOff(200, undescribable),
				sent.refused(new ErrorResponse(HttpStatus.FOUND, headers, new byte[0])));
		assertThat(failures).hasOnlyElementsOfType(InqudOutcomeUnknownException.class)
			.extracting(Throwable::getMessage)
			.containsOnly("POST: outcome unknown");
	}

	private static final class UndescribableException extends IOException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new StackOverflowError();
		}

	}

	private static final class UndescribableHeaders extends HttpHeaders {

		private static final long serialVersionUID = 1L;

		@Override
		public URI getLocation() {
			throw new StackOverflowError();
		}

	}

}
