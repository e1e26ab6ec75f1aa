package shop;

import com.inqud.spring.client.InqudOperations;
import com.inqud.spring.client.payment.Payment;
import com.inqud.spring.client.payment.PayoutRequest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Service;

@SpringBootApplication
public class ShopApplication {

	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

	@Service
	static class Payouts {

		private final InqudOperations inqud;

		Payouts(InqudOperations inqud) {
			this.inqud = inqud;
		}

		Payment pay(PayoutRequest request) {
			return this.inqud.payout(request).block();
		}

	}

}
