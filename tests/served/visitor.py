"""One person's browser without a screen: cookies, forms with their CSRF token, no redirects."""

import html
import http.client
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TIMEOUT = 60
TOKEN = "served" + "x" * 26
FIELD = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
SESSION = re.compile(r"\bsessionid=(\w+)")
ATTRIBUTE = re.compile(r"(name|value)=\"([^\"]*)\"")


@dataclass(frozen=True)
class Answer:
    """What came back: the status, where to go on, the page, and how many seconds it took.

    `session` is the session cookie where one was set, as after signing in.
    """

    status: int
    location: str
    text: str
    seconds: float
    session: str = ""

    def hidden(self) -> dict[str, str]:
        """The hidden fields of the page's forms."""
        found = [dict(ATTRIBUTE.findall(field)) for field in FIELD.findall(self.text)]
        return {field["name"]: html.unescape(field.get("value", "")) for field in found}


class Visitor:
    """Safe to use from any one thread; each request has a connection of its own."""

    def __init__(self, port: int, session: str, *, language: str = "en") -> None:
        self.port = port
        self.headers = {
            "Host": f"localhost:{port}",
            "Accept-Language": language,
            "Cookie": f"csrftoken={TOKEN}" + (f"; sessionid={session}" if session else ""),
        }

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._ask("GET", path, "", {})

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form; its CSRF token is filled in unless `fields` brings one."""
        body = urlencode({"csrfmiddlewaretoken": TOKEN} | fields)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method: str, path: str, body: str, more: dict[str, str]) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        begun = time.monotonic()
        try:
            link.request(method, path, body=body or None, headers=self.headers | more)
            answer = link.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            link.close()
        took = time.monotonic() - begun
        cookies = SESSION.findall(" ".join(answer.headers.get_all("Set-Cookie", [])))
        location = answer.headers.get("Location", "")
        return Answer(answer.status, location, text, took, cookies[-1] if cookies else "")
