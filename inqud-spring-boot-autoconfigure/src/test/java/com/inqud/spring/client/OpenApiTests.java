package com.inqud.spring.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

import com.inqud.spring.client.payment.PaymentOperations;
import com.inqud.spring.client.wallet.WalletOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests for what the client has in common with Inqud's OpenAPI document, which a
 * developer names with {@code -Dinqud.openapi=FILE}.
 */
class OpenApiTests {

	private static final String PROPERTY = "inqud.openapi";

	private static final String DOCUMENT = """
			openapi: 3.1.0
			servers:
			  - url: https://api.example/v1/
			paths:
			  /user/wallet/balances:
			    get:
			      responses:
			        200:
			          content:
			            application/json: &b
			              schema:
			                type: array
			                items: {properties: {currency: {}, balance: {}}}
			  /user/payments/payout:
			    post: &payout
			      requestBody:
			        content:
			          application/json:
			            schema:
			              properties: {amount: {}, currency: {}, method: {}, cardNumber: {}, firstName: {}, lastName: {},
			                phoneNumber: {}, cryptoAddress: {}, bankAccount: {}, bankCode: {}, clientOrderId: {},
			                comment: {}, asset: {}, crossPayoutAsset: {}}
			      responses: &payment
			        '201':
			          $ref: '#/components/responses/Payment'
			  /user/payments/payin:
			    post:
			      requestBody:
			        content:
			          application/json:
			            schema:
			              properties: {amount: {}, currency: {}, method: {}, clientOrderId: {}, firstName: {}, lastName: {},
			                returnUrl: {}, comment: {}}
			      responses: *payment
			  /user/payments/{id}:
			    get:
			      responses: *payment
			  /user/payments:
			    get:
			      responses: &payments
			        2XX:
			          content:
			            application/json:
			              schema: {type: array, items: {$ref: '#/components/schemas/Payment'}}
			  /user/payments/search:
			    parameters:
			      - {in: query, name: orderId}
			    get:
			      responses: *payments
			  /user/methods:
			    get:
			      responses:
			        '200':
			          content:
			            application/json:
			              schema: {type: array, items: {$ref: '#/components/schemas/Method'}}
			components:
			  responses:
			    Payment:
			      content:
			        application/json:
			          schema: {$ref: '#/components/schemas/Payment'}
			  schemas:
			    Payment:
			      allOf:
			        - properties: {id: {}, orderId: {}, clientOrderId: {}, externalId: {}, amount: {}, currency: {}}
			        - properties:
			            method: {}
			            orderType: &orderType {enum: [PAYIN, PAYOUT]}
			            transactionType: {enum: [DEBIT, CREDIT]}
			            status:
			              anyOf:
			                - enum: [NEW, PENDING, FROZEN, SUCCESS, PARTIAL_SUCCESS, FAILED, CANCELLED, EXPIRED]
			                - type: 'null'
			            h2H: {}
			            payUrl: {}
			            createdAt: {}
			    Method:
			      properties:
			        {id: {}, name: {}, methodKey: {}, blockchain: {}, currency: {}, orderType: *orderType, productType: {},
			        minLimit: {}, maxLimit: {}, percent: {}, fixed: {}, minFeeAmount: {}, minFeeCurrency: {},
			        hasNetworkFee: {}, scale: {}, verificationLevel: {},
			        properties: {properties: {required: {type: array, items: {type: string}}, optional: {}}}}
			""";

	@Test
	void matchesTheDocumentOfInqud() throws IOException {
		String file = System.getProperty(PROPERTY);
		assumeTrue(file != null, "Compares the client with Inqud's OpenAPI document when it is named with -D" + PROPERTY
				+ "=FILE. Inqud says that it is at https://cdn.inqud.com/api/openapi.yml");
		Path path = Path.of(System.getProperty(PROPERTY + ".directory", ""), "").resolve(file);
		assertThat(path).isRegularFile();
		assertThat(OpenApiComparison.compare(Files.readString(path), InqudOperations.class)).isEmpty();
	}

	@Test
	void aDocumentThatMatchesHasNoDeviations() {
		assertThat(compare(DOCUMENT)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"/user/methods: | /user/payment-methods: | GET /v1/user/methods: the document has no such path",
			"/user/payments/{id}: | /user/payments/{id}/x: | GET /v1/user/payments/{id}: the document has no such path",
			"post: &payout | put: &payout | POST /v1/user/payments/payout: the document has no such method, but [put]",
			"name: orderId | name: order | GET /v1/user/payments/search: the document has no query parameter 'orderId'",
			"externalId: {} | external: {} | Payment.externalId: not in the document",
			"externalId: {} | externalId: {}, ref: {} | Payment: no component for 'ref' of the document",
			"payUrl: {} | payURL: {} | Payment: no component for 'payURL' of the document",
			"payUrl: {} | payURL: {} | Payment.payUrl: not in the document",
			"cardNumber: {} | card: {} | PayoutRequest.cardNumber: not in the document",
			"optional: {} | choosable: {} | Properties.optional: not in the document",
			"FROZEN | ON_HOLD | PaymentStatus: no constant for 'ON_HOLD' of the document",
			"FROZEN | ON_HOLD | PaymentStatus.FROZEN: not in the document",
			"DEBIT, CREDIT | DEBIT, CREDIT, NO | TransactionType: no constant for 'NO' of the document",
			"items: {$ref: '#/components/schemas/Method'} | x: {} | GET /v1/user/methods response: the document describes no list",
			"application/json: &b | text/html: &b | GET /v1/user/wallet/balances response: the document describes no JSON",
			"schema: {type: array, items: {$ref: '#/components/schemas/Method'}} | examples: {} | GET /v1/user/methods response: the document describes no JSON" })
	void reportsADeviation(String original, String replacement, String deviation) {
		assertThat(DOCUMENT).contains(original);
		assertThat(compare(DOCUMENT.replace(original, replacement))).contains(deviation);
	}

	@Test
	void comparesEveryEndpointOfTheClient() {
		assertThat(OpenApiComparison.compare("paths: {}", InqudOperations.class)).hasSize(16)
			.allMatch((deviation) -> deviation.endsWith(": the document has no such path"))
			.contains("GET /v1/user/crypto-acquiring/{projectId}/requests/{id}: the document has no such path");
	}

	@Test
	void refusesADocumentThatItCannotFollow() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> compare(DOCUMENT.replace("#/components/schemas/Payment'", "#/components/schemas/Gone'")))
			.withMessage("Nothing at the reference #/components/schemas/Gone");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> compare(DOCUMENT.replace("#/components/schemas/Payment'", "other.yml'")));
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> compare("a: !!java.net.URL [x]"));
	}

	private static Collection<String> compare(String document) {
		return OpenApiComparison.compare(document, WalletOperations.class, PaymentOperations.class);
	}

}
