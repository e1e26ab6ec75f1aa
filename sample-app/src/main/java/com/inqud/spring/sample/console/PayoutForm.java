package com.inqud.spring.sample.console;

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
				message = PayoutForm.NO_CARD) @LuhnCheck(message = PayoutForm.NO_CARD) String cardNumber,
		@NotNull String reference) {

	static final String NO_CARD = "This is not the number of a card";

	/**
	 * Empty form, with the reference of the payout that it will make.
	 */
	static PayoutForm empty() {
		return new PayoutForm("", "USD", "", "order-" + UUID.randomUUID());
	}

	PayoutForm withNewReference() {
		return new PayoutForm(this.amount, this.currency, this.cardNumber, empty().reference());
	}

	PayoutRequest toRequest() {
		return PayoutRequest.builder()
			.amount(new BigDecimal(this.amount.strip()))
			.currency(this.currency.strip())
			.method("CC_VISAMC")
			.cardNumber(this.cardNumber.replace(" ", ""))
			.clientOrderId(this.reference)
			.build();
	}

	@Override
	public String toString() {
		return "PayoutForm[amount=" + this.amount + ", currency=" + this.currency + "]";
	}

}
