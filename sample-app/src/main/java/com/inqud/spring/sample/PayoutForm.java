package com.inqud.spring.sample;

import java.math.BigDecimal;
import java.util.UUID;

import com.inqud.spring.client.payment.PayoutRequest;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.constraints.LuhnCheck;

/**
 * Form for a payout to a card, as it is typed.
 */
record PayoutForm(
		@NotNull @Pattern(regexp = " *(?=.*[1-9])\\d{1,12}(\\.\\d{1,18})? *",
				message = "Enter an amount above zero, such as 12.50") String amount,
		@NotNull @Pattern(regexp = " *[A-Za-z0-9_]{2,30} *", message = "Enter a currency, such as USD") String currency,
		@NotNull @Pattern(regexp = "( *[0-9]){12,19} *",
				message = PayoutForm.NO_CARD) @LuhnCheck(message = PayoutForm.NO_CARD) String cardNumber) {

	static final String NO_CARD = "This is not the number of a card";

	static final PayoutForm EMPTY = new PayoutForm("", "USD", "");

	PayoutRequest toRequest() {
		return PayoutRequest.builder()
			.amount(new BigDecimal(this.amount.strip()))
			.currency(this.currency.strip())
			.method("CC_VISAMC")
			.cardNumber(this.cardNumber.replace(" ", ""))
			.clientOrderId("order-" + UUID.randomUUID())
			.build();
	}

	@Override
	public String toString() {
		return "PayoutForm[amount=" + this.amount + ", currency=" + this.currency + "]";
	}

}
