package com.inqud.spring.client;

import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientHttpObservationDocumentation;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

/**
 * Observations of the attempts to send a request. Each attempt is one, like an exchange
 * of any other {@code WebClient}: {@code WebClient} itself sees no more than the whole
 * call, and would send the trace header of the first attempt with each of them.
 *
 * @since 0.1.0
 */
public final class InqudObservations {

	private static final ClientRequestObservationConvention DEFAULT_CONVENTION = new DefaultClientRequestObservationConvention();

	private static final Observation.Event RETRY = Observation.Event.of("retry", "Another attempt of a call");

	private static final String ACCOUNT = "inqud.account";

	private final ObservationRegistry registry;

	private final @Nullable ClientRequestObservationConvention convention;

	private final String account;

	/**
	 * Creates observations.
	 * @param registry the registry to tell
	 * @param convention the names and values, or {@code null} for those of the registry
	 * and of Spring
	 * @param account the name of the account, a key of each observation. It is no tag of
	 * a meter: a meter registry may refuse meters of one name with different tags
	 */
	public InqudObservations(ObservationRegistry registry, @Nullable ClientRequestObservationConvention convention,
			String account) {
		this.registry = registry;
		this.convention = convention;
		this.account = account;
	}

	/**
	 * Observations that nobody is told of.
	 * @return no observations
	 */
	public static InqudObservations none() {
		return new InqudObservations(ObservationRegistry.NOOP, null, "");
	}

	/**
	 * Observes an attempt.
	 * @param request the request
	 * @param again whether there was an attempt before
	 * @param attempt what sends the request that it is given, and passes the head of an
	 * answer on
	 */
	Mono<ClientResponse> observe(ClientRequest request, boolean again,
			BiFunction<ClientRequest, Consumer<ClientResponse>, Mono<ClientResponse>> attempt) {
		if (this.registry.isNoop()) {
			return attempt.apply(request, (response) -> {
			});
		}
		return Mono.deferContextual((contextView) -> {
			ClientRequest.Builder builder = ClientRequest.from(request);
			ClientRequestObservationContext context = new ClientRequestObservationContext(builder);
			context.setUriTemplate(Attempt.uriTemplate(request));
			Observation observation = ClientHttpObservationDocumentation.HTTP_REACTIVE_CLIENT_EXCHANGES
				.observation(this.convention, DEFAULT_CONVENTION, () -> context, this.registry)
				.highCardinalityKeyValue(ACCOUNT, this.account)
				.parentObservation(contextView.getOrDefault(ObservationThreadLocalAccessor.KEY, null))
				.start();
			ClientRequest observed = builder.build();
			context.setRequest(observed);
			if (again) {
				observation.event(RETRY);
			}
			return attempt.apply(observed, context::setResponse)
				.doOnError(observation::error)
				.doFinally((signal) -> observation.stop())
				.contextWrite((outer) -> outer.put(ObservationThreadLocalAccessor.KEY, observation));
		});
	}

}
