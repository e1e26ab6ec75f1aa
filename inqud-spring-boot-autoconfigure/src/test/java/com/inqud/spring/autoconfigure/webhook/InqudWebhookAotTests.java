package com.inqud.spring.autoconfigure.webhook;

import java.util.List;

import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.aot.test.generate.TestGenerationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the hints of applications that are processed ahead of time.
 */
class InqudWebhookAotTests {

	@Test
	void modelsOfTheApplicationHaveTheHintsOfRequestBodies() {
		RuntimeHints hints = process(Controller.class, Generic.class);
		for (Class<?> type : List.of(Model.class, NestedModel.class, InList.class, InMono.class, InGeneric.class,
				OfInterface.class)) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).as(type.getName()).accepts(hints);
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(type, "value")).as(type.getName())
				.accepts(hints);
		}
		assertThat(hints.reflection().getTypeHint(Unread.class)).isNull();
	}

	@Test
	void whatSpringReadsHasTheSameHints() {
		RuntimeHints hints = process(BodyController.class);
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Model.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	@Test
	void theGuardReadsItsFields() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		new InqudWebhookRuntimeHints().registerHints(hints, getClass().getClassLoader());
		Class<?> methodResolver = RequestMappingHandlerAdapter.class
			.getDeclaredField(ReactiveWebhookGuard.METHOD_RESOLVER)
			.getType();
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(RequestMappingHandlerAdapter.class, ReactiveWebhookGuard.METHOD_RESOLVER)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onFieldAccess(methodResolver, ReactiveWebhookGuard.ARGUMENT_RESOLVERS)).accepts(hints);
	}

	private static RuntimeHints process(Class<?>... components) {
		AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
		context.register(components);
		TestGenerationContext generation = new TestGenerationContext();
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

	record Model(NestedModel value) {

	}

	record NestedModel(String value) {

	}

	record InList(String value) {

	}

	record InMono(String value) {

	}

	record InGeneric(String value) {

	}

	record OfInterface(String value) {

	}

	record Unread(String value) {

	}

	interface Contract {

		@PostMapping("/interface")
		void ofInterface(@InqudWebhook OfInterface model);

	}

	abstract static class GenericController<T> {

		@PostMapping("/generic")
		void generic(@InqudWebhook T model) {
		}

	}

	@RestController
	static class Generic extends GenericController<InGeneric> {

	}

	@RestController
	static class Controller implements Contract {

		@PostMapping("/model")
		void model(@InqudWebhook Model model, InqudWebhookDelivery delivery) {
		}

		@PostMapping("/list")
		void list(@InqudWebhook List<InList> models) {
		}

		@PostMapping("/mono")
		void mono(@InqudWebhook Mono<InMono> models) {
		}

		@PostMapping("/unread")
		void unread(Unread unread) {
		}

		@Override
		public void ofInterface(OfInterface model) {
		}

	}

	@RestController
	static class BodyController {

		@PostMapping("/body")
		void body(@RequestBody Model model) {
		}

	}

}
