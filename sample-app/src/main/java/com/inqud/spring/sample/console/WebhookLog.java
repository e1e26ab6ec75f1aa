package com.inqud.spring.sample.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import com.inqud.spring.sample.masking.Masking;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;

/**
 * Filter that adds each webhook to the {@link Activity}, with the status that it gets.
 */
@Component
class WebhookLog extends OncePerRequestFilter {

	private static final int LIMIT = 16 * 1024;

	private final Activity activity;

	private final Clock clock;

	WebhookLog(Activity activity, Clock clock) {
		this.activity = activity;
		this.clock = clock;
	}

	@Override
	protected boolean shouldNotFilter(HttpServletRequest request) {
		return !request.getServletPath().startsWith("/webhooks/");
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		ContentCachingRequestWrapper cached = new ContentCachingRequestWrapper(request, LIMIT);
		Instant start = this.clock.instant();
		try {
			chain.doFilter(cached, response);
		}
		finally {
			add(cached, response.getStatus(), start);
		}
	}

	private void add(ContentCachingRequestWrapper request, int status, Instant start) {
		Duration duration = Duration.between(start, this.clock.instant());
		String body = Masking.text(new String(request.getContentAsByteArray(), StandardCharsets.UTF_8));
		this.activity.add((number) -> new ActivityItem(number, true, start, duration, request.getMethod(),
				request.getRequestURI(), 1, verdict(status), status == 200, body, "", "", ""));
	}

	private static String verdict(int status) {
		return switch (status) {
			case 200 -> "200 Accepted";
			case 401 -> "401 Refused: no valid signature";
			default -> String.valueOf(HttpStatus.resolve(status));
		};
	}

}
