"""A gateway for text messages that stands in for the real one: HTTP, signatures and all.

`tests/notifications/channels/sms/test_gateway.py` holds it to what a real one does.
"""

import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from notifications.channels.sms.http import signature

KEY = "a key of thirty-two characters !"
CLOCK_MAY_DIFFER = 300


class FakeGateway:
    """Takes signed messages, each id once. `answers` gives a number another status, once each."""

    def __init__(self) -> None:
        self.messages: dict[str, dict[str, str]] = {}
        self.answers: dict[str, list[int]] = {}
        self.wait = 0.0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/messages?app=7"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def texts(self) -> list[tuple[str, str]]:
        """What arrived on which telephone."""
        return [(one["to"], f"【{one['sender']}】{one['text']}") for one in self.messages.values()]

    def take(self, path: str, headers, body: bytes) -> int:
        time.sleep(self.wait)
        stamp = headers.get("X-Timestamp", "0")
        good = hmac.compare_digest(headers.get("X-Signature", ""), signature(KEY, stamp, body))
        if path != "/v1/messages?app=7":
            return 404
        if not good or abs(time.time() - int(stamp)) > CLOCK_MAY_DIFFER:
            return 401
        told = json.loads(body)
        if set(told) != {"id", "to", "text", "sender"} or not told["to"].startswith("+"):
            return 400
        if self.answers.get(told["to"]):
            return self.answers[told["to"]].pop(0)
        if told["id"] in self.messages:
            return 409
        self.messages[told["id"]] = told
        return 202

    def _handler(self):
        gateway = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(gateway.take(self.path, self.headers, body))
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_args) -> None:
                """Say nothing."""

        return Handler
