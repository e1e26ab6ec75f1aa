#!/usr/bin/env python3
"""Calls an Inqud server the right way and the wrong way, with nothing but Python's standard library.

usage: inqud_client.py base-url token-id secret

Prints one line for each case and stops with status 1 at the first wrong outcome.
"""
import hashlib
import hmac
import http.client
import json
import secrets
import sys
import urllib.parse

BALANCES = ("GET", "/v1/user/wallet/balances", b"")
PAYOUT = ("POST", "/v1/user/payments/payout", json.dumps({
    "amount": 50, "currency": "USD", "method": "CC_VISAMC", "cardNumber": "5555555555554444",
    "firstName": "Jürgen", "lastName": "Doe"}, ensure_ascii=False).encode())


def send(request, headers, body=None):
    method, path, own_body = request
    url = urllib.parse.urlsplit(base_url)
    connection_type = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = connection_type(url.hostname, url.port, timeout=10)
    try:
        connection.request(method, url.path.rstrip("/") + path, (own_body if body is None else body) or None,
                           {"Content-Type": "application/json", **headers})
        response = connection.getresponse()
        return response.status, json.loads(response.read())
    finally:
        connection.close()


def simple(key):
    return {"X-Token-API-Id": token_id, "X-Token-API-Secret": key}


def signed(request, key):
    salt = secrets.token_hex(32)
    signature = hmac.new(key.encode(), request[2] + salt.encode(), hashlib.sha256).hexdigest()
    return {"X-Token-API-Id": token_id, "X-HMAC-SHA256-Signature": signature, "X-Salt": salt}


def expect(status, case, answer):
    actual, content = answer
    reason = "" if status == 200 else ": " + str(content.get("message"))
    print(f"{'ok' if actual == status else 'WRONG'}: {case} -> {actual}{reason if actual == status else ''}")
    if actual != status:
        sys.exit(1)
    return content


def expect_payment(case, answer):
    payment = expect(200, case, answer)
    if payment["amount"] != 50 or payment["status"] != "NEW":
        sys.exit(f"WRONG: {case} -> {payment}")


if len(sys.argv) != 4:
    sys.exit(__doc__)
base_url, token_id, secret = sys.argv[1:]
wrong_secret = secret[:-1] + ("a" if secret[-1] != "a" else "b")

expect(200, "simple, balances", send(BALANCES, simple(secret)))
expect_payment("simple, payout", send(PAYOUT, simple(secret)))
expect(401, "simple, wrong secret, balances", send(BALANCES, simple(wrong_secret)))
expect(401, "simple, wrong secret, payout", send(PAYOUT, simple(wrong_secret)))

expect(200, "hmac, balances", send(BALANCES, signed(BALANCES, secret)))
expect_payment("hmac, payout", send(PAYOUT, signed(PAYOUT, secret)))
expect(401, "hmac, wrong secret, balances", send(BALANCES, signed(BALANCES, wrong_secret)))
expect(401, "hmac, wrong secret, payout", send(PAYOUT, signed(PAYOUT, wrong_secret)))

changed_body = PAYOUT[2].replace(b"50", b"51")
expect(401, "hmac, one byte of the body changed", send(PAYOUT, signed(PAYOUT, secret), changed_body))

for name, repeated in ("balances", BALANCES), ("payout", PAYOUT):
    headers = signed(repeated, secret)
    expect(200, f"hmac, new salt, {name}", send(repeated, headers))
    expect(401, f"hmac, repeated salt, {name}", send(repeated, headers))
