package com.inqud.spring.client.exchange;

import java.lang.reflect.Method;
import java.net.CookieHandler;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.HttpComponentsClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JettyClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.ReactorClientHttpConnectorBuilder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ClientHttpResponseDecorator;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * Factory of connectors that send a request once, and only to its own address: they
 * follow no redirects, do not retry, keep no cookies, and close idle connections.
 * Customizers of the builder, such as for a proxy, still apply.
 *
 * @since 0.1.0
 */
public final class InqudClientHttpConnectors {

	private static final int MAX_CONNECTIONS = 500;

	private static final Duration PENDING_ACQUIRE_TIMEOUT = Duration.ofSeconds(45);

	private static final int MAX_RESPONSE_HEADERS_SIZE = 64 * 1024;

	private static final int MAX_RESPONSE_HEADERS = 100;

	private InqudClientHttpConnectors() {
	}

	/**
	 * Connector with its own connection pool.
	 * @param builder the builder, with its customizers
	 * @param settings the settings, whose redirect and cookie handling is ignored
	 * @param maxIdleTime the time after which an idle connection is closed. Has no effect
	 * on the JDK client
	 * @return the connector, to be closed if it is {@link AutoCloseable}
	 * @throws IllegalArgumentException if the time is not positive or more than 24 days
	 */
	public static ClientHttpConnector create(ClientHttpConnectorBuilder<?> builder, HttpClientSettings settings,
			Duration maxIdleTime) {
		Assert.isTrue(maxIdleTime.toMillis() > 0 && maxIdleTime.toMillis() <= Integer.MAX_VALUE,
				"the maximum idle time must be positive and at most 24 days");
		HttpClientSettings ownSettings = withoutCookies(settings.withRedirects(HttpRedirects.DONT_FOLLOW));
		if (builder instanceof ReactorClientHttpConnectorBuilder reactor) {
			return ReactorNetty.create(reactor, ownSettings, maxIdleTime);
		}
		if (builder instanceof JettyClientHttpConnectorBuilder jetty) {
			return Jetty.create(jetty, ownSettings, maxIdleTime);
		}
		if (builder instanceof HttpComponentsClientHttpConnectorBuilder httpComponents) {
			return HttpComponents.create(httpComponents, ownSettings, maxIdleTime);
		}
		if (builder instanceof JdkClientHttpConnectorBuilder jdk) {
			return jdk
				.withHttpClientCustomizer((httpClient) -> httpClient.followRedirects(HttpClient.Redirect.NEVER)
					.cookieHandler(new NoCookies()))
				.build(ownSettings);
		}
		return builder.build(ownSettings);
	}

	/**
	 * Settings without cookies, because Reactor Netty refuses to enable them. Set by
	 * reflection, because Spring Boot 4.0 has no such setting.
	 */
	private static HttpClientSettings withoutCookies(HttpClientSettings settings) {
		Method setter = ReflectionUtils.findMethod(HttpClientSettings.class, "withCookieHandling", (Class<?>[]) null);
		if (setter == null) {
			return settings;
		}
		Object disable = Stream.of(setter.getParameterTypes()[0].getEnumConstants())
			.filter((value) -> value.toString().equals("DISABLE"))
			.findFirst()
			.orElseThrow();
		return (HttpClientSettings) Objects.requireNonNull(ReflectionUtils.invokeMethod(setter, settings, disable));
	}

	private static final class ReactorNetty {

		static ClientHttpConnector create(ReactorClientHttpConnectorBuilder builder, HttpClientSettings settings,
				Duration maxIdleTime) {
			ConnectionProvider connections = ConnectionProvider.builder("inqud")
				.maxConnections(MAX_CONNECTIONS)
				.pendingAcquireTimeout(PENDING_ACQUIRE_TIMEOUT)
				.maxIdleTime(maxIdleTime)
				.build();
			ClientHttpConnector connector = builder
				.withHttpClientFactory(() -> reactor.netty.http.client.HttpClient.create(connections))
				.withHttpClientCustomizer((httpClient) -> httpClient.followRedirect(false)
					.disableRetry(true)
					.doOnRequest((request, connection) -> {
						if (connection.channel().pipeline().get(ResponseGuard.NAME) == null) {
							connection.channel()
								.pipeline()
								.addBefore(NettyPipeline.ReactiveBridge, ResponseGuard.NAME, new ResponseGuard());
						}
					}))
				.build(settings);
			return new CloseableConnector(connector, connections::dispose);
		}

	}

	private static final class Jetty {

		static ClientHttpConnector create(JettyClientHttpConnectorBuilder builder, HttpClientSettings settings,
				Duration maxIdleTime) {
			AtomicReference<org.eclipse.jetty.client.@Nullable HttpClient> client = new AtomicReference<>();
			Duration readTimeout = settings.readTimeout();
			ClientHttpConnector connector = builder.withHttpClientCustomizer((httpClient) -> {
				client.set(httpClient);
				httpClient.setFollowRedirects(false);
				httpClient.setMaxRedirects(0);
				httpClient.setHttpCookieStore(new HttpCookieStore.Empty());
				httpClient.setMaxResponseHeadersSize(MAX_RESPONSE_HEADERS_SIZE);
				httpClient.setIdleTimeout(maxIdleTime.toMillis());
				httpClient.addEventListener(new WithoutAuthentication(httpClient));
				// The idle timeout of a connection would also end a request
				httpClient.getRequestListeners()
					.addQueuedListener((request) -> request
						.idleTimeout((readTimeout != null) ? readTimeout.toMillis() : 0, TimeUnit.MILLISECONDS));
			}).build(settings);
			return new CloseableConnector(aborting(connector), () -> LifeCycle.stop(client.get()));
		}

		/**
		 * Connector decorator that closes the connection when the body of a response is
		 * cancelled. Jetty would continue to read it.
		 */
		private static ClientHttpConnector aborting(ClientHttpConnector connector) {
			return (method, uri, requestCallback) -> {
				AtomicReference<@Nullable Request> sent = new AtomicReference<>();
				return connector.connect(method, uri, (request) -> {
					sent.set(request.getNativeRequest());
					return requestCallback.apply(request);
				}).map((response) -> new AbortableResponse(response, () -> {
					Request request = sent.get();
					if (request != null) {
						request.abort(new CancellationException("The response is not read to its end"));
					}
				}));
			};
		}

		private static final class AbortableResponse extends ClientHttpResponseDecorator {

			private final Runnable abort;

			private AbortableResponse(ClientHttpResponse delegate, Runnable abort) {
				super(delegate);
				this.abort = abort;
			}

			@Override
			public Flux<DataBuffer> getBody() {
				return super.getBody().doOnCancel(this.abort);
			}

		}

	}

	/**
	 * Listener that removes Jetty's handler of status 401, which would send the request
	 * again, or fail if a header is missing. Jetty adds the handler when it starts.
	 */
	private record WithoutAuthentication(org.eclipse.jetty.client.HttpClient httpClient) implements LifeCycle.Listener {

		@Override
		public void lifeCycleStarted(LifeCycle started) {
			this.httpClient.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
		}

	}

	private static final class HttpComponents {

		static ClientHttpConnector create(HttpComponentsClientHttpConnectorBuilder builder, HttpClientSettings settings,
				Duration maxIdleTime) {
			return builder
				.withHttpClientCustomizer((httpClient) -> httpClient.disableRedirectHandling()
					.disableAutomaticRetries()
					.disableCookieManagement()
					// HttpClient 5.5 has no limits of its own
					.setHttp1Config(Http1Config.custom()
						.setMaxLineLength(MAX_RESPONSE_HEADERS_SIZE)
						.setMaxHeaderCount(MAX_RESPONSE_HEADERS)
						.build()))
				// An idle timeout takes HttpClient 5.6, and Spring Boot 4.0 has 5.5
				.withConnectionConfigCustomizer((connection) -> connection.setTimeToLive(TimeValue.of(maxIdleTime)))
				.build(settings);
		}

	}

	/**
	 * Cookie handler that keeps no cookies, even if the settings enable them.
	 */
	private static final class NoCookies extends CookieHandler {

		@Override
		public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
			return Map.of();
		}

		@Override
		public void put(URI uri, Map<String, List<String>> responseHeaders) {
		}

	}

	/**
	 * Connector decorator that closes resources that Spring's connectors do not close. It
	 * refuses requests afterwards, because Jetty's client would start again.
	 */
	private static final class CloseableConnector implements ClientHttpConnector, AutoCloseable {

		private final ClientHttpConnector delegate;

		private final Runnable closeAction;

		private volatile boolean closed;

		private CloseableConnector(ClientHttpConnector delegate, Runnable closeAction) {
			this.delegate = delegate;
			this.closeAction = closeAction;
		}

		@Override
		public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
				Function<? super ClientHttpRequest, Mono<Void>> requestCallback) {
			return this.closed ? Mono.error(new IllegalStateException("The connector is closed"))
					: this.delegate.connect(method, uri, requestCallback);
		}

		@Override
		public void close() {
			this.closed = true;
			this.closeAction.run();
		}

	}

}
