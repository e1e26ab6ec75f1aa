package com.inqud.spring.client.exchange;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import javax.net.ssl.SSLHandshakeException;

import com.inqud.spring.InqudException;
import com.inqud.spring.InqudNoResponseException;
import com.inqud.spring.InqudNotSentException;
import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.InqudUnreadableResponseException;
import com.inqud.spring.authentication.InqudCredentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Call}.
 */
class CallTests {

	private static final byte[] BODY = {};

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST" })
	void nothingIsSentAfterTheEnd(String method) {
		Call unsent = call(method);
		unsent.end();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> unsent.send(BODY));
		Call sent = call(method);
		sent.send(BODY);
		sent.end();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> sent.send(BODY));
	}

	@Test
	void theTransportMaySendAReadAgainButNotAWrite() {
		Call read = call("GET");
		read.send(BODY);
		read.send(BODY);
		Call write = call("POST");
		write.send(BODY);
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> write.send(BODY));
	}

	@Test
	void onlyACallThatWasNotSentCanBeAbandoned() {
		Call unsent = call("POST");
		assertThat(unsent.abandon()).isTrue();
		assertThat(unsent.abandon()).isTrue();
		assertThat(unsent.translate(new IOException())).isInstanceOf(InqudNotSentException.class);
		Call sent = call("POST");
		sent.send(BODY);
		assertThat(sent.abandon()).isFalse();
		assertThat(sent.translate(new IOException())).isInstanceOf(InqudOutcomeUnknownException.class);
		sent.end();
		assertThat(sent.abandon()).isFalse();
		assertThat(sent.translate(new IOException())).isInstanceOf(InqudOutcomeUnknownException.class);
	}

	@ParameterizedTest
	@MethodSource
	void aReadThatFoundNoConnectionWasNotSent(IOException failure) {
		assertThat(sent("GET").translate(failure)).isInstanceOf(InqudNotSentException.class);
		assertThat(sent("POST").translate(failure)).isInstanceOf(InqudOutcomeUnknownException.class);
	}

	static Stream<IOException> aReadThatFoundNoConnectionWasNotSent() {
		return Stream.of(new UnknownHostException(), new ConnectException(), new HttpConnectTimeoutException("timeout"),
				new SSLHandshakeException("handshake"), new SocketTimeoutException("Connect Timeout"),
				new org.apache.hc.client5.http.ConnectTimeoutException("timeout"),
				new io.netty.channel.ConnectTimeoutException("timeout"));
	}

	@ParameterizedTest
	@MethodSource
	void anyOtherFailureOfAReadThatWasSentIsAMissingResponse(IOException failure) {
		assertThat(sent("GET").translate(failure)).isInstanceOf(InqudNoResponseException.class);
	}

	static Stream<IOException> anyOtherFailureOfAReadThatWasSentIsAMissingResponse() {
		return Stream.of(new IOException(), new SocketTimeoutException("Read timed out"), new SocketTimeoutException(),
				new javax.net.ssl.SSLException("closed"));
	}

	@Test
	void aResponseThatIsCutOffIsUnreadable() {
		InqudException read = sent("GET").cutOff(200, new IOException("closed"));
		assertThat(read).isInstanceOf(InqudUnreadableResponseException.class)
			.hasMessage("GET /path: unreadable response: 200, cut off: closed");
		assertThat(sent("POST").cutOff(200, new IOException("closed"))).isInstanceOf(InqudOutcomeUnknownException.class)
			.hasMessage("POST /path: outcome unknown: unreadable response: 200, cut off: closed")
			.hasCauseInstanceOf(InqudUnreadableResponseException.class);
		assertThat(sent("GET").cutOff(200, new CancellationException("ended")))
			.isInstanceOf(InqudNoResponseException.class)
			.hasMessage("GET /path: no response: ended");
	}

	@ParameterizedTest
	@CsvSource({ "https://inqud.example/v1/a, /v1/a", "https://inqud.example, /", "https://inqud.example?a=1, /",
			"/v1/{id}?a=1, /v1/{id}", "/v1/a#b, /v1/a", "/v1/{id}/http://b, /v1/{id}/http://b", "'', /", "?a=1, /",
			"://a/b, ://a/b", "a://b, /", "v1/a, v1/a" })
	void namesThePathWithoutHostAndQuery(String uri, String path) {
		assertThat(Call.unsent(HttpMethod.GET, uri)).hasToString("GET " + path);
	}

	@Test
	void namesTheTemplateOrElseTheUri() {
		ClientRequest request = ClientRequest.create(HttpMethod.GET, URI.create("https://inqud.example/v1/1?a=1"))
			.build();
		assertThat(Call.claim(request, "account")).hasToString("GET /v1/1");
		ClientRequest templated = ClientRequest.from(request)
			.attribute("org.springframework.web.reactive.function.client.WebClient.uriTemplate", "/v1/{id}?a={a}")
			.build();
		assertThat(Call.claim(templated, "account")).hasToString("GET /v1/{id}");
		assertThat(Call.uriTemplate(request)).isNull();
		assertThat(Call.uriTemplate(templated)).isEqualTo("/v1/{id}");
	}

	@Test
	void aRefusalNamesTheAccountAndItsTokenButNotItsSecret() {
		Call call = Call.claim(ClientRequest.create(HttpMethod.GET, URI.create("/path")).build(), "account eu");
		assertThat(call.account()).isEqualTo("account eu");
		ErrorResponse response = new ErrorResponse(HttpStatus.UNAUTHORIZED, new HttpHeaders(),
				"{\"message\":\"hidden\"}".getBytes());
		assertThat(call.refused(response).getMessage()).startsWith("GET /path: 401 \"hidden\" for account eu. ");
		call.setCredentials(new InqudCredentials("TKN-1", "hidden"));
		assertThat(call.refused(response).getMessage())
			.startsWith("GET /path: 401 \"******\" for account eu, token id TKN-1. ");
	}

	@ParameterizedTest
	@CsvSource({ "https://other.example:81/a, ' (to https://other.example:81)'",
			"https://other.example, ' (to https://other.example)'", "/a, ''", "mailto:a, ''", "'', ''" })
	void aRedirectNamesItsOrigin(String location, String target) {
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.LOCATION, location);
		assertThat(sent("GET").refused(new ErrorResponse(HttpStatus.FOUND, headers, BODY)))
			.hasMessage("GET /path: 302, redirects are not followed" + target);
	}

	@Test
	void aFilterThatFailsDoesNotHideWhatBecameOfTheCall() {
		Call unsent = call("POST");
		InqudNotSentException notSent = new InqudNotSentException("of another call", null);
		assertThat(unsent.translateForeign(notSent)).isSameAs(notSent);
		assertThat(call("POST").translateForeign(new IllegalStateException("filter")))
			.isInstanceOf(InqudNotSentException.class)
			.hasMessageContaining("filter");
		assertThat(sent("POST").translateForeign(notSent)).isInstanceOf(InqudOutcomeUnknownException.class)
			.hasMessageContaining("failed after the request was sent: of another call");
		assertThat(sent("GET").translateForeign(new IllegalStateException("filter")))
			.isInstanceOf(InqudNoResponseException.class)
			.hasMessageContaining("failed after the request was sent: filter");
		Call refused = sent("POST");
		InqudException own = refused.cutOff(200, new IOException());
		assertThat(refused.translateForeign(new IllegalStateException("filter"))).isSameAs(own);
		assertThat(refused.translateForeign(own)).isSameAs(own);
	}

	private static Call call(String method) {
		return Call.unsent(HttpMethod.valueOf(method), "/path");
	}

	private static Call sent(String method) {
		Call call = call(method);
		call.send(BODY);
		return call;
	}

}
