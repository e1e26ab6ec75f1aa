package com.inqud.spring.sample;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import com.inqud.spring.test.simulator.InqudSimulator;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

import static org.awaitility.Awaitility.await;

/**
 * Test of the running application in which nothing happens by itself: payments change and
 * questions are asked when the test says so. Each test starts without payouts.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "inqud.simulator.progress-after=365d", "inqud.simulator.unreliable-webhooks=false",
				"sample.payouts.check-interval=365d", "sample.console.refresh=200ms" })
@TestExecutionListeners(listeners = SampleTest.Reset.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface SampleTest {

	/**
	 * Listener that empties the simulator and the database.
	 */
	class Reset implements TestExecutionListener {

		@Override
		public void beforeTestMethod(TestContext testContext) {
			ApplicationContext context = testContext.getApplicationContext();
			InqudSimulator simulator = context.getBean(InqudSimulator.class);
			simulator.sendWebhooksTo(null);
			simulator.reset();
			ThreadPoolTaskExecutor executor = context.getBean("applicationTaskExecutor", ThreadPoolTaskExecutor.class);
			await().until(() -> executor.getActiveCount() == 0 && executor.getQueueSize() == 0);
			JdbcClient database = context.getBean(JdbcClient.class);
			for (String table : new String[] { "webhook", "payout_event", "payout" }) {
				database.sql("delete from " + table).update();
			}
			simulator.reset();
		}

	}

}
