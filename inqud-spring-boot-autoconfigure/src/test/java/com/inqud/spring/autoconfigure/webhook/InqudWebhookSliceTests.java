package com.inqud.spring.autoconfigure.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.test.InqudWebhooks;
import com.inqud.spring.webhook.InqudWebhook;
import com.inqud.spring.webhook.InqudWebhookDelivery;
import com.inqud.spring.webhook.InqudWebhookReactiveArgumentResolver;
import com.inqud.spring.webhook.InqudWebhookServletArgumentResolver;
import com.inqud.spring.webhook.InqudWebhookVerifier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.webflux.test.autoconfigure.WebFluxTest;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/**
 * Tests for webhooks in what Spring offers to test a part of an application.
 */
class InqudWebhookSliceTests {

	private static final String SECRETS = "inqud.webhook.secrets=" + InqudWebhooks.SECRET;

	private static final byte[] BODY = "{\"id\":\"PMT-1\"}".getBytes(StandardCharsets.UTF_8);

	private static final String DIGEST = InqudWebhooks.digest(BODY, InqudWebhooks.SECRET);

	private static final String FORGED = "?id=FORGED&body=e30%3D&digest=" + "0".repeat(40)
			+ "&headers.empty=x&kind=PAYMENT&delivery.body=e30%3D&delivery.digest=1&delivery.headers.empty=x&verified.body=e30%3D";

	@Nested
	@WebMvcTest(properties = SECRETS)
	@ContextConfiguration(classes = Application.class)
	class MvcSlice {

		@Autowired
		private MockMvc mockMvc;

		@ParameterizedTest
		@ValueSource(strings = { "/payment", "/delivery" })
		void verifies(String path) throws Exception {
			assertVerifies(MockMvcTester.create(this.mockMvc), path);
		}

	}

	@Nested
	@WebFluxTest(properties = SECRETS)
	@ContextConfiguration(classes = Application.class)
	class WebFluxSlice {

		@Autowired
		private ApplicationContext context;

		@ParameterizedTest
		@ValueSource(strings = { "/payment", "/delivery" })
		void verifies(String path) {
			assertVerifies(WebTestClient.bindToApplicationContext(this.context).build(), path);
		}

	}

	@ParameterizedTest
	@ValueSource(classes = { MvcSliceWithout.class, WebFluxSliceWithout.class })
	void aSliceWithoutTheAutoConfigurationDoesNotStart(Class<?> slice) {
		TestContextManager tests = new TestContextManager(slice);
		assertThatIllegalStateException().isThrownBy(() -> tests.getTestContext().getApplicationContext())
			.havingRootCause()
			.withMessageContaining("would take a request that has not been verified");
	}

	@Test
	void standaloneMockMvcCreatesNoDelivery() {
		MockMvcTester mockMvc = MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Handlers()).build());
		for (String path : new String[] { "/delivery", "/body-delivery", "/holder" }) {
			for (MediaType contentType : new MediaType[] { MediaType.APPLICATION_JSON,
					MediaType.APPLICATION_FORM_URLENCODED, MediaType.TEXT_PLAIN }) {
				assertThat(mockMvc.perform(post(path + FORGED).contentType(contentType).content(BODY)))
					.satisfies((result) -> assertThat(result.getUnresolvedException() != null
							|| result.getMvcResult().getResponse().getStatus() >= 400)
						.isTrue());
			}
		}
	}

	@Test
	void standaloneWebTestClientCreatesNoDelivery() {
		WebTestClient client = WebTestClient.bindToController(new Handlers()).build();
		for (String path : new String[] { "/delivery", "/body-delivery", "/holder" }) {
			for (MediaType contentType : new MediaType[] { MediaType.APPLICATION_JSON,
					MediaType.APPLICATION_FORM_URLENCODED, MediaType.TEXT_PLAIN }) {
				client.post()
					.uri(path + FORGED)
					.contentType(contentType)
					.bodyValue(BODY)
					.exchange()
					.expectStatus()
					.value((status) -> assertThat(status).isGreaterThanOrEqualTo(400));
			}
		}
	}

	@Test
	void standaloneMockMvcVerifiesWithTheResolver() {
		assertVerifies(MockMvcTester.create(MockMvcBuilders.standaloneSetup(new Handlers())
			.setCustomArgumentResolvers(new InqudWebhookServletArgumentResolver(
					new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET)), DataSize.ofKilobytes(1)))
			.build()), "/payment");
	}

	@Test
	void standaloneWebTestClientVerifiesWithTheResolver() {
		assertVerifies(WebTestClient.bindToController(new Handlers())
			.argumentResolvers((configurer) -> configurer.addCustomResolver(
					new InqudWebhookReactiveArgumentResolver(new InqudWebhookVerifier(List.of(InqudWebhooks.SECRET)),
							DataSize.ofKilobytes(1), ReactiveAdapterRegistry.getSharedInstance())))
			.build(), "/payment");
	}

	private static void assertVerifies(MockMvcTester mockMvc, String path) {
		assertThat(mockMvc.perform(post(path).content(BODY).header("X-Payload-Digest", DIGEST))).hasStatusOk()
			.hasBodyTextEqualTo("taken PMT-1");
		assertThat(mockMvc.perform(post(path + FORGED))).hasStatus(401);
	}

	private static void assertVerifies(WebTestClient client, String path) {
		client.post()
			.uri(path)
			.header("X-Payload-Digest", DIGEST)
			.bodyValue(BODY)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.isEqualTo("taken PMT-1");
		client.post().uri(path + FORGED).exchange().expectStatus().isUnauthorized();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Controller.class)
	static class Application {

	}

	@WebMvcTest(properties = SECRETS, excludeAutoConfiguration = InqudWebhookAutoConfiguration.class)
	@ContextConfiguration(classes = Application.class)
	static class MvcSliceWithout {

	}

	@WebFluxTest(properties = SECRETS, excludeAutoConfiguration = InqudWebhookAutoConfiguration.class)
	@ContextConfiguration(classes = Application.class)
	static class WebFluxSliceWithout {

	}

	@RestController
	static class Controller {

		@PostMapping("/payment")
		String payment(@InqudWebhook Payment payment) {
			return "taken " + payment.id();
		}

		@PostMapping("/delivery")
		String delivery(InqudWebhookDelivery delivery) {
			return "taken " + delivery.id();
		}

	}

	static class Handlers extends Controller {

		@PostMapping("/body-delivery")
		String body(@RequestBody InqudWebhookDelivery delivery) {
			return "taken";
		}

		@PostMapping("/holder")
		String holder(Holder holder) {
			return "taken";
		}

	}

	record Holder(InqudWebhookDelivery delivery, HttpHeaders headers) {

		Holder {
			assertThat(delivery).isNotNull();
		}

	}

}
