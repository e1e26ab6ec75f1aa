package com.inqud.spring.sample.standin;

import java.net.URI;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * Server on the loopback interface that answers in place of Inqud. It knows one token,
 * the one that Inqud's documentation publishes as an example, and refuses every request
 * that this token does not authenticate.
 */
public final class InqudStandIn implements AutoCloseable {

	/**
	 * Id of the published example token.
	 */
	public static final String TOKEN_ID = "TKN-6c1296b8-6929-443b-ac06-f732e0e27be1";

	/**
	 * Secret of the published example token.
	 */
	public static final String SECRET = "dBajIp3wHnw5euxohPiZvsCEorG3Fhl9gsHl1UIBlsImHjWRdSJdp4Gh6e3y2PNs";

	private static final String LOOPBACK = "127.0.0.1";

	private static final String BALANCES = """
			[
			  {"currency": "BTC", "balance": 105.82306278},
			  {"currency": "USD", "balance": 1000.00},
			  {"currency": "ETHEREUM_USDT", "balance": 2500.5}
			]
			""";

	private static final int LOWEST_PRIORITY = 10;

	private final WireMockServer server;

	/**
	 * Starts a server on a free port.
	 */
	public InqudStandIn() {
		this.server = new WireMockServer(WireMockConfiguration.options()
			.bindAddress(LOOPBACK)
			.dynamicPort()
			.disableRequestJournal()
			.extensions(new AuthenticationFilter(TOKEN_ID, SECRET), new PayoutTransformer()));
		this.server.stubFor(WireMock.get("/v1/user/wallet/balances").willReturn(WireMock.okJson(BALANCES)));
		this.server.stubFor(WireMock.post("/v1/user/payments/payout")
			.willReturn(WireMock.aResponse().withTransformers(PayoutTransformer.NAME)));
		this.server.stubFor(WireMock.any(WireMock.anyUrl())
			.atPriority(LOWEST_PRIORITY)
			.willReturn(Answers.error(404, "NOT_FOUND", "The stand-in has no such endpoint")));
		this.server.start();
	}

	/**
	 * URL that the paths of the Inqud API are relative to.
	 * @return the URL of this server
	 */
	public URI getUrl() {
		return URI.create("http://" + LOOPBACK + ":" + this.server.port());
	}

	@Override
	public void close() {
		this.server.stop();
	}

}
