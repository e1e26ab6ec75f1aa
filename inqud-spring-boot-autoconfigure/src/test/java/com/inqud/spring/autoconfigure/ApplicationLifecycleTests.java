package com.inqud.spring.autoconfigure;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.test.Connector;
import com.inqud.spring.test.InqudToken;
import com.inqud.spring.test.RawHttpServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ApplicationLifecycleTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	@ParameterizedTest
	@EnumSource(Connector.class)
	void leavesNeitherThreadsNorConnectionsBehind(Connector connector) throws IOException {
		try (RawHttpServer server = new RawHttpServer(RawHttpServer.json(200, "[]"))) {
			Set<Thread> before = null;
			for (int i = 0; i < 20; i++) {
				try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, server, connector)) {
					context.getBean(InqudOperations.class).balances().collectList().block(TIMEOUT);
				}
				if (i == 2) {
					before = Thread.getAllStackTraces().keySet();
				}
			}
			Set<Thread> after = Thread.getAllStackTraces().keySet();
			Set<String> names = after.stream().map(Thread::getName).collect(Collectors.toCollection(TreeSet::new));
			System.out.println(connector + " before " + before.size() + " after " + after.size() + " conns "
					+ server.connections() + " open " + server.openConnections());
			System.out.println(names);
		}
	}

	private static ConfigurableApplicationContext run(WebApplicationType type, RawHttpServer server,
			Connector connector) {
		return new SpringApplicationBuilder(Application.class).web(type)
			.properties("inqud.token-id=" + InqudToken.ID, "inqud.secret=" + InqudToken.SECRET,
					"inqud.base-url=" + server.url(),
					"spring.http.clients.reactive.connector=" + connector.name().toLowerCase().replace('_', '-'),
					"spring.reactor.netty.shutdown-quiet-period=0s")
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
