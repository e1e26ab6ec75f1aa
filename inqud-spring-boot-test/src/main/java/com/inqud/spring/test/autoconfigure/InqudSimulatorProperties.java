package com.inqud.spring.test.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the simulator in development.
 *
 * @param port Port to listen on. 0 selects a free port.
 * @param progressAfter Time between two changes of a payment.
 * @param unreliableWebhooks Whether to deliver some webhooks twice and some late.
 * @param webhookPath Path of the application that webhooks are sent to.
 * @param ledger File that keeps wallets and payments across restarts of the application.
 * @since 0.1.0
 */
@ConfigurationProperties("inqud.simulator")
public record InqudSimulatorProperties(@DefaultValue("0") int port, @DefaultValue("1s") Duration progressAfter,
		@DefaultValue("false") boolean unreliableWebhooks, @DefaultValue("/webhooks/inqud") String webhookPath,
		@Nullable Path ledger) {

}
