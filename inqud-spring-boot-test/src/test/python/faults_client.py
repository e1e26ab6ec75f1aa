#!/usr/bin/env python3
"""Meets each fault of the simulator, with nothing but Python's standard library.

usage: faults_client.py base-url token-id secret

The simulator must have been told the faults for payouts in the order in which they come here. Prints one line for each:
its name, what the client sees, and whether the payout was made.
"""
import hashlib
import hmac
import http.client
import json
import secrets
import socket
import sys
import time
import urllib.parse

PATH = "/v1/user/payments/payout"
base_url, token_id, secret = sys.argv[1:]
host, port = urllib.parse.urlsplit(base_url).hostname, urllib.parse.urlsplit(base_url).port


def headers(body):
    salt = secrets.token_hex(32)
    signature = hmac.new(secret.encode(), body + salt.encode(), hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Token-API-Id": token_id, "X-HMAC-SHA256-Signature": signature,
            "X-Salt": salt}


def payout(reference):
    return json.dumps({"amount": 1, "currency": "USD", "method": "CC_VISAMC", "cardNumber": "5555555555554444",
                       "clientOrderId": reference}).encode()


def was_made(reference):
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/v1/user/payments", headers=headers(b""))
        payments = json.loads(connection.getresponse().read())
        return any(payment["clientOrderId"] == reference for payment in payments)
    finally:
        connection.close()


def call(reference, timeout=10):
    body = payout(reference)
    connection = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        connection.request("POST", PATH, body, headers(body))
        response = connection.getresponse()
        content = response.read()
        extra = "".join(f", {name}: {response.headers[name]}" for name in ("Retry-After",) if name in response.headers)
        kind = response.headers["Content-Type"]
        text = json.loads(content)["code" if response.status >= 400 else "status"] if kind == "application/json" else kind
        return f"{response.status} {text}{extra}"
    except http.client.IncompleteRead:
        return "cut off"
    except (http.client.BadStatusLine, OSError) as error:
        return type(error).__name__
    finally:
        connection.close()


def raw(reference, chunked=False, expect=False):
    """Sends a payout over a plain socket and returns the status lines that come back."""
    body = payout(reference)
    lines = [f"POST {PATH} HTTP/1.1", f"Host: {host}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers(body).items()]
    lines += ["Transfer-Encoding: chunked"] if chunked else [f"Content-Length: {len(body)}"]
    lines += ["Expect: 100-continue"] if expect else []
    with socket.create_connection((host, port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines + ["", ""]).encode())
        received = b""
        if expect:
            received += connection.recv(1024)
            assert received == b"HTTP/1.1 100 Continue\r\n\r\n", received
        if chunked:
            half = len(body) // 2
            for chunk in body[:half], body[half:], b"":
                connection.sendall(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        else:
            connection.sendall(body)
        while chunk := connection.recv(65536):
            received += chunk
    statuses = [line.decode() for line in received.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]
    return ", ".join(statuses) if statuses else f"{len(received)} bytes without a status"


def show(name, outcome):
    print(f"{name}: {outcome}; {'made' if was_made(name) else 'not made'}")


def slow(name):
    start = time.monotonic()
    outcome = call(name)
    return f"{outcome}, {'slowly' if time.monotonic() - start > 0.3 else 'at once'}"


show("refused", call("refused"))
show("rate limit", call("rate limit"))
show("server error", call("server error"))
show("bad gateway", call("bad gateway"))
show("hang", call("hang", timeout=0.5))
show("reset before reading", call("reset before reading"))
show("lost response", call("lost response"))
show("cut-off response", call("cut-off response"))
show("garbage", call("garbage"))
show("interim status", raw("interim status"))
show("only interim status", raw("only interim status"))
show("slow response", slow("slow response"))
show("no fault", call("no fault"))
show("chunked", raw("chunked", chunked=True))
show("expect", raw("expect", expect=True))
