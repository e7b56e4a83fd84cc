"""Text messages by a gateway over HTTPS: one signed POST of JSON for each.

The request, as an operator's adapter in front of a provider has to take it:

    POST <SMS_URL>
    Content-Type: application/json
    X-Timestamp: 1741140000                seconds since 1970
    X-Signature: <hex>                     HMAC-SHA256 of "<timestamp>.<body>" with SMS_KEY
    {"id": "…", "to": "+8613…", "text": "…", "sender": "政协云"}

The same id is sent again after a failure: the gateway sends it once. Its status says what became
of it: 2xx or 409 (this id was taken before) sent; 400, 404, 410, 413, 422 never; 401 and 403 say
that key or clock is wrong, so that all wait; every other status, a slow answer or none: later.
"""

import hmac
import json
import time
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from notifications.registry import Verdict

TAKEN_BEFORE = 409
NEVER = {400, 404, 410, 413, 422}
NOT_US = {401, 403}


def signature(key: str, timestamp: str, body: bytes) -> str:
    """Return the signature of a request, as the gateway makes it too."""
    return hmac.new(key.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


class HttpGateway:
    """Speaks to the gateway at `url`; keeps its connection for the messages of a batch."""

    def __init__(self, *, url: str, key: str, sender: str, timeout: float) -> None:
        parts = urlsplit(url)
        self.key, self.sender = key, sender
        self.path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.connection = kind(parts.hostname or "localhost", parts.port, timeout=timeout)

    def send(self, number: str, words: str, *, key: str) -> tuple[Verdict, str]:
        """Hand one message over and read what became of it."""
        told = {"id": key, "to": number, "text": words, "sender": self.sender}
        body = json.dumps(told, ensure_ascii=False).encode()
        try:
            status = self._post(body)
        except (OSError, HTTPException) as error:
            self.close()
            return Verdict.UNREACHABLE, type(error).__name__
        return _verdict(status), "" if _is_sent(status) else f"HTTP {status}"

    def _post(self, body: bytes) -> int:
        timestamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "X-Timestamp": timestamp,
            "X-Signature": signature(self.key, timestamp, body),
        }
        self.connection.request("POST", self.path, body, headers)
        with self.connection.getresponse() as response:
            response.read(1_000_000)
            if response.will_close:
                self.close()
            return response.status

    def close(self) -> None:
        """End the connection; the next message opens it anew."""
        self.connection.close()


def _is_sent(status: int) -> bool:
    return 200 <= status < 300 or status == TAKEN_BEFORE


def _verdict(status: int) -> Verdict:
    if _is_sent(status):
        return Verdict.SENT
    if status in NEVER:
        return Verdict.REFUSED
    return Verdict.UNREACHABLE if status in NOT_US else Verdict.LATER
