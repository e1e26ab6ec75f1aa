package com.inqud.spring.test.docs;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.inqud.spring.InqudException;
import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.autoconfigure.AutoConfigureInqudSimulator;
import com.inqud.spring.test.simulator.InqudSimulator;
import com.inqud.spring.webhook.InqudWebhook;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that each metric, label and value in {@code docs/grafana-dashboard.json} is one
 * that an application has.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureInqudSimulator
class DashboardTests {

	private static final String PAYOUT = "/v1/user/payments/payout";

	private static final Pattern SAMPLE = Pattern.compile("^(\\w+)(?:\\{(.*)})? ", Pattern.MULTILINE);

	private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

	private static final Pattern SELECTOR = Pattern.compile("\\b((?:inqud|http)_\\w+)(?:\\{([^}]*)})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)=(~?)\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

	@Autowired
	private InqudOperations inqud;

	@Autowired
	private InqudSimulator simulator;

	@Autowired
	private PrometheusMeterRegistry registry;

	/**
	 * Labels of each metric, and the values of each label.
	 */
	private final Map<String, Map<String, Set<String>>> metrics = new HashMap<>();

	@BeforeEach
	void call() {
		this.inqud.payout(payout("order-1")).block();
		this.simulator.nextCall(PAYOUT).refuse(401, "UNAUTHORIZED", "No");
		this.simulator.nextCall(PAYOUT).loseResponse();
		fail("order-2");
		fail("order-3");
		assertThatExceptionOfType(InqudException.class).isThrownBy(
				() -> this.inqud
					.payout(PayoutRequest.builder()
						.amount(BigDecimal.TEN)
						.currency("USD")
						.method("M")
						.comment(" ".repeat(11_000_000))
						.build())
					.block());
		this.simulator.nextCall("/v1/user/wallet/balances").badGateway();
		this.inqud.balances().blockLast();
		this.simulator.nextWebhook().wrongDigest();
		this.simulator.complete(this.simulator.payments().get(0).id());
		assertThat(this.simulator.webhooks()).hasSizeGreaterThan(1);
		SAMPLE.matcher(this.registry.scrape()).results().forEach((sample) -> {
			Map<String, Set<String>> labels = this.metrics.computeIfAbsent(sample.group(1), (name) -> new HashMap<>());
			if (sample.group(2) != null) {
				LABEL.matcher(sample.group(2))
					.results()
					.forEach((label) -> labels.computeIfAbsent(label.group(1), (name) -> new TreeSet<>())
						.add(label.group(2)));
			}
		});
	}

	private void fail(String reference) {
		assertThatExceptionOfType(InqudException.class).isThrownBy(() -> this.inqud.payout(payout(reference)).block());
	}

	private static PayoutRequest payout(String reference) {
		return PayoutRequest.builder()
			.amount(BigDecimal.TEN)
			.currency("USD")
			.method("CC_VISAMC")
			.cardNumber("5555555555554444")
			.clientOrderId(reference)
			.build();
	}

	static Stream<String> expressions() {
		JsonNode dashboard = JsonMapper.shared().readTree(Path.of("../docs/grafana-dashboard.json"));
		return dashboard.findValuesAsString("expr").stream();
	}

	@ParameterizedTest
	@MethodSource("expressions")
	void metricsAndLabelsExist(String expression) {
		Set<String> common = new HashSet<>();
		SELECTOR.matcher(expression).results().forEach((selector) -> {
			assertThat(this.metrics).containsKey(selector.group(1));
			Map<String, Set<String>> labels = this.metrics.get(selector.group(1));
			common.addAll(labels.keySet());
			MATCHER.matcher(String.valueOf(selector.group(2))).results().forEach((matcher) -> {
				assertThat(labels).containsKey(matcher.group(1));
				String value = matcher.group(3);
				if (!value.startsWith("$")) {
					assertThat(labels.get(matcher.group(1)))
						.anyMatch((known) -> matcher.group(2).isEmpty() ? known.equals(value) : known.matches(value));
				}
			});
		});
		assertThat(common).isNotEmpty();
		GROUPING.matcher(expression)
			.results()
			.forEach((grouping) -> assertThat(common).contains(grouping.group(1).split(", ")));
	}

	@Test
	void variablesAndLegendsExist() {
		JsonNode dashboard = JsonMapper.shared().readTree(Path.of("../docs/grafana-dashboard.json"));
		List<String> definitions = dashboard.findValuesAsString("definition");
		assertThat(definitions).hasSize(2).allSatisfy((definition) -> {
			String[] parts = definition.replaceAll("label_values\\((.*)\\)", "$1").split(", ");
			assertThat(this.metrics.get(parts[0])).containsKey(parts[1]);
		});
		for (JsonNode panel : dashboard.get("panels")) {
			for (JsonNode target : panel.get("targets")) {
				Set<String> grouping = GROUPING.matcher(target.get("expr").asString())
					.results()
					.flatMap((result) -> Stream.of(result.group(1).split(", ")))
					.collect(Collectors.toSet());
				Set<String> legend = Pattern.compile("\\{\\{(\\w+)}}")
					.matcher(target.get("legendFormat").asString())
					.results()
					.map((result) -> result.group(1))
					.collect(Collectors.toSet());
				assertThat(legend).as(panel.get("title").asString()).isEqualTo(grouping);
			}
		}
	}

	/**
	 * The keys that {@code docs/observability.md} names.
	 */
	@Test
	void documentedKeysExist() {
		List<List<String>> rows = Page.named("observability.md").rows();
		assertThat(this.metrics.get("http_client_requests_seconds_count").keySet())
			.containsAll(rows.stream()
				.filter((row) -> row.get(0).equals("`http.client.requests`"))
				.flatMap((row) -> Stream.of(row.get(2).replace("`", "").replace('.', '_').split(", ")))
				.toList())
			.doesNotContain("inqud_account");
		assertThat(this.metrics.get("inqud_calls_seconds_count")).containsKeys("inqud_account", "client_name", "uri");
		assertThat(this.metrics.get("inqud_webhooks_total").get("outcome")).containsExactly("accepted",
				"wrong-signature");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@RestController
	static class Application {

		@Bean
		PrometheusMeterRegistry prometheusMeterRegistry() {
			return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		}

		@PostMapping("/webhooks/inqud")
		void onPayment(@InqudWebhook Payment payment) {
			assertThat(payment.id()).isNotNull();
		}

	}

}
