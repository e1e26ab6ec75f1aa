package com.inqud.spring.test.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.QueryParameter;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.web.util.UriUtils;

/**
 * Endpoints of Inqud, as a transformer of WireMock.
 */
final class Api implements ResponseDefinitionTransformerV2 {

	static final String NAME = "inqud";

	private static final String PREFIX = "/v1/user/";

	private static final String NOT_FOUND_PAGE = "<html><body><h1>404 Not Found</h1></body></html>";

	private final Ledger ledger;

	private final Market market;

	Api(Ledger ledger, Market market) {
		this.ledger = ledger;
		this.market = market;
	}

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public boolean applyGlobally() {
		return false;
	}

	@Override
	public ResponseDefinition transform(ServeEvent serveEvent) {
		try {
			JsonNode body = respond(serveEvent.getRequest());
			return ((body != null) ? response(200, "application/json", Json.bytes(body))
					: response(404, "text/html", NOT_FOUND_PAGE.getBytes(StandardCharsets.UTF_8)))
				.build();
		}
		catch (Refusal ex) {
			HttpMessage.Response refusal = ex.toResponse();
			int status = Integer.parseInt(refusal.statusLine().split(" ")[1]);
			return response(status, "application/json", refusal.body()).build();
		}
	}

	private static ResponseDefinitionBuilder response(int status, String contentType, byte[] body) {
		return WireMock.aResponse().withStatus(status).withHeader("Content-Type", contentType).withBody(body);
	}

	/**
	 * Body of the response.
	 * @return the body, or {@code null} if there is no such endpoint
	 */
	private @Nullable JsonNode respond(Request request) {
		String account = request.containsHeader(Authentication.TOKEN_ID) ? request.getHeader(Authentication.TOKEN_ID)
				: "";
		String path = request.getUrl().split("\\?", 2)[0];
		if (!path.startsWith(PREFIX)) {
			return null;
		}
		List<String> segments = Arrays.stream(path.substring(PREFIX.length()).split("/"))
			.map((segment) -> UriUtils.decode(segment, StandardCharsets.UTF_8))
			.toList();
		boolean post = request.getMethod().getName().equals("POST");
		if (!post && !request.getMethod().getName().equals("GET")) {
			return null;
		}
		return switch (segments.get(0)) {
			case "crypto-acquiring" ->
				post ? createAcquiring(account, segments, request) : findAcquiring(account, segments);
			case "on-ramp" -> onRamp(account, segments, request, post);
			case "payments" ->
				post ? createPayment(account, segments, request) : findPayments(account, segments, request);
			default -> post ? null : switch (String.join("/", segments)) {
				case "wallet/balances" -> this.ledger.balances(account);
				case "methods" -> this.market.methods();
				default -> null;
			};
		};
	}

	private @Nullable JsonNode createPayment(String account, List<String> segments, Request request) {
		return switch (String.join("/", segments)) {
			case "payments/payout" -> this.ledger.payout(account, body(request));
			case "payments/payin" -> this.ledger.payin(account, body(request));
			default -> null;
		};
	}

	private @Nullable JsonNode findPayments(String account, List<String> segments, Request request) {
		if (segments.size() > 2) {
			return null;
		}
		String id = (segments.size() == 2) ? segments.get(1) : "";
		if (!id.isEmpty() && !id.equals("search")) {
			return document(account, null, Kind.PAYMENT, id);
		}
		List<ObjectNode> payments = this.ledger.payments(account);
		if (id.equals("search")) {
			QueryParameter orderId = request.queryParameter("orderId");
			if (!orderId.isPresent()) {
				throw Refusal.badRequest("orderId is missing");
			}
			payments = payments.stream()
				.filter((payment) -> payment.path("orderId").asString("").equals(orderId.firstValue()))
				.toList();
		}
		return Json.MAPPER.createArrayNode().addAll(payments);
	}

	private @Nullable JsonNode createAcquiring(String account, List<String> segments, Request request) {
		if (segments.size() < 3) {
			return null;
		}
		String projectId = segments.get(1);
		return switch (String.join("/", segments.subList(2, segments.size()))) {
			case "checkouts" -> this.ledger.createCheckout(account, project(projectId, "CAP-"), body(request));
			case "requests" -> this.ledger.createDepositRequest(account, project(projectId, "CAP-"), body(request));
			case "static/bundles" ->
				this.ledger.getOrCreateStaticBundle(account, project(projectId, "CAP-"), body(request));
			default -> null;
		};
	}

	private @Nullable JsonNode findAcquiring(String account, List<String> segments) {
		if (segments.size() == 3 && segments.get(2).equals("deposit-options")) {
			project(segments.get(1), "CAP-");
			return this.ledger.depositOptions();
		}
		if (segments.size() != 4) {
			return null;
		}
		if (segments.get(1).equals("rates")) {
			return Json.object()
				.put("baseAsset", segments.get(2))
				.put("quoteAsset", segments.get(3))
				.put("rate", this.market.rate(segments.get(2), segments.get(3)));
		}
		return switch (segments.get(2)) {
			case "checkouts" -> document(account, segments.get(1), Kind.CHECKOUT, segments.get(3));
			case "requests" -> document(account, segments.get(1), Kind.DEPOSIT_REQUEST, segments.get(3));
			default -> null;
		};
	}

	private @Nullable JsonNode onRamp(String account, List<String> segments, Request request, boolean post) {
		if (segments.size() != (post ? 3 : 4) || !segments.get(2).equals("checkouts")) {
			return null;
		}
		String projectId = project(segments.get(1), "ORP-");
		return post ? this.ledger.createOnRampCheckout(account, projectId, body(request))
				: document(account, projectId, Kind.ON_RAMP_CHECKOUT, segments.get(3));
	}

	private static String project(String id, String prefix) {
		if (!id.startsWith(prefix)) {
			throw Refusal.notFound("Project " + id);
		}
		return id;
	}

	private JsonNode document(String account, @Nullable String projectId, Kind kind, String id) {
		ObjectNode document = (Kind.of(id) == kind) ? this.ledger.find(account, projectId, id) : null;
		if (document == null) {
			throw Refusal.notFound(id);
		}
		return document;
	}

	private static JsonNode body(Request request) {
		return Json.readObject(request.getBody());
	}

}
