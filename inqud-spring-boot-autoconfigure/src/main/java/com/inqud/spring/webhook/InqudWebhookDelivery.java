package com.inqud.spring.webhook;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import com.inqud.spring.client.exchange.InqudJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.http.HttpHeaders;

/**
 * Verified webhook. Only an {@link InqudWebhookVerifier} creates one: the class is
 * abstract so that neither Spring's data binding nor a JSON library can instantiate it. A
 * handler method can have a parameter of this type, with or without an
 * {@link InqudWebhook @InqudWebhook} parameter.
 *
 * @since 0.1.0
 */
public abstract class InqudWebhookDelivery {

	private static final int SHOWN_DIGITS = 8;

	private final byte[] body;

	private final String digest;

	private final HttpHeaders headers;

	InqudWebhookDelivery(byte[] body, String digest, HttpHeaders headers) {
		this.body = body;
		this.digest = digest;
		this.headers = HttpHeaders.readOnlyHttpHeaders(HttpHeaders.copyOf(headers));
	}

	/**
	 * Body, byte for byte as it was received.
	 * @return a copy of the body
	 */
	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * Digest that Inqud sent with the body. It identifies repeated deliveries: the same
	 * body has the same digest as long as the webhook secret is not changed. A payment
	 * that returns to an earlier state can have the same body again, so only the API
	 * tells whether a delivery is new.
	 * @return 40 digits of lower-case hex
	 */
	public String digest() {
		return this.digest;
	}

	/**
	 * Headers, which the signature does not cover.
	 * @return the headers, which cannot be changed
	 */
	public HttpHeaders headers() {
		return this.headers;
	}

	/**
	 * Kind of object that the webhook is about, derived from the prefix of its
	 * {@link #id() id}.
	 * @return the kind, {@link InqudWebhookKind#UNKNOWN} if the body has no id or its
	 * prefix is unknown
	 */
	public InqudWebhookKind kind() {
		return InqudWebhookKind.ofId(id());
	}

	/**
	 * Id of the object that the webhook is about, such as {@code PMT-…}.
	 * @return the id, {@code null} if the body is not a JSON object or has no id
	 */
	public @Nullable String id() {
		try {
			return (InqudJson.read(this.body, JsonNode.class).get("id") instanceof StringNode id) ? id.stringValue()
					: null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	/**
	 * Body as a value, read from JSON with the client's rules for responses.
	 * @param <T> the type of the value
	 * @param type the type of the value, such as {@code Payment.class}; {@code byte[]}
	 * for the unchanged body, {@link String} for the body as UTF-8
	 * @return the value
	 * @throws InqudWebhookUnreadableException if the body cannot be read as the type, or
	 * if the type is a model for another kind of object
	 */
	@SuppressWarnings("unchecked")
	public <T> T read(Class<T> type) {
		return (T) read((Type) type);
	}

	Object read(Type type) {
		if (type == InqudWebhookDelivery.class) {
			return this;
		}
		if (type == byte[].class) {
			return body();
		}
		if (type == String.class) {
			return new String(this.body, StandardCharsets.UTF_8);
		}
		checkKind(type);
		try {
			return InqudJson.read(this.body, type);
		}
		catch (JacksonException ex) {
			TokenStreamLocation location = ex.getLocation();
			throw unreadable(type, ex.getClass().getSimpleName() + ((location != null && location.getByteOffset() >= 0)
					? " at byte " + location.getByteOffset() : ""), ex);
		}
	}

	private void checkKind(Type type) {
		InqudWebhookKind expected = InqudWebhookKind.ofModel(type);
		InqudWebhookKind kind = (expected != InqudWebhookKind.UNKNOWN) ? kind() : expected;
		if (kind != expected && kind != InqudWebhookKind.UNKNOWN) {
			throw new InqudWebhookUnreadableException(Refusal.WRONG_KIND, "The webhook is about an object of kind "
					+ kind + " and cannot be read as " + type.getTypeName() + ", which is of kind " + expected, null);
		}
	}

	private static InqudWebhookUnreadableException unreadable(Type type, String reason,
			@Nullable JacksonException cause) {
		return new InqudWebhookUnreadableException(Refusal.UNREADABLE,
				"The body of the webhook cannot be read as " + type.getTypeName() + ": " + reason, cause);
	}

	/**
	 * Description without the body, the headers and most of the digest.
	 */
	@Override
	public String toString() {
		return "InqudWebhookDelivery[digest=" + this.digest.substring(0, SHOWN_DIGITS) + "…, size=" + this.body.length
				+ "]";
	}

}
