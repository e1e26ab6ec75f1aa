package com.inqud.spring.test;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jetty.reactive.JettyReactiveWebServerFactory;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.tomcat.reactive.TomcatReactiveWebServerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Server together with the web framework that runs on it.
 */
public enum WebServer {

	TOMCAT(WebApplicationType.SERVLET, TomcatServletWebServerFactory.class),

	JETTY(WebApplicationType.SERVLET, JettyServletWebServerFactory.class),

	REACTIVE_NETTY(WebApplicationType.REACTIVE, NettyReactiveWebServerFactory.class),

	REACTIVE_TOMCAT(WebApplicationType.REACTIVE, TomcatReactiveWebServerFactory.class),

	REACTIVE_JETTY(WebApplicationType.REACTIVE, JettyReactiveWebServerFactory.class);

	private final WebApplicationType type;

	private final Class<? extends WebServerFactory> factory;

	WebServer(WebApplicationType type, Class<? extends WebServerFactory> factory) {
		this.type = type;
		this.factory = factory;
	}

	public boolean isReactive() {
		return this.type == WebApplicationType.REACTIVE;
	}

	/**
	 * Starts an application on a free port.
	 */
	public ConfigurableApplicationContext run(Class<?> application, String... args) {
		SpringApplication springApplication = new SpringApplicationBuilder(application, Resources.class, this.factory)
			.web(this.type)
			.bannerMode(Banner.Mode.OFF)
			.build();
		springApplication.setDefaultProperties(
				Map.of("server.port", "0", "server.address", InetAddress.getLoopbackAddress().getHostAddress()));
		return springApplication.run(args);
	}

	/**
	 * Resources that end with the application. The shared ones would end with the first
	 * one.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Resources {

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setShutdownQuietPeriod(Duration.ZERO);
			return factory;
		}

	}

}
