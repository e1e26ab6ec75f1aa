package com.inqud.spring.sample;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.sample.payout.PayoutService;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link DatabaseConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DatabaseConfigurationTests {

	private static final String CARD_NUMBER = "5555555555554444";

	@TempDir
	private Path directory;

	@Test
	void restartShowsPayoutsAndBalancesAgain() throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			pay(context, "order-1");
		}
		assertThat(files()).contains("simulator.json", "simulator.mv.db").hasSize(2);
		try (ConfigurableApplicationContext context = run()) {
			PayoutService payouts = context.getBean(PayoutService.class);
			assertThat(payouts.payout("order-1")).isPresent();
			assertThat(payouts.balances()).anySatisfy((balance) -> {
				assertThat(balance.currency()).isEqualTo("USD");
				assertThat(balance.balance()).isEqualByComparingTo("999");
			});
		}
	}

	@Test
	void eachBaseUrlAndTokenHasADatabase() throws IOException {
		List<String> databases = new ArrayList<>();
		try (InqudSimulator inqud = InqudSimulator.start(); InqudSimulator other = InqudSimulator.start()) {
			for (String[] arguments : new String[][] { { inqud.baseUrl().toString(), InqudSimulator.DEFAULT_TOKEN_ID },
					{ other.baseUrl().toString(), InqudSimulator.DEFAULT_TOKEN_ID },
					{ inqud.baseUrl().toString(), "TKN-other" },
					{ inqud.baseUrl().toString(), InqudSimulator.DEFAULT_TOKEN_ID } }) {
				run("--spring.profiles.active=live", "--INQUD_BASE_URL=" + arguments[0],
						"--INQUD_TOKEN_ID=" + arguments[1], "--INQUD_SECRET=" + InqudSimulator.DEFAULT_SECRET)
					.close();
				databases.addAll(files().stream().filter((file) -> !databases.contains(file)).toList());
			}
		}
		assertThat(databases).hasSize(3).allSatisfy((name) -> assertThat(name).matches("inqud-[0-9a-f]{16}\\.mv\\.db"));
	}

	@Test
	void secondApplicationInTheFolderFails(CapturedOutput output) throws Exception {
		Process holder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Holder.class.getName(), this.directory.toString())
			.redirectErrorStream(true)
			.start();
		try {
			assertThat(holder.inputReader().readLine()).isEqualTo("open");
			assertThatException().isThrownBy(() -> run().close());
			assertThat(output).contains("APPLICATION FAILED TO START")
				.contains("The database in " + this.directory + " is in use by another application.")
				.contains("End the other application, or set 'sample.data-dir' to another folder.");
		}
		finally {
			holder.destroyForcibly().waitFor();
		}
	}

	@Test
	void cardNumberIsNotStored(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run()) {
			InqudSimulator simulator = context.getBean(InqudSimulator.class);
			pay(context, "order-1");
			simulator.nextCall("/v1/user/payments/payout")
				.refuse(400, "CARD", "The card " + CARD_NUMBER + " is unknown");
			pay(context, "order-2");
			simulator.nextCall("/v1/user/payments/payout").loseResponse();
			pay(context, "order-3");
			context.getBean(PayoutService.class)
				.pay(PayoutRequest.builder()
					.amount(BigDecimal.ONE)
					.currency("USD")
					.method(CARD_NUMBER)
					.property("cards", List.of(CARD_NUMBER))
					.clientOrderId("order-4")
					.build());
		}
		String database = Files.readString(this.directory.resolve("simulator.mv.db"), StandardCharsets.ISO_8859_1);
		assertThat(database).contains("order-1", "order-2", "order-3", "order-4")
			.doesNotContain(CARD_NUMBER, "5555 5555", "5555-5555", "DE89", "Jane", "+111111111111");
		assertThat(output).doesNotContain(CARD_NUMBER);
	}

	private static void pay(ConfigurableApplicationContext context, String reference) {
		context.getBean(PayoutService.class)
			.pay(PayoutRequest.builder()
				.amount(BigDecimal.ONE)
				.currency("USD")
				.method("CC_VISAMC")
				.cardNumber(CARD_NUMBER)
				.firstName("Jane")
				.phoneNumber("+111111111111")
				.comment("5555 5555 5555 4444, 5555-5555-5555-4444, DE89 3704 0044 0532 0130 00")
				.clientOrderId(reference)
				.build());
	}

	private ConfigurableApplicationContext run(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--server.port=0");
		all.add("--inqud.simulator.progress-after=365d");
		all.add("--sample.data-dir=" + this.directory);
		return SpringApplication.run(SampleApplication.class, all.toArray(String[]::new));
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map(Path::toFile).map(File::getName).sorted().toList();
		}
	}

	/**
	 * Application that has the database open.
	 */
	static class Holder {

		public static void main(String[] args) throws Exception {
			DriverManager.getConnection("jdbc:h2:file:" + args[0] + "/simulator", "sa", "");
			System.out.println("open");
			System.in.read();
		}

	}

}
