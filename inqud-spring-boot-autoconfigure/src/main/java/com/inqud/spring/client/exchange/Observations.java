package com.inqud.spring.client.exchange;

import java.net.URI;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientHttpObservationDocumentation;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Observations of calls and of their attempts. An attempt is observed like an exchange of
 * any other {@code WebClient}. Its parent is the observation of the call, or the caller's
 * observation if calls are not observed.
 */
final class Observations {

	private static final ClientRequestObservationConvention DEFAULT_CONVENTION = new DefaultClientRequestObservationConvention();

	private static final Observation.Event RETRY = Observation.Event.of("retry", "Another attempt of a call");

	private static final String CALLS = "inqud.calls";

	private static final String ACCOUNT = "inqud.account";

	private final ObservationRegistry registry;

	private final ClientRequestObservationConvention convention;

	private final String account;

	/**
	 * Creates observations.
	 * @param registry the observation registry
	 * @param convention the convention for the observation of an attempt, {@code null}
	 * for Spring's own
	 * @param account the account name, a key value of each observation. Only meters of
	 * calls have it as a tag: those of attempts share their name with other clients, and
	 * a meter registry may refuse different tags for the same name
	 */
	Observations(ObservationRegistry registry, @Nullable ClientRequestObservationConvention convention,
			String account) {
		this.registry = registry;
		this.convention = (convention != null) ? convention : DEFAULT_CONVENTION;
		this.account = account;
	}

	/**
	 * Configures a client to observe its exchanges as calls.
	 */
	void configure(WebClient.Builder builder) {
		CallConvention calls = new CallConvention(this.account);
		boolean enabled = this.registry.isNoop()
				|| !Observation
					.createNotStarted(calls,
							() -> new ClientRequestObservationContext(
									ClientRequest.create(HttpMethod.GET, URI.create("/"))),
							this.registry)
					.isNoop();
		builder.observationRegistry(enabled ? this.registry : parentsOnly()).observationConvention(calls);
	}

	/**
	 * Registry that records nothing, but whose observations have parents.
	 */
	private static ObservationRegistry parentsOnly() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler((context) -> true);
		return registry;
	}

	/**
	 * Observes an attempt.
	 * @param request the request
	 * @param again whether this is a retry
	 * @param attempt the function that sends a request and passes on the response before
	 * its body is read
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
			context.setUriTemplate(Call.uriTemplate(request));
			Observation observation = ClientHttpObservationDocumentation.HTTP_REACTIVE_CLIENT_EXCHANGES
				.observation(this.convention, DEFAULT_CONVENTION, () -> context, this.registry)
				.highCardinalityKeyValue(ACCOUNT, this.account);
			start(observation, contextView.getOrDefault(ObservationThreadLocalAccessor.KEY, null));
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

	/**
	 * Context with the parent of all attempts of a call: the observation of the call, or
	 * the caller's observation if calls are not observed. Must run on the caller's
	 * thread, which may have a current observation.
	 */
	Context withParent(Context context) {
		Observation call = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		if (call == null || call.getObservationRegistry() == this.registry) {
			return context;
		}
		Observation parent = (call.getContextView().getParentObservation() instanceof Observation surrounding)
				? surrounding : this.registry.getCurrentObservation();
		return (parent != null) ? context.put(ObservationThreadLocalAccessor.KEY, parent)
				: context.delete(ObservationThreadLocalAccessor.KEY);
	}

	/**
	 * Starts an observation in the scope of its parent: a tracer would otherwise prefer
	 * the current observation of this thread.
	 */
	private static void start(Observation observation, @Nullable Observation parent) {
		if (parent == null) {
			observation.start();
			return;
		}
		parent.scoped(() -> {
			observation.parentObservation(parent).start();
		});
	}

	/**
	 * Convention for a call.
	 */
	private static final class CallConvention extends DefaultClientRequestObservationConvention {

		private final KeyValue account;

		private CallConvention(String account) {
			super(CALLS);
			this.account = KeyValue.of(ACCOUNT, account);
		}

		@Override
		public String getContextualName(ClientRequestObservationContext context) {
			return "inqud " + method(context).getValue().toLowerCase(Locale.ROOT);
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(ClientRequestObservationContext context) {
			return super.getLowCardinalityKeyValues(context).and(this.account);
		}

		@Override
		protected KeyValue uri(ClientRequestObservationContext context) {
			KeyValue uri = super.uri(context);
			return KeyValue.of(uri.getKey(), Call.withoutQuery(uri.getValue()));
		}

	}

}
