package com.inqud.spring.sample.masking;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.inqud.spring.autoconfigure.InqudConnectionDetails;
import com.inqud.spring.client.payment.PayoutRequest;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

/**
 * Fingerprints of payouts, which tell whether two of them have the same content. Their
 * key is derived from the secret of the token and is not in the database, so that a copy
 * of the database is of no use to find a card number by trying. With another token secret
 * all fingerprints differ.
 *
 * @since 0.1.0
 */
@Component
public class Fingerprints {

	private static final String ALGORITHM = "HmacSHA256";

	private static final JsonMapper JSON = new JsonMapper();

	private final SecretKeySpec key;

	Fingerprints(InqudConnectionDetails inqud) {
		this.key = new SecretKeySpec(("fingerprint of a payout " + inqud.getSecret()).getBytes(StandardCharsets.UTF_8),
				ALGORITHM);
	}

	/**
	 * Fingerprint of a payout.
	 * @param request the payout
	 * @return a keyed hash in hexadecimal form, the same for {@code 1.5} and {@code 1.50}
	 */
	public String of(PayoutRequest request) {
		Map<String, Object> content = new TreeMap<>(Masking.content(request));
		content.put("amount", request.amount().stripTrailingZeros().toString());
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(this.key);
			return HexFormat.of().formatHex(mac.doFinal(JSON.writeValueAsBytes(content)));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
