package com.inqud.spring.test;

import java.net.InetAddress;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Kind of application that serves HTTP.
 */
public enum WebStack {

	SERVLET, REACTIVE;

	/**
	 * Starts an application on a free port.
	 */
	public ConfigurableApplicationContext run(Class<?> application, String... args) {
		SpringApplication springApplication = new SpringApplicationBuilder(application)
			.web(WebApplicationType.valueOf(name()))
			.bannerMode(Banner.Mode.OFF)
			.build();
		springApplication.setDefaultProperties(
				Map.of("server.port", "0", "server.address", InetAddress.getLoopbackAddress().getHostAddress()));
		return springApplication.run(args);
	}

	public static int port(ConfigurableApplicationContext context) {
		return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

}
