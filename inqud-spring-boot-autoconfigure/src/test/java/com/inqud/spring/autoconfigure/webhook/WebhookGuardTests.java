package com.inqud.spring.autoconfigure.webhook;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.test.WebServer;
import com.inqud.spring.test.WebStack;
import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.config.WebFluxConfigurationSupport;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests that no handler method takes a webhook unverified, whatever the application has
 * configured.
 */
@ExtendWith(OutputCaptureExtension.class)
class WebhookGuardTests {

	private static final String SECRETS = "--inqud.webhook.secrets=" + InqudWebhooks.SECRET;

	private static final String EXCLUDE = "--spring.autoconfigure.exclude="
			+ InqudWebhookAutoConfiguration.class.getName();

	private static final String NO_CLIENT = "--inqud.enabled=false";

	private static final String UNVERIFIED = "would take a request that has not been verified";

	private static final String UNREADABLE = "is of a type that cannot be read from a webhook";

	@ParameterizedTest
	@EnumSource
	void excludingTheAutoConfigurationByPropertyEndsTheStart(WebServer server, CapturedOutput output) {
		for (Class<?> controller : new Class<?>[] { PaymentController.class, DeliveryController.class }) {
			assertFails(server, controller, output, UNVERIFIED, EXCLUDE, SECRETS);
		}
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void excludingTheAutoConfigurationByAnnotationEndsTheStart(WebStack stack, CapturedOutput output) {
		assertThatException().isThrownBy(() -> stack.run(ExcludingApplication.class, SECRETS).close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains(UNVERIFIED);
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void lazyInitializationDoesNotHideAnUnverifiedHandler(WebStack stack, CapturedOutput output) {
		assertThatException().isThrownBy(() -> stack
			.run(PaymentController.class, EXCLUDE, "--spring.main.lazy-initialization=true", "--inqud.enabled=false")
			.close());
		assertThat(output).contains(UNVERIFIED);
	}

	@ParameterizedTest
	@EnumSource
	void lazyInitializationDoesNotStopACorrectApplication(WebServer server) throws Exception {
		try (ConfigurableApplicationContext context = server.run(CorrectController.class, SECRETS,
				"--spring.main.lazy-initialization=true")) {
			assertAccepted(context);
		}
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void anApplicationWithoutWebhooksStartsWithoutTheAutoConfiguration(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(OtherController.class, EXCLUDE, NO_CLIENT)) {
			assertThat(InqudWebhooks.send(context, "/other", new byte[0]).statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, ModelAttributeController", "REACTIVE, ModelAttributeController",
			"SERVLET, GenericDeliveryController", "REACTIVE, GenericDeliveryController",
			"SERVLET, BodyDeliveryController", "REACTIVE, BodyDeliveryController", "SERVLET, ModelMethodController",
			"REACTIVE, ModelMethodController", "SERVLET, ModelAdvice", "REACTIVE, ModelAdvice",
			"REACTIVE, MonoSupportController", "SERVLET, ForeignResolverApplication",
			"REACTIVE, ForeignResolverApplication", "SERVLET, ForeignAdapterApplication",
			"REACTIVE, ForeignAdapterApplication", "SERVLET, SecondAdapterApplication" })
	void doesNotStartUnverified(WebStack stack, String application, CapturedOutput output) throws Exception {
		Class<?> type = Class.forName(getClass().getName() + "$" + application);
		String exclude = application.startsWith("Model") && !application.equals("ModelAttributeController") ? EXCLUDE
				: "--x=y";
		assertThatException().isThrownBy(() -> stack.run(type, SECRETS, exclude).close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains(UNVERIFIED);
	}

	@ParameterizedTest
	@ValueSource(classes = { FutureController.class, PlainFutureController.class, MonoController.class,
			MonoDeliveryController.class })
	void typesThatMvcCannotReadEndTheStart(Class<?> controller, CapturedOutput output) {
		assertThatException().isThrownBy(() -> WebStack.SERVLET.run(controller, SECRETS).close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsAnyOf(UNREADABLE, UNVERIFIED)
			.contains(controller.getSimpleName() + "#handle");
	}

	@ParameterizedTest
	@ValueSource(classes = { PlainFutureController.class, NestedMonoController.class })
	void typesThatWebFluxCannotReadEndTheStart(Class<?> controller, CapturedOutput output) {
		assertThatException().isThrownBy(() -> WebStack.REACTIVE.run(controller, SECRETS).close());
		assertThat(output).contains("APPLICATION FAILED TO START").contains(UNREADABLE);
	}

	@ParameterizedTest
	@ValueSource(classes = { FutureController.class, MonoController.class })
	void reactiveTypesAreReadInWebFlux(Class<?> controller) throws Exception {
		try (ConfigurableApplicationContext context = WebStack.REACTIVE.run(controller, SECRETS)) {
			assertAccepted(context);
		}
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void adaptersAndResolversForOtherHandlersDoNotStopACorrectApplication(WebStack stack) throws Exception {
		try (ConfigurableApplicationContext context = stack.run(OtherAdapterApplication.class, SECRETS)) {
			assertAccepted(context);
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusesAHandlerThatIsRegisteredLater(WebServer server, CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = server.run(OtherController.class, EXCLUDE, NO_CLIENT)) {
			register(context);
			for (int i = 0; i < 2; i++) {
				HttpResponse<String> response = InqudWebhooks.send(context, "/later?id=FORGED", new byte[0]);
				assertThat(response.statusCode()).isEqualTo(503);
				assertThat(response.body()).isEmpty();
			}
			assertThat(InqudWebhooks.send(context, "/other", new byte[0]).statusCode()).isEqualTo(200);
		}
		assertThat(output).containsOnlyOnce("Every webhook to ").contains(UNVERIFIED);
	}

	@Test
	void refusesAHandlerInTheContextOfAnotherServlet(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = WebStack.SERVLET.run(SecondServletApplication.class, EXCLUDE,
				NO_CLIENT)) {
			assertThat(InqudWebhooks.send(context, "/second/webhook?id=FORGED", new byte[0]).statusCode())
				.isEqualTo(503);
		}
		assertThat(output).contains(UNVERIFIED);
	}

	@Test
	void verifiesInTheContextOfAnotherServlet() throws Exception {
		try (ConfigurableApplicationContext context = WebStack.SERVLET.run(SecondServletApplication.class, SECRETS)) {
			assertThat(InqudWebhooks.deliver(context, "/second/webhook", "{\"id\":\"PMT-1\"}").body())
				.isEqualTo("PMT-1");
			assertThat(InqudWebhooks.send(context, "/second/webhook?id=FORGED", new byte[0]).statusCode())
				.isEqualTo(401);
		}
	}

	private static void register(ConfigurableApplicationContext context) throws NoSuchMethodException {
		var method = LaterHandler.class.getDeclaredMethod("handle", Payment.class);
		LaterHandler handler = new LaterHandler();
		if (context.containsBean("dispatcherServlet")) {
			context
				.getBean("requestMappingHandlerMapping",
						org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping.class)
				.registerMapping(org.springframework.web.servlet.mvc.method.RequestMappingInfo.paths("/later").build(),
						handler, method);
		}
		else {
			context
				.getBean("requestMappingHandlerMapping",
						org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping.class)
				.registerMapping(
						org.springframework.web.reactive.result.method.RequestMappingInfo.paths("/later").build(),
						handler, method);
		}
	}

	private static void assertFails(WebServer server, Class<?> application, CapturedOutput output, String reason,
			String... args) {
		assertThatException().isThrownBy(() -> server.run(application, args).close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The Inqud webhooks could not be configured: the parameter 0 of ")
			.contains(application.getSimpleName() + "#handle")
			.contains(reason)
			.doesNotContain("Tomcat started", "Netty started", "Jetty started");
	}

	private static void assertAccepted(ConfigurableApplicationContext context) throws Exception {
		assertThat(InqudWebhooks.deliver(context, "/webhook", "{\"id\":\"PMT-1\"}").body()).isEqualTo("PMT-1");
		assertThat(
				InqudWebhooks.send(context, "/webhook?id=FORGED", "{\"id\":\"PMT-1\"}".getBytes(StandardCharsets.UTF_8))
					.statusCode())
			.isEqualTo(401);
	}

	@RestController
	@EnableAutoConfiguration
	static class PaymentController {

		@PostMapping("/webhook")
		String handle(@InqudWebhook Payment payment) {
			return "taken " + payment.id();
		}

	}

	@RestController
	@EnableAutoConfiguration(exclude = InqudWebhookAutoConfiguration.class)
	static class ExcludingApplication {

		@PostMapping("/webhook")
		String handle(InqudWebhookDelivery delivery) {
			return "taken";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class DeliveryController {

		@PostMapping("/webhook")
		String handle(InqudWebhookDelivery delivery) {
			return "taken";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class CorrectController {

		@PostMapping("/webhook")
		String handle(@InqudWebhook Payment payment, InqudWebhookDelivery delivery) {
			return payment.id();
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class OtherController {

		@PostMapping("/other")
		String handle() {
			return "other";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class ModelAttributeController {

		@PostMapping("/webhook")
		String handle(@InqudWebhook @ModelAttribute Payment payment) {
			return "taken";
		}

	}

	abstract static class GenericController<T> {

		@PostMapping("/webhook")
		String handle(@RequestBody T body) {
			return "taken";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class GenericDeliveryController extends GenericController<Map<String, InqudWebhookDelivery>> {

	}

	@RestController
	@EnableAutoConfiguration
	static class BodyDeliveryController {

		@PostMapping("/webhook")
		String handle(@RequestBody InqudWebhookDelivery[] deliveries) {
			return "taken";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class ModelMethodController {

		@ModelAttribute
		void model(@InqudWebhook Payment payment) {
		}

		@PostMapping("/webhook")
		String handle() {
			return "taken";
		}

	}

	@ControllerAdvice
	@EnableAutoConfiguration
	@Import(OtherController.class)
	static class ModelAdvice {

		@ModelAttribute
		void model(@InqudWebhook Payment payment) {
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class MonoSupportController extends WebFluxConfigurationSupport {

		@PostMapping("/webhook")
		String handle(Mono<InqudWebhookDelivery> delivery) {
			return "taken";
		}

	}

	@Import({ PaymentController.class, ForeignServletResolver.class, ForeignReactiveResolver.class })
	static class ForeignResolverApplication {

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ForeignServletResolver implements WebMvcConfigurer {

		@Bean
		static org.springframework.beans.factory.config.BeanPostProcessor first() {
			return new org.springframework.beans.factory.config.BeanPostProcessor() {

				@Override
				public Object postProcessAfterInitialization(Object bean, String beanName) {
					if (bean instanceof RequestMappingHandlerAdapter adapter) {
						var resolvers = new java.util.ArrayList<HandlerMethodArgumentResolver>();
						resolvers.add(new ForeignResolver());
						resolvers.addAll(adapter.getArgumentResolvers());
						adapter.setArgumentResolvers(resolvers);
					}
					return bean;
				}

			};
		}

	}

	static class ForeignResolver implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.getParameterType() == Payment.class;
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer mavContainer,
				NativeWebRequest webRequest, WebDataBinderFactory binderFactory) {
			return null;
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ForeignReactiveResolver implements WebFluxConfigurer {

		@Override
		public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
			configurer
				.addCustomResolver(new org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver() {

					@Override
					public boolean supportsParameter(MethodParameter parameter) {
						return parameter.getParameterType() == Payment.class;
					}

					@Override
					public Mono<Object> resolveArgument(MethodParameter parameter, BindingContext bindingContext,
							ServerWebExchange exchange) {
						return Mono.empty();
					}

				});
		}

	}

	@Import({ PaymentController.class, ServletAdapter.class, ReactiveAdapter.class })
	static class ForeignAdapterApplication {

	}

	/**
	 * Adapter of no kind that is known.
	 */
	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletAdapter implements org.springframework.web.servlet.HandlerAdapter {

		@Override
		public boolean supports(Object handler) {
			return handler instanceof HandlerMethod;
		}

		@Override
		public ModelAndView handle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			return null;
		}

	}

	@Order(Ordered.HIGHEST_PRECEDENCE)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveAdapter implements org.springframework.web.reactive.HandlerAdapter {

		@Override
		public boolean supports(Object handler) {
			return handler instanceof HandlerMethod;
		}

		@Override
		public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
			return Mono.empty();
		}

	}

	@Import(PaymentController.class)
	static class SecondAdapterApplication {

		@Bean
		RequestMappingHandlerAdapter secondAdapter() {
			RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter();
			adapter.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return adapter;
		}

	}

	@Import({ CorrectController.class, OtherServletAdapter.class, OtherReactiveAdapter.class })
	static class OtherAdapterApplication {

	}

	/**
	 * Adapter like that of Spring Data REST, ahead of all others and for its own handlers
	 * alone.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class OtherServletAdapter {

		@Bean
		RequestMappingHandlerAdapter otherAdapter() {
			RequestMappingHandlerAdapter adapter = new RequestMappingHandlerAdapter() {

				@Override
				protected boolean supportsInternal(HandlerMethod handlerMethod) {
					return handlerMethod.getBeanType() == OtherController.class;
				}

			};
			adapter.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return adapter;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class OtherReactiveAdapter {

		@Bean
		@Order(Ordered.HIGHEST_PRECEDENCE)
		org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter otherAdapter() {
			return new org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter() {

				@Override
				public boolean supports(Object handler) {
					return handler instanceof HandlerMethod handlerMethod
							&& handlerMethod.getBeanType() == OtherController.class;
				}

			};
		}

	}

	static class LaterHandler {

		@ResponseBody
		String handle(@InqudWebhook Payment payment) {
			return "taken " + payment.id();
		}

	}

	@EnableAutoConfiguration
	@Configuration(proxyBeanMethods = false)
	static class SecondServletApplication {

		@Bean
		ServletRegistrationBean<DispatcherServlet> secondServlet() {
			AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
			context.register(SecondServletConfiguration.class);
			ServletRegistrationBean<DispatcherServlet> registration = new ServletRegistrationBean<>(
					new DispatcherServlet(context), "/second/*");
			registration.setName("second");
			return registration;
		}

	}

	@EnableWebMvc
	@Controller
	static class SecondServletConfiguration {

		@PostMapping("/webhook")
		@ResponseBody
		String handle(@InqudWebhook Payment payment) {
			return payment.id();
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class FutureController {

		@PostMapping("/webhook")
		CompletableFuture<String> handle(@InqudWebhook CompletableFuture<Payment> payment) {
			return payment.thenApply(Payment::id);
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class PlainFutureController {

		@PostMapping("/webhook")
		String handle(@InqudWebhook Future<Payment> payment) {
			return "taken";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class MonoController {

		@PostMapping("/webhook")
		Mono<String> handle(@InqudWebhook Mono<Payment> payment) {
			return payment.map(Payment::id);
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class NestedMonoController {

		@PostMapping("/webhook")
		String handle(@InqudWebhook Mono<Flux<Payment>> payment) {
			return "taken";
		}

	}

	@RestController
	@EnableAutoConfiguration
	static class MonoDeliveryController {

		@PostMapping("/webhook")
		String handle(Mono<InqudWebhookDelivery> delivery) {
			return "taken";
		}

	}

}
