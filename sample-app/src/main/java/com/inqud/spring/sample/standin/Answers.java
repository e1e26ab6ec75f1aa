package com.inqud.spring.sample.standin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON answers of the stand-in, with amounts as plain numbers.
 */
final class Answers {

	static final JsonMapper JSON_MAPPER = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private Answers() {
	}

	static ResponseDefinitionBuilder json(int status, Object body) {
		return WireMock.aResponse()
			.withStatus(status)
			.withHeader("Content-Type", "application/json")
			.withBody(JSON_MAPPER.writeValueAsBytes(body));
	}

	static ResponseDefinitionBuilder error(int status, String code, String message) {
		return json(status, new Problem(code, message));
	}

	private record Problem(String code, String message) {

	}

}
