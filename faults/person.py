"""Somebody at a browser, who signs in and presses the button again when no answer comes."""

import http.client
import threading
import time
from dataclasses import dataclass

from launcher.trouble import Trouble
from tests.members.factories import PASSWORD
from tests.served.visitor import Answer, Visitor

SIGN_IN = "/accounts/login/"
PATIENCE = 90.0
"""Seconds after which a person gives up: a system that is away for longer counts as lost."""
PAUSE = 0.3
FIRST_OF_OURS = 500


@dataclass(frozen=True)
class Sent:
    """One write: how often it was sent, how many answers were errors of ours, and the last answer
    (status 0: none ever came).
    """

    tries: int
    status: int = 0
    location: str = ""
    text: str = ""
    errors: int = 0

    @property
    def is_yes(self) -> bool:
        """Whether the system said that it is done; being asked to sign in is no such word."""
        return 200 <= self.status < 400 and not self.location.startswith(SIGN_IN)

    def __str__(self) -> str:
        return f"{self.status} {self.location} after {self.tries} tries"


class Person:
    """Safe to use from several threads: as several tabs of one browser."""

    def __init__(self, port: int, email: str, over: threading.Event) -> None:
        self.email = email
        self.over = over
        self.visitor = Visitor(port, "")

    def sign_in(self) -> None:
        """Type address and password. Raises Trouble where that does not lead in."""
        answer = self.visitor.post(SIGN_IN, {"login": self.email, "password": PASSWORD})
        if answer.status != http.client.FOUND:
            raise Trouble(f"{self.email} could not sign in: {answer.status}.")
        self.visitor = Visitor(self.visitor.port, answer.session)

    def send(self, path: str, fields: dict[str, str]) -> Sent:
        """Send a form; the very same one again where the answer is an error of ours or none."""
        until = time.monotonic() + PATIENCE
        tries = errors = 0
        answer: Answer | None = None
        while time.monotonic() < until and not self.over.is_set():
            tries += 1
            try:
                answer = self.visitor.post(path, fields)
            except (OSError, http.client.HTTPException):
                answer = None
            if answer is not None and answer.status < FIRST_OF_OURS:
                break
            errors += answer is not None
            self.over.wait(PAUSE)
        if answer is None:
            return Sent(tries, errors=errors)
        return Sent(tries, answer.status, answer.location, answer.text, errors)
