package com.inqud.spring.sample.console;

import java.net.URI;

/**
 * Server that the client of this application calls.
 *
 * @param baseUrl the base URL that is called
 * @param live whether it is anything else than the simulator, so that payouts may move
 * real money
 */
record Target(URI baseUrl, boolean live) {

}
