package com.inqud.spring.client;

import java.net.URI;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.inqud.spring.authentication.InqudAuthenticationFilterFunction;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.codec.CodecConfigurer;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What makes a {@link WebClient} a client of Inqud: base URL, JSON format and
 * authentication.
 *
 * @since 0.1.0
 */
public final class InqudWebClientConfigurer {

	/**
	 * The JSON that Inqud reads and writes, whatever the application's own JSON looks
	 * like.
	 */
	private static final JsonMapper JSON_MAPPER = JsonMapper.builder()
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL)
			.withContentInclusion(JsonInclude.Include.NON_NULL))
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build();

	private final URI baseUrl;

	private final InqudAuthenticationFilterFunction authentication;

	/**
	 * Creates a configurer.
	 * @param baseUrl the URL that the paths of the API are relative to
	 * @param authentication the filter that authenticates each request
	 */
	public InqudWebClientConfigurer(URI baseUrl, InqudAuthenticationFilterFunction authentication) {
		this.baseUrl = baseUrl;
		this.authentication = authentication;
	}

	/**
	 * Configures a builder. Filters that are added to it later do not see what is sent.
	 * @param builder the builder to configure
	 */
	public void configure(WebClient.Builder builder) {
		builder.baseUrl(this.baseUrl.toString()).codecs((codecs) -> {
			CodecConfigurer.DefaultCodecs defaults = codecs.defaultCodecs();
			defaults.jacksonJsonEncoder(new JacksonJsonEncoder(JSON_MAPPER));
			defaults.jacksonJsonDecoder(new JacksonJsonDecoder(JSON_MAPPER));
		}).filter(this.authentication);
	}

}
