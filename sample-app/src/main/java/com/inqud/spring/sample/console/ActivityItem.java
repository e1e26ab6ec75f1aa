package com.inqud.spring.sample.console;

import java.time.Duration;
import java.time.Instant;

/**
 * Call to Inqud or webhook from it. Bodies are masked, salt and signature are cut short,
 * and unknown texts are empty.
 *
 * @param number the number in the order of the ends
 * @param webhook whether this is a webhook
 * @param time the time of the start
 * @param duration the duration
 * @param method the HTTP method
 * @param path the path
 * @param attempts how many times the request was sent
 * @param outcome the status, or what else became of it
 * @param successful whether it was successful
 * @param request the body of the request
 * @param salt the beginning of the salt
 * @param signature the beginning of the signature
 * @param response the body of the response
 */
record ActivityItem(long number, boolean webhook, Instant time, Duration duration, String method, String path,
		int attempts, String outcome, boolean successful, String request, String salt, String signature,
		String response) {

	public long getMillis() {
		return this.duration.toMillis();
	}

}
