package com.inqud.spring.sample;

import com.inqud.spring.test.autoconfigure.InqudSimulatorConfiguration;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/**
 * Configuration that leads the calls of the application to a simulator of Inqud.
 */
@Configuration(proxyBeanMethods = false)
@Profile("!live")
@Import(InqudSimulatorConfiguration.class)
class SimulatorConfiguration {

}
