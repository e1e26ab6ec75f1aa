package com.inqud.spring.sample.console;

import java.util.List;
import java.util.Objects;

import com.inqud.spring.client.payment.PaymentMethod;
import org.jspecify.annotations.Nullable;

/**
 * Payment methods that a payout can be made with.
 *
 * @param all the methods
 */
record Methods(List<PaymentMethod> all) {

	List<String> currencies() {
		return this.all.stream().map(PaymentMethod::currency).filter(Objects::nonNull).distinct().toList();
	}

	List<PaymentMethod> of(String currency) {
		return this.all.stream().filter((method) -> currency.equals(method.currency())).toList();
	}

	/**
	 * Method that a form names by its identifier or its key.
	 */
	@Nullable PaymentMethod find(PayoutForm form) {
		return of(form.currency()).stream()
			.filter((method) -> form.method().equals(method.id()) || form.method().equals(method.methodKey()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Name of a method in a request: its key, or its identifier if it shares the key with
	 * another method for the same currency.
	 */
	String name(PaymentMethod method) {
		String key = method.methodKey();
		boolean unique = of(String.valueOf(method.currency())).stream()
			.filter((other) -> Objects.equals(key, other.methodKey()))
			.count() == 1;
		return (key != null && unique) ? key : method.id();
	}

	/**
	 * The same form with a currency and a method that go together, those that it names if
	 * possible.
	 */
	PayoutForm complete(PayoutForm form) {
		String currency = currencies().contains(form.currency()) ? form.currency()
				: currencies().stream().findFirst().orElse("");
		PayoutForm complete = new PayoutForm(form.reference(), currency, form.method(), form.amount(), form.fields());
		PaymentMethod method = find(complete);
		String id = (method != null) ? method.id()
				: of(currency).stream().map(PaymentMethod::id).findFirst().orElse("");
		return new PayoutForm(form.reference(), currency, id, form.amount(), form.fields());
	}

}
