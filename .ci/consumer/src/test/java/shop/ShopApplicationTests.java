package shop;

import java.math.BigDecimal;

import com.inqud.spring.InqudOutcomeUnknownException;
import com.inqud.spring.client.payment.PayoutRequest;
import com.inqud.spring.test.autoconfigure.AutoConfigureInqudSimulator;
import com.inqud.spring.test.simulator.InqudSimulator;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@SpringBootTest
@AutoConfigureInqudSimulator(verify = true)
class ShopApplicationTests {

	private static final PayoutRequest PAYOUT = PayoutRequest.builder()
		.amount(BigDecimal.TEN)
		.currency("USD")
		.method("CC_VISAMC")
		.cardNumber("5555555555554444")
		.clientOrderId("order-1")
		.build();

	@Autowired
	private ShopApplication.Payouts payouts;

	@Autowired
	private InqudSimulator simulator;

	@Test
	void paysOut() {
		assertThat(this.payouts.pay(PAYOUT).clientOrderId()).isEqualTo("order-1");
	}

	@Test
	void knowsThatAPayoutMayHaveBeenMade() {
		this.simulator.nextCall().loseResponse();
		assertThatExceptionOfType(InqudOutcomeUnknownException.class).isThrownBy(() -> this.payouts.pay(PAYOUT));
		assertThat(this.simulator.payments()).hasSize(1);
	}

}
